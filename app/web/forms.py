"""Forms: our own sentences for every mistake, text made clean on the way in, and refusals put beside their field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from flask import g, render_template
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.errors import Invalid
from app.core.language import Text, _, said
from app.core.texts import clean, has_resident_number

Validator: TypeAlias = Callable[[Any, Field], None]
Pairs: TypeAlias = Iterable[tuple[str, Text]]


class BaseForm(FlaskForm):
    """Every form: `answers` gives what services want, `refuse` takes what they refused."""

    class Meta(FlaskForm.Meta):
        locales = ("ko",)

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            if field.errors:
                render_kw.setdefault("aria-invalid", "true")
            return super().render_field(field, render_kw)

    @property
    def answers(self) -> dict[str, Any]:
        return {name: field.data for name, field in self._fields.items() if not isinstance(field, HiddenField)}

    def refuse(self, refusal: Invalid) -> None:
        """Put a service's refusal beside the fields it names; what names no field goes on top."""
        beside = {name: sentence for name, sentence in refusal.fields.items() if name in self._fields}
        for name, sentence in beside.items():
            self._fields[name].errors = [*self._fields[name].errors, str(sentence)]
        if not beside:
            self.form_errors: list[Text] = [*self.form_errors, refusal.message]


@contextmanager
def answering(form: BaseForm) -> Iterator[None]:
    """Run a service for a form: what it refuses is undone and shown in the form."""
    try:
        yield
    except Invalid as refusal:
        g.db.rollback()
        form.refuse(refusal)


def page(template: str, *, form: BaseForm | None = None, **context: Any) -> Any:
    """Render a page; with a form that was refused, 422."""
    return render_template(template, form=form, **context), 422 if form is not None and form.errors else 200


# -- validators ---------------------------------------------------------------------------------------------------


NEEDED = _("꼭 필요한 칸이에요. 적어 주세요.")


def required(sentence: Text = NEEDED) -> Validator:
    def check(_form: Any, field: Field) -> None:
        if field.data in (None, "", []):
            field.errors[:] = []
            raise StopValidation(sentence)

    check.field_flags = {"required": True}  # type: ignore[attr-defined]
    return check


def at_most(limit: int) -> Validator:
    """No more than `limit` characters; the page shows a counter."""

    def check(_form: Any, field: Field) -> None:
        if len(field.data or "") > limit:
            raise ValidationError(
                said(_("%(limit)s자 안으로 줄여 주세요. 지금 %(length)s자예요."), limit=limit, length=len(field.data))
            )

    check.field_flags = {"maxlength": limit}  # type: ignore[attr-defined]
    return check


def between(low: int | None, high: int | None) -> Validator:
    def check(_form: Any, field: Field) -> None:
        if field.data is None:
            return
        if (low is not None and field.data < low) or (high is not None and field.data > high):
            raise ValidationError(said(_("%(low)s부터 %(high)s까지 적을 수 있어요."), low=f"{low:,}", high=f"{high:,}"))

    return check


def no_resident_number(_form: Any, field: Field) -> None:
    """Resident registration numbers are never accepted, in any text."""
    if isinstance(field.data, str) and has_resident_number(field.data):
        raise ValidationError(_("주민등록번호로 보이는 숫자가 있어요. 지우고 다시 보내 주세요."))


def one_of(choices: Sequence[str]) -> Validator:
    def check(_form: Any, field: Field) -> None:
        if field.data not in choices:
            raise ValidationError(_("보기 가운데에서 골라 주세요."))

    return check


# -- fields -------------------------------------------------------------------------------------------------------


def _validators(need: bool, extra: Sequence[Validator]) -> list[Validator]:
    return [required() if need else Optional(), *extra]


def text(label: Text, *, limit: int, need: bool = True, hint: Text = "", **kw: Any) -> StringField:
    """One line of text."""
    checks = [at_most(limit), no_resident_number, *kw.pop("validators", [])]
    return StringField(label, filters=[clean], validators=_validators(need, checks), description=hint, **kw)


def paragraph(
    label: Text, *, limit: int, need: bool = True, hint: Text = "", rows: int = 5, **kw: Any
) -> TextAreaField:
    """Several lines of text."""
    checks = [at_most(limit), no_resident_number, *kw.pop("validators", [])]
    return TextAreaField(
        label, filters=[clean], validators=_validators(need, checks), description=hint, render_kw={"rows": rows}, **kw
    )


class WholeField(IntegerField):
    """A whole number, thousands separators welcome."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = (valuelist[0] if valuelist else "").replace(",", "").replace(" ", "")
        if not typed:
            self.data = None
            return
        if not re.fullmatch(r"-?\d{1,15}", typed):
            self.data = None
            raise ValueError(str(_("숫자만 적어 주세요. 예: 12,000,000")))
        self.data = int(typed)

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data and self.errors else f"{self.data:,}" if self.data is not None else ""


class DecimalTextField(StringField):
    """A decimal number kept exact."""

    data: Decimal | None

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = (valuelist[0] if valuelist else "").replace(",", "").strip()
        try:
            self.data = Decimal(typed) if typed else None
        except InvalidOperation:
            self.data = None
            raise ValueError(str(_("숫자로 적어 주세요. 예: 3.5"))) from None
        if self.data is not None and (not self.data.is_finite() or abs(self.data) >= 10**12 or len(typed) > 20):
            self.data = None
            raise ValueError(str(_("더 작은 숫자로 적어 주세요.")))

    def _value(self) -> str:
        if self.raw_data and self.errors:
            return str(self.raw_data[0])
        return format(self.data.normalize(), "f") if self.data is not None else ""


class DayField(DateField):
    """A day; the browser's own picker."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("날짜를 골라 주세요. 예: 2026-12-01"))) from None


def whole(label: Text, *, low: int = 0, high: int, need: bool = True, hint: Text = "", **kw: Any) -> WholeField:
    return WholeField(label, validators=_validators(need, [between(low, high)]), description=hint, **kw)


def decimal(label: Text, *, need: bool = True, hint: Text = "", **kw: Any) -> DecimalTextField:
    return DecimalTextField(label, validators=_validators(need, []), description=hint, **kw)


def day(label: Text, *, need: bool = True, hint: Text = "", **kw: Any) -> DayField:
    return DayField(label, validators=_validators(need, []), description=hint, **kw)


def options(pairs: Pairs) -> list[SelectChoice]:
    """What a field chooses from, of (value, words) pairs."""
    return [SelectChoice(value, words) for value, words in pairs]


def choice(
    label: Text, choices: Pairs | Callable[[], Pairs], *, need: bool = True, hint: Text = "", **kw: Any
) -> SelectField:
    """One of a few; an optional one starts with an empty line. A function is asked anew for each form."""
    none: list[tuple[str, Text]] = [] if need else [("", _("고르지 않음"))]
    return SelectField(
        label,
        choices=lambda: options([*none, *_pairs(choices)]),
        validators=_validators(need, []),
        validate_choice=True,
        description=hint,
        **kw,
    )


def _pairs(choices: Pairs | Callable[[], Pairs]) -> Pairs:
    return choices() if callable(choices) else choices


class ChecksField(SelectMultipleField):
    """Any of a list, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def checks(
    label: Text, choices: Pairs | Callable[[], Pairs], *, need: bool = False, hint: Text = "", **kw: Any
) -> ChecksField:
    """Any of a list. A function is asked anew for each form."""
    return ChecksField(
        label,
        choices=lambda: options(_pairs(choices)),
        validators=_validators(need, []),
        description=hint,
        **kw,
    )


def version_field() -> HiddenField:
    """The version an edit form was read at; a stale save is answered with both texts."""
    return HiddenField(default="0")


def version_of(form: BaseForm) -> int:
    typed = str(form["version"].data or "")
    return int(typed) if typed.isascii() and typed.isdigit() else 0
