"""The brief's pages as forms: plain questions with examples, one form a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from wtforms import FieldList, Form, FormField

from app.briefs import rules
from app.briefs.models import Brief, Remote
from app.briefs.rules import LABELS, LENGTHS, RANGES, REQUIREMENT_LENGTH, TASK_TYPES, Line, Milestone
from app.briefs.rules.endings import reasons_to_choose
from app.briefs.rules.joining import NOTE_LENGTH
from app.briefs.rules.milestones import ACCEPT_LENGTH, MILESTONE_TITLE_LENGTH, WHOLE
from app.core.language import _
from app.core.reference import REMOTE, industry_choices, region_choices
from app.core.workflow import REASON_LIMIT
from app.skills.queries import names_of
from app.skills.rules import listed
from app.web.forms import BaseForm, checks, choice, day, decimal, options, paragraph, text, version_field, whole

SKILL_NAMES_LIMIT = 300
ROWS_MOST = 20  # what is read at all; more than ten is refused with a sentence, not cut
TEXTS = (*LENGTHS, "industry_ksic", "region_code")


class StartForm(BaseForm):
    """One sentence and the industry: enough for a draft."""

    raw = paragraph(
        _("무엇이 골치인가요"),
        limit=LENGTHS["raw"],
        rows=3,
        hint=_("말하듯이 적어 주세요. 예: 아침에 기계를 켜고 나면 불량이 자꾸 나와서 골치예요"),
    )
    industry_ksic = choice(_("업종"), industry_choices())


class StepForm(BaseForm):
    """A page of a draft: gaps are kept and told on the last page, so nothing here must be filled at once."""

    version = version_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in rules.NEEDED:
            if name in self._fields:
                self._fields[name].flags.required = True

    @property
    def answers(self) -> dict[str, Any]:
        """What services want: an emptied text is empty, not absent."""
        return {name: "" if value is None and name in TEXTS else value for name, value in super().answers.items()}

    @property
    def sound_answers(self) -> dict[str, Any]:
        """The answers without those that cannot be read yet: what may be saved while somebody is still typing."""
        return {name: value for name, value in self.answers.items() if not self._fields[name].errors}


class ProblemForm(StepForm):
    raw = paragraph(LABELS["raw"], limit=LENGTHS["raw"], need=False, rows=2, hint=_("남에게 말하듯 한 문장이면 돼요."))
    title = text(LABELS["title"], limit=LENGTHS["title"], need=False, hint=_("예: 사출 불량을 아침에 미리 알기"))
    problem = paragraph(
        LABELS["problem"],
        limit=LENGTHS["problem"],
        need=False,
        rows=10,
        hint=_(
            "누가, 언제, 무슨 일로 곤란한가요? 한 달에 몇 번이고 돈이나 시간은 얼마나 드나요? 예: 사출기 다섯 대가 아침에 켠 직후와 재료를 바꾼 뒤에 불량이 몰려 나와, 하루에 300개쯤 버려요."
        ),
    )
    industry_ksic = choice(LABELS["industry_ksic"], industry_choices(), need=False)
    task_type = choice(
        LABELS["task_type"], list(TASK_TYPES.items()), need=False, hint=_("잘 모르겠으면 그대로 두세요.")
    )

    @property
    def answers(self) -> dict[str, Any]:
        answers = super().answers
        return {**answers, "task_type": answers["task_type"] or None}


class DataForm(StepForm):
    tried = paragraph(
        LABELS["tried"],
        limit=LENGTHS["tried"],
        need=False,
        hint=_("해 본 것과 그 결과를 적어 주세요. 예: 30분마다 눈으로 보고 조건을 고치지만 알아챘을 때는 이미 늦어요."),
    )
    data_text = paragraph(
        LABELS["data_text"],
        limit=LENGTHS["data_text"],
        need=False,
        hint=_(
            "무엇이 얼마나, 언제부터, 어디에 남아 있나요? 이름이나 전화번호가 들어 있나요? 예: 기계 기록 14개월치(엑셀), 불량 수 장부 1,900줄, 개인정보 없음. 없으면 ‘없음’이라고 적어 주세요."
        ),
    )


class MilestoneForm(Form):
    title = text(_("단계 이름"), limit=MILESTONE_TITLE_LENGTH, need=False)
    accept = paragraph(
        _("이것이 되면 마친 거예요"),
        limit=ACCEPT_LENGTH,
        need=False,
        rows=2,
        hint=_("보면 됐는지 안 됐는지 알 수 있게 적어 주세요."),
    )
    share = whole(_("대금의 몫"), low=1, high=WHOLE, need=False)
    weeks = whole(_("걸리는 기간"), low=RANGES["weeks"][0], high=RANGES["weeks"][1], need=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in self:
            item.flags.required = True  # a row is whole; a row left blank is no row


class NumbersForm(StepForm):
    kpi_name = text(
        LABELS["kpi_name"],
        limit=LENGTHS["kpi_name"],
        need=False,
        hint=_("일이 잘되면 어떤 숫자가 움직이나요? 예: 불량률, 한 건 처리 시간"),
    )
    kpi_unit = text(LABELS["kpi_unit"], limit=LENGTHS["kpi_unit"], need=False, hint=_("예: %, 분, 건/월"))
    kpi_baseline = decimal(LABELS["kpi_baseline"], need=False, hint=_("어림이어도 좋아요. 예: 3.1"))
    kpi_target = decimal(LABELS["kpi_target"], need=False, hint=_("여기까지 오면 성공이라고 볼 값이에요. 예: 1.5"))
    kpi_how = paragraph(
        LABELS["kpi_how"],
        limit=LENGTHS["kpi_how"],
        need=False,
        rows=2,
        hint=_("예: 검사실 장부의 한 달 불량 수를 만든 수로 나눠요."),
    )
    deliverables = paragraph(
        LABELS["deliverables"],
        limit=LENGTHS["deliverables"],
        need=False,
        rows=3,
        hint=_("예: 불량을 미리 알려 주는 프로그램, 사용 설명서, 반장 교육 두 시간"),
    )
    out_of_scope = paragraph(
        LABELS["out_of_scope"],
        limit=LENGTHS["out_of_scope"],
        need=False,
        rows=2,
        hint=_("미리 적어 두면 나중에 서로 편해요. 예: 기계 제어반 고치기"),
    )
    milestones = FieldList(FormField(MilestoneForm), label=LABELS["milestones"], max_entries=ROWS_MOST)

    @property
    def answers(self) -> dict[str, Any]:
        rows = [row for row in self.milestones.data if any(row.values())]
        return {**super().answers, "milestones": [_milestone(row) for row in rows]}


def _milestone(row: dict[str, Any]) -> Milestone:
    return Milestone(row["title"] or "", row["accept"] or "", row["share"] or 0, row["weeks"] or 0)


def milestone_rows_of(milestones: list[Milestone]) -> list[dict[str, Any]]:
    """Milestones as the form shows them."""
    return [asdict(milestone) for milestone in milestones]


class LineForm(Form):
    line = text(_("이런 것을 해 본 사람"), limit=REQUIREMENT_LENGTH, need=False)
    skills = text(_("관련 역량"), limit=SKILL_NAMES_LIMIT, need=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line.flags.required = True  # a row is its sentence; a row left blank is no row


class RequirementsForm(StepForm):
    essential = FieldList(FormField(LineForm), label=LABELS["essential"], max_entries=ROWS_MOST)
    nice = FieldList(FormField(LineForm), label=LABELS["nice"], max_entries=ROWS_MOST)

    @property
    def answers(self) -> dict[str, Any]:
        lines = {name: [line for line in map(_line, self[name].data) if line.text] for name in ("essential", "nice")}
        return {**super().answers, **lines}


def _line(row: dict[str, str | None]) -> Line:
    return Line(row["line"] or "", names=tuple(listed(row["skills"] or "")))


def rows_of(lines: list[Line]) -> list[dict[str, str]]:
    """Requirement lines as the form shows them, skills by name."""
    return [{"line": line.text, "skills": ", ".join(names_of(line.skill_ids))} for line in lines] or [{}]


class MoneyAndDays(StepForm):
    budget_won = whole(
        LABELS["budget_won"],
        low=RANGES["budget_won"][0],
        high=RANGES["budget_won"][1],
        need=False,
        hint=_("부가세를 뺀 금액이에요. 50만 원부터 50억 원까지 적을 수 있어요. 예: 12,000,000"),
    )
    deadline_on = day(
        LABELS["deadline_on"],
        need=False,
        hint=_("이날 밤 11시 59분 59초까지 제안을 받아요. 오늘부터 180일 안이어야 해요."),
    )
    starts_on = day(LABELS["starts_on"], need=False, hint=_("모집 마감 뒤의 날이에요. 정하지 않았으면 비워 두세요."))


class TermsForm(MoneyAndDays):
    weeks = whole(
        LABELS["weeks"],
        low=RANGES["weeks"][0],
        high=RANGES["weeks"][1],
        need=False,
        hint=_("1주부터 104주까지예요. 보통 8~12주예요."),
    )
    hours_per_week = whole(
        LABELS["hours_per_week"],
        low=RANGES["hours_per_week"][0],
        high=RANGES["hours_per_week"][1],
        need=False,
        hint=_("1시간부터 52시간까지예요. 보통 15~20시간이에요."),
    )
    remote = choice(LABELS["remote"], list(REMOTE.items()), need=False)
    region_code = choice(LABELS["region_code"], region_choices, need=False)

    @property
    def answers(self) -> dict[str, Any]:
        answers = super().answers
        return {**answers, "remote": Remote(answers["remote"] or Remote.ANY)}


class RevisionForm(RequirementsForm, MoneyAndDays):
    """What may still change once the brief is published."""


STEP_FORMS: dict[str, type[StepForm]] = {
    "problem": ProblemForm,
    "data": DataForm,
    "numbers": NumbersForm,
    "people": RequirementsForm,
    "terms": TermsForm,
}


class SearchForm(BaseForm):
    """What somebody looks for among the open briefs."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = text(_("찾는 말"), limit=60, need=False)
    industry = choice(_("업종"), industry_choices(), need=False)
    region = choice(_("지역"), region_choices, need=False)
    task_type = choice(_("하는 일"), list(TASK_TYPES.items()), need=False)


class OverrideForm(BaseForm):
    reason = paragraph(_("판정을 바꾸는 이유"), limit=1000, rows=3, hint=_("기록에 남고 기업도 읽을 수 있어요."))


class StopForm(BaseForm):
    """Why a brief is given up: a code that later owners learn from, and the owner's own words."""

    stop_reason = choice(
        _("무엇 때문인가요"),
        lambda: [(code, str(label)) for code, label in reasons_to_choose().items()],
        hint=_("어느 기업인지 밝히지 않고, 비슷한 문제를 가진 다른 기업의 진단에 건수로만 쓰여요."),
    )
    reason = paragraph(
        _("이유"), limit=REASON_LIMIT, hint=_("상대가 그대로 읽어요. 무엇이 왜 그런지 짧게 적어 주세요.")
    )


class JointForm(BaseForm):
    """Which firms the office asks to solve their problem together, and which of them would lead."""

    others = checks(_("함께할 과제"), [], need=True)
    lead = choice(_("대표 기업"), [], hint=_("공동 과제를 쓰고, 사람을 고르고, 계약을 맺는 기업이에요."))
    note = paragraph(
        _("기업에 전할 말"),
        limit=NOTE_LENGTH,
        need=False,
        rows=3,
        hint=_("묻는 기업 모두가 읽어요. 상대 기업을 알아볼 수 있는 말은 적지 마세요."),
    )

    @classmethod
    def between(cls, brief: Brief, others: Sequence[Brief]) -> JointForm:
        form = cls(others=[str(other.id) for other in others[:1]], lead=str(brief.id))
        form.others.choices = options(map(_named, others))
        form.lead.choices = options(map(_named, [brief, *others]))
        return form


def _named(brief: Brief) -> tuple[str, str]:
    return str(brief.id), f"{brief.organisation.name} · {brief.heading}"


class DeclineJointForm(BaseForm):
    reason = paragraph(_("이유"), limit=REASON_LIMIT, need=False, rows=3, hint=_("사무국만 읽어요. 비워 두어도 돼요."))
