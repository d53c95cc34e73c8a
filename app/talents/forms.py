"""A profile's pages as forms."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import ValidationError

from app.core.language import LANGUAGES, Text, _
from app.core.reference import LANGUAGE_NAMES, REMOTE, industry_choices, region_choices
from app.skills.rules import listed
from app.talents import rules
from app.talents.rules import LABELS, LENGTHS, LEVELS, PROJECT_LENGTHS, RANGES
from app.web.forms import BaseForm, checks, choice, day, options, paragraph, required, text, version_field, whole


class IntroductionForm(BaseForm):
    headline = text(
        LABELS["headline"],
        limit=LENGTHS["headline"],
        hint=_("무엇을 할 수 있는 사람인지 한 줄로. 예: 설비 기록에서 이상을 먼저 알아채는 사람"),
    )
    summary = paragraph(
        LABELS["summary"],
        limit=LENGTHS["summary"],
        rows=8,
        hint=_(
            "어떤 자료로 무엇을 해 봤고 무엇이 자신 있는지 적어 주세요. 이름, 나이, 성별, 학교, 연락처는 적지 않아도 되고, 적어도 기업에는 가려져요."
        ),
    )
    version = version_field()


class ProjectForm(BaseForm):
    title = text(_("이름"), limit=PROJECT_LENGTHS["title"], hint=_("예: 프레스 하중 파형으로 이상 찾기"))
    text = paragraph(
        LABELS["text"], limit=PROJECT_LENGTHS["text"], need=False, rows=6, hint=_("무슨 문제였고 어떻게 풀었나요?")
    )
    data = paragraph(
        LABELS["data"],
        limit=PROJECT_LENGTHS["data"],
        need=False,
        rows=2,
        hint=_("예: 하중 파형 12만 건, 불량 표시 630건"),
    )
    method = paragraph(LABELS["method"], limit=PROJECT_LENGTHS["method"], need=False, rows=2)
    role = paragraph(
        LABELS["role"],
        limit=PROJECT_LENGTHS["role"],
        need=False,
        rows=2,
        hint=_("여럿이 했다면 내가 한 것만 적어 주세요."),
    )
    metric = paragraph(
        LABELS["metric"], limit=PROJECT_LENGTHS["metric"], need=False, rows=2, hint=_("예: 불량률 3.1% → 1.2%")
    )
    link = paragraph(
        LABELS["link"],
        limit=PROJECT_LENGTHS["link"],
        need=False,
        rows=1,
        hint=_("https://로 시작하는 주소. 초대를 받아들이거나 지원한 뒤에만 기업에 보여요."),
    )
    industry_ksic = choice(LABELS["industry_ksic"], industry_choices(), need=False)
    ended_on = day(LABELS["ended_on"], need=False)
    version = version_field()

    @property
    def answers(self) -> dict[str, Any]:
        """An emptied text is empty; an emptied link or industry is none."""
        answers = super().answers
        emptied = {name: answers[name] or "" for name in ("text", "data", "method", "role", "metric")}
        return {
            **answers,
            **emptied,
            "link": answers["link"] or None,
            "industry_ksic": answers["industry_ksic"] or None,
        }


class SkillForm(BaseForm):
    name = text(_("역량"), limit=rules.SKILL_NAME_LENGTH, hint=_("예: 이상탐지, 엑셀 자료 정리, PyTorch"))
    level = RadioField(
        _("얼마나 할 수 있나요"),
        choices=options((str(level), words) for level, words in LEVELS.items()),
        validators=[required(_("얼마나 할 수 있는지 골라 주세요."))],
        validate_choice=False,
    )
    last_used_on = day(_("마지막으로 쓴 날"), need=False, hint=_("어림해도 좋아요."))
    evidence = paragraph(
        _("어디에서 보여 줄 수 있나요"),
        limit=rules.SKILL_EVIDENCE_LENGTH,
        need=False,
        rows=2,
        hint=_("예: 프레스 과제에서 경보 기준을 혼자 정했어요."),
    )

    @property
    def answers(self) -> dict[str, Any]:
        answers = super().answers
        level = str(answers["level"])
        return {**answers, "level": int(level) if level.isdigit() else 0, "evidence": answers["evidence"] or ""}


class EvidenceForm(BaseForm):
    source = choice(_("무엇으로 보여 줄까요"), [])
    note = paragraph(
        _("설명"),
        limit=rules.NOTE_LENGTH,
        need=False,
        rows=4,
        hint=_("언제 어디에서 무엇을 했는지, 누가 확인해 줄 수 있는지 적어 주세요."),
    )
    files = FileField(
        _("파일"), description=_("수료증이나 결과물. PDF, 그림, 문서, 압축 파일 하나, 20MB까지. 사무국만 봐요.")
    )


class CourseForm(BaseForm):
    title = text(_("교육 이름"), limit=PROJECT_LENGTHS["title"])
    hours = whole(_("시간"), low=RANGES["hours"][0], high=RANGES["hours"][1], need=False)
    ended_on = day(_("마친 날"), need=False)


class CertificateForm(BaseForm):
    title = text(_("자격 이름"), limit=PROJECT_LENGTHS["title"], hint=_("예: AICE Associate, 빅데이터분석기사, SQLD"))
    issued_on = day(_("딴 날"), need=False)


class AvailabilityForm(BaseForm):
    availability_hours = whole(
        LABELS["availability_hours"],
        low=RANGES["availability_hours"][0],
        high=RANGES["availability_hours"][1],
        need=False,
        hint=_("1시간부터 52시간까지예요."),
    )
    starts_on = day(LABELS["starts_on"], need=False, hint=_("비워 두면 바로 시작할 수 있다고 볼게요."))
    rate_won_per_hour = whole(
        LABELS["rate_won_per_hour"],
        low=RANGES["rate_won_per_hour"][0],
        high=RANGES["rate_won_per_hour"][1],
        need=False,
        hint=_("세금을 떼기 전 금액이에요. 10,000원부터 500,000원까지예요. 과제의 예산과 견주어 볼 때 쓰여요."),
    )
    remote = choice(LABELS["remote"], list(REMOTE.items()))
    regions = checks(LABELS["regions"], region_choices, hint=_("찾아가서 일할 수 있는 곳을 모두 골라 주세요."))
    languages = checks(LABELS["languages"], [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES], need=True)
    wanted_industries = checks(LABELS["wanted_industries"], industry_choices())
    unwanted_industries = checks(LABELS["unwanted_industries"], industry_choices())
    growth_skills = text(
        LABELS["growth_skills"],
        limit=300,
        need=False,
        hint=_("쉼표로 나눠 적어요. 이 역량을 키울 수 있는 과제를 더 보여 드려요."),
    )
    version = version_field()

    @property
    def answers(self) -> dict[str, Any]:
        answers = super().answers
        lists = {
            name: answers[name] or [] for name in ("regions", "languages", "wanted_industries", "unwanted_industries")
        }
        return {**answers, **lists, "growth_skills": listed(answers["growth_skills"] or "")}


def _agreed(_form: Any, box: Field) -> None:
    if not box.data:
        raise ValidationError(_("동의하지 않으면 공개할 수 없어요. 동의하려면 골라 주세요."))


class ConsentForm(BaseForm):
    agree = BooleanField(_("읽었고, 매칭에 쓰이는 데 동의해요"), validators=[_agreed])


def source_choices(sources: dict[str, str]) -> list[tuple[str, Text]]:
    """What a talent can point at, by name."""
    kinds = {
        "course": _("교육: %(title)s"),
        "certificate": _("자격: %(title)s"),
        "mentor": _("멘토나 강사가 확인해 줬어요"),
    }
    return [(source, kinds[source.partition(":")[0]] % {"title": title}) for source, title in sources.items()]
