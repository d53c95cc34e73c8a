"""The pages of an intake as forms: one sentence, one question, and the press that makes a draft."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, FileField

from app.briefs.rules import LENGTHS, RANGES
from app.core.language import _
from app.core.reference import industry_choices
from app.scoping.rules.questions import LONGEST_UNIT, Question
from app.web.forms import BaseForm, checks, choice, options, paragraph, text, version_field, whole

NUMBER_LIMIT = 20
PASTED_LIMIT = 100_000


class TroubleForm(BaseForm):
    """One sentence and the industry; a sample if there is one at hand."""

    version = version_field()
    raw = paragraph(
        _("무엇이 골치인가요"),
        limit=LENGTHS["raw"],
        rows=3,
        hint=_(
            "말하듯이 적어 주세요. 맞춤법은 틀려도 괜찮아요. 예: 아침에 기계를 켜고 나면 불량이 자꾸 나와서 골치예요"
        ),
    )
    industry = choice(_("업종"), industry_choices())
    files = FileField(
        _("기록 한 조각"),
        description=_(
            "있으면 올려 주세요. 엑셀(.xlsx)·CSV는 10MB까지, 사진은 압축한 .zip으로 50MB까지예요. 무엇이 들었는지 세어 보기만 해요."
        ),
    )
    pasted = paragraph(
        _("표 붙여 넣기"),
        limit=PASTED_LIMIT,
        need=False,
        rows=3,
        hint=_("파일 대신, 엑셀에서 제목 줄까지 골라 복사한 뒤 여기에 붙여 넣어도 돼요."),
    )
    keep = BooleanField(
        _("이 파일을 보관해도 좋아요"),
        description=_("고르지 않으면 세어 본 결과만 남기고 파일은 남기지 않아요."),
    )


class ChoicesForm(BaseForm):
    """One or several of a question's options."""

    answer = checks("", [])

    @classmethod
    def asking(cls, question: Question, chosen: list[str]) -> ChoicesForm:
        form = cls(answer=chosen)
        form.answer.label.text = str(question.help)
        form.answer.flags.required = True
        form.answer.choices = options((option.id, option.text) for option in question.options)
        form.answer.validate_choice = False  # the rules say what may be chosen, in their own words
        return form

    @property
    def value(self) -> Any:
        return self.answer.data or []


class MeasureForm(BaseForm):
    """The number that should move: its name, where it stands, where it should be."""

    name = text(_("좋아졌으면 하는 숫자"), limit=LENGTHS["kpi_name"], need=False)
    unit = text(_("단위"), limit=LONGEST_UNIT, need=False, hint=_("예: %, 분, 건/월"))
    baseline = text(_("지금 값"), limit=NUMBER_LIMIT, need=False, hint=_("어림이어도 좋아요. 예: 3.1"))
    target = text(
        _("바라는 값"), limit=NUMBER_LIMIT, need=False, hint=_("여기까지 오면 성공이라고 볼 값이에요. 예: 1.5")
    )

    @property
    def value(self) -> dict[str, str]:
        return {name: value or "" for name, value in self.answers.items()}


class DraftForm(BaseForm):
    """The one thing a diagnosis cannot know: what its owner can spend."""

    budget_won = whole(
        _("예산"),
        low=RANGES["budget_won"][0],
        high=RANGES["budget_won"][1],
        need=False,
        hint=_("부가세를 뺀 금액이에요. 아직 모르면 비워 두세요. 나중에 적을 수 있어요."),
    )
