"""The fields of a brief: what is asked in which step, how much may be written, and what a number or a day may be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.briefs.rules.milestones import bad_milestones
from app.core.language import Text, _, said

LENGTHS = {
    "raw": 500,
    "title": 80,
    "problem": 3000,
    "tried": 1500,
    "data_text": 1500,
    "kpi_name": 60,
    "kpi_unit": 20,
    "kpi_how": 300,
    "deliverables": 1000,
    "out_of_scope": 1000,
}
REQUIREMENT_LENGTH = 200
ESSENTIALS_MOST = 10
ESSENTIALS_ENOUGH = 5
NICES_MOST = 10
RANGES = {
    "budget_won": (500_000, 5_000_000_000),
    "weeks": (1, 104),
    "hours_per_week": (1, 52),
}
KPI_MOST = Decimal(10) ** 12
KPI_PLACES = 4
DEADLINE_DAYS = 21
DEADLINE_MOST = 180
REVIEW_DAYS = 2

# What must be filled before the office can review; `essential` is at least one essential requirement.
NEEDED = (
    "title",
    "problem",
    "industry_ksic",
    "data_text",
    "kpi_name",
    "kpi_baseline",
    "kpi_target",
    "kpi_unit",
    "essential",
    "budget_won",
    "weeks",
    "hours_per_week",
    "region_code",
    "deadline_on",
)

# A change of one of these after publication makes a new version, which proposers may answer.
MATERIAL = ("budget_won", "deadline_on", "essential")
REVISABLE = ("essential", "nice", "budget_won", "deadline_on", "starts_on")

LABELS: Mapping[str, Text] = {
    "raw": _("한 문장으로 하면"),
    "title": _("과제 이름"),
    "problem": _("무엇이 문제인가요"),
    "task_type": _("어떤 일에 가까운가요"),
    "industry_ksic": _("업종"),
    "tried": _("지금까지 해 본 것"),
    "data_text": _("어떤 자료가 있나요"),
    "kpi_name": _("좋아졌으면 하는 숫자"),
    "kpi_baseline": _("지금 값"),
    "kpi_target": _("바라는 값"),
    "kpi_unit": _("단위"),
    "kpi_how": _("어떻게 재나요"),
    "deliverables": _("마칠 때 받고 싶은 것"),
    "out_of_scope": _("하지 않아도 되는 것"),
    "milestones": _("나누어 받는 순서"),
    "essential": _("꼭 필요한 것"),
    "nice": _("있으면 좋은 것"),
    "budget_won": _("예산"),
    "weeks": _("걸리는 기간"),
    "hours_per_week": _("한 주에 일하는 시간"),
    "starts_on": _("시작하고 싶은 날"),
    "deadline_on": _("모집 마감일"),
    "region_code": _("일하는 지역"),
    "remote": _("일하는 곳"),
}

# The alliance's fifteen kinds of work, each in words an owner uses.
TASK_TYPES: Mapping[str, Text] = {
    "이상탐지": _("평소와 다른 것 알아채기"),
    "결함검출(비전)": _("사진으로 불량 찾기"),
    "객체검출·추적": _("영상에서 사람·물건 찾아 따라가기"),
    "분류": _("사진이나 글을 종류별로 나누기"),
    "수요·시계열예측": _("앞으로의 양 미리 알기"),
    "예지보전": _("고장 나기 전에 알기"),
    "추천": _("손님에게 맞는 것 골라 주기"),
    "최적화": _("순서·자리·일정 잘 짜기"),
    "문서이해·OCR": _("문서에서 글자와 값 읽어 내기"),
    "챗봇·RAG": _("물음에 자동으로 답하기"),
    "음성": _("말소리를 글이나 신호로 바꾸기"),
    "자연어분석": _("글 모아 읽고 뜻 정리하기"),
    "생성(이미지·텍스트)": _("글이나 그림 만들기"),
    "데이터분석·대시보드": _("자료 모아 한눈에 보기"),
    "고객분석": _("손님을 나누고 알아보기"),
}


@dataclass(frozen=True)
class Step:
    """One page of the brief's form."""

    name: str
    label: Text
    fields: tuple[str, ...]


STEPS = (
    Step("problem", _("문제"), ("raw", "title", "problem", "industry_ksic", "task_type")),
    Step("data", _("해 본 것과 자료"), ("tried", "data_text")),
    Step(
        "numbers",
        _("바라는 숫자"),
        (
            "kpi_name",
            "kpi_unit",
            "kpi_baseline",
            "kpi_target",
            "kpi_how",
            "deliverables",
            "out_of_scope",
            "milestones",
        ),
    ),
    Step("people", _("필요한 사람"), ("essential", "nice")),
    Step(
        "terms",
        _("예산·일정·장소"),
        ("budget_won", "weeks", "hours_per_week", "starts_on", "deadline_on", "remote", "region_code"),
    ),
    Step("check", _("마지막 확인"), ()),
)


def step_named(name: str) -> Step | None:
    return next((step for step in STEPS if step.name == name), None)


def step_of(field_name: str) -> Step:
    """The page where a field is filled in."""
    return next(step for step in STEPS if field_name in step.fields)


@dataclass(frozen=True)
class Line:
    """One requirement as it is written: its sentence, its skills, and skill names typed but not yet looked up."""

    text: str
    skill_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return self.text


def problems(answers: Mapping[str, Any], *, today: date) -> dict[str, Text]:
    """What is wrong with these answers, as a sentence for each field. An empty answer is not wrong: drafts have gaps."""
    found: dict[str, Text] = {}
    for name, value in answers.items():
        sentence = _problem(name, value, today) if value not in (None, "", []) else None
        if sentence is not None:
            found[name] = sentence
    return {**_across(answers), **found}


def _problem(name: str, value: Any, today: date) -> Text | None:
    if name in LENGTHS:
        return _too_long(value, LENGTHS[name])
    if name in RANGES:
        return _out_of_range(value, *RANGES[name])
    if name in ("kpi_baseline", "kpi_target"):
        return _bad_measure(value)
    if name in ("essential", "nice"):
        return _bad_lines(value, ESSENTIALS_MOST if name == "essential" else NICES_MOST)
    if name == "milestones":
        return bad_milestones(value)
    if name == "deadline_on":
        return _bad_deadline(value, today)
    return _("오늘보다 뒤의 날을 골라 주세요.") if name == "starts_on" and value <= today else None


def _too_long(text: str, limit: int) -> Text | None:
    too_long = _("%(limit)s자 안으로 줄여 주세요. 지금 %(length)s자예요.")
    return said(too_long, limit=limit, length=len(text)) if len(text) > limit else None


def _out_of_range(value: int, low: int, high: int) -> Text | None:
    if low <= value <= high:
        return None
    return said(_("%(low)s부터 %(high)s까지 적을 수 있어요."), low=f"{low:,}", high=f"{high:,}")


def _bad_measure(value: Decimal) -> Text | None:
    if not value.is_finite() or abs(value) >= KPI_MOST:
        return _("더 작은 숫자로 적어 주세요.")
    exponent = value.normalize().as_tuple().exponent
    too_fine = isinstance(exponent, int) and exponent < -KPI_PLACES
    return said(_("소수점 아래 %(places)s자리까지 적을 수 있어요."), places=KPI_PLACES) if too_fine else None


def _bad_lines(lines: Sequence[Line], most: int) -> Text | None:
    if len(lines) > most:
        sentence = _("%(most)s개까지 적을 수 있어요. 지금 %(count)s개예요. 정말 없으면 안 되는 것만 남겨 주세요.")
        return said(sentence, most=most, count=len(lines))
    if any(len(line.text) > REQUIREMENT_LENGTH for line in lines):
        return said(_("한 줄은 %(limit)s자까지예요. 나누어 적어 주세요."), limit=REQUIREMENT_LENGTH)
    texts = [line.text for line in lines]
    return _("같은 줄이 두 번 있어요. 하나만 남겨 주세요.") if len(set(texts)) < len(texts) else None


def _bad_deadline(day: date, today: date) -> Text | None:
    if day <= today:
        return _("오늘보다 뒤의 날을 골라 주세요.")
    if day > today + timedelta(days=DEADLINE_MOST):
        return said(_("모집은 길어도 %(days)s일 안에 마쳐 주세요."), days=DEADLINE_MOST)
    return None


def _across(answers: Mapping[str, Any]) -> dict[str, Text]:
    """What two answers cannot be together."""
    found: dict[str, Text] = {}
    baseline, target = answers.get("kpi_baseline"), answers.get("kpi_target")
    if baseline is not None and baseline == target:
        found["kpi_target"] = _("지금 값과 같아요. 어디까지 좋아지면 좋을지 적어 주세요.")
    starts_on, deadline_on = answers.get("starts_on"), answers.get("deadline_on")
    if starts_on and deadline_on and starts_on <= deadline_on:
        found["starts_on"] = _("모집이 끝난 뒤의 날을 골라 주세요.")
    return found


def has_too_many_essentials(count: int) -> bool:
    """More than people usually meet: allowed, but the writer and the office are told."""
    return count > ESSENTIALS_ENOUGH


_HANGUL = re.compile("[가-힣]")
_FIRM_MARKS = re.compile(r"\(주\)|㈜|주식회사|유한회사|\(유\)|Co\.,?\s*Ltd\.?|Inc\.?", re.IGNORECASE)


def language_of(*texts: str) -> str:
    """Which language a brief is written in: any Hangul makes it Korean."""
    return "ko" if _HANGUL.search(" ".join(texts)) else "en"


def without_firm(text: str, *names: str | None) -> str:
    """The text with its firm's name covered, for readers who may not know it yet."""
    for name in names:
        bare = _FIRM_MARKS.sub("", name or "").strip()
        if len(bare) > 1:
            text = re.sub(re.escape(bare), "○○", text, flags=re.IGNORECASE)
    return text
