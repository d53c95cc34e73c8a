"""What the office asks of figures, histories and exports."""

from __future__ import annotations

from typing import Any

from app.core import clock
from app.core.language import _
from app.core.reference import industry_choices, region_choices
from app.statistics.rules.figures import Part
from app.statistics.rules.measuring import Wanted, last_months
from app.web.forms import BaseForm, choice, options, paragraph, text

MONTHS_OFFERED = 36
BY_CLOSE = "close"


class FilterForm(BaseForm):
    """Which rows a figure is asked for."""

    class Meta(BaseForm.Meta):
        csrf = False

    since = choice(_("이 달부터"), [], need=False)
    until = choice(_("이 달까지"), [], need=False)
    by = choice(_("과제의 달"), [], need=False, hint=_("충원율과 충원 소요일에만 쓰여요."))
    industry = choice(_("업종"), industry_choices(), need=False)
    region = choice(_("지역"), region_choices, need=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = list(reversed(last_months(clock.today(), MONTHS_OFFERED)))
        for field in (self.since, self.until):
            field.choices = options([("", _("고르지 않음")), *((month, month) for month in months)])
        self.by.choices = options([("", _("게시한 달")), (BY_CLOSE, _("모집이 끝난 달"))])

    @property
    def wanted(self) -> Wanted:
        """Answers that cannot be read ask for nothing."""
        self.validate()
        read = {name: field.data or "" for name, field in self._fields.items() if not field.errors}
        return Wanted(
            since=read.get("since", ""),
            until=read.get("until", ""),
            by_close=read.get("by") == BY_CLOSE,
            industry=read.get("industry", ""),
            region=read.get("region", ""),
        )


class ExportForm(BaseForm):
    """Why a list is taken out of the system; which list stands in the address."""

    reason = paragraph(
        _("내려받는 이유"),
        limit=500,
        rows=3,
        hint=_("누가 언제 왜 내려받았는지 기록에 남아요. 예: 11월 운영위원회 보고"),
    )


class NumberForm(BaseForm):
    """The number of a thing, as people say it."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = text(
        _("번호"), limit=40, need=False, hint=_("과제 B-2026-0001, 인재 A-1042, 계약 번호, 사업자등록번호로 찾아요.")
    )


def part_of(typed: str | None) -> Part:
    """The list an address asks for; nonsense asks for the whole."""
    return Part(typed) if typed in list(Part) else Part.DENOMINATOR
