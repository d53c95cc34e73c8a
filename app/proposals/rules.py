"""Plain rules of proposals: how long a proof may be, what a refusal must say, what terms make sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.language import Text, _

RECONSIDER_WITHIN = timedelta(days=7)
EVIDENCE_LIMIT = 300
APPROACH_LIMIT = 2000
NOTE_LIMIT = 300
AMOUNT_MOST = 10_000_000_000

# What a proposal lacked, in words its writer can act on.
GAPS: Mapping[str, Text] = {
    "experience": _("비슷한 일을 해 본 경험"),
    "evidence": _("필수 요건의 근거"),
    "approach": _("우리 문제에 맞는 방법"),
    "schedule": _("일정"),
    "amount": _("금액"),
    "close": _("모자란 것은 없었고 더 맞는 제안이 있었음"),
}

LABELS: Mapping[str, Text] = {
    "approach": _("어떻게 풀 건가요"),
    "amount_won": _("금액"),
    "starts_on": _("시작하는 날"),
    "ends_on": _("마치는 날"),
}


@dataclass(frozen=True)
class Answer:
    """What a firm tells somebody it does not select: the reason in its own words, and what was lacking."""

    reason: str
    gap: str


@dataclass(frozen=True)
class Proof:
    """What a talent writes for one requirement, with the project of the profile that shows it."""

    text: str = ""
    project_id: int | None = None


def problems_of_terms(
    amount_won: int | None, starts_on: date | None, ends_on: date | None, *, today: date
) -> dict[str, Text]:
    """What is wrong with an amount and two days, as a sentence for each field."""
    found: dict[str, Text] = {}
    if not amount_won or not 0 < amount_won <= AMOUNT_MOST:
        found["amount_won"] = _("받을 금액을 적어 주세요. 부가세는 빼고 적어요.")
    if starts_on is None or starts_on < today:
        found["starts_on"] = _("오늘이나 그 뒤의 날을 골라 주세요.")
    if ends_on is None or (starts_on is not None and ends_on <= starts_on):
        found["ends_on"] = _("시작하는 날보다 뒤의 날을 골라 주세요.")
    return found


def problems_of_answer(answer: Answer | None) -> dict[str, Text]:
    """What is missing in an answer to somebody not selected."""
    found: dict[str, Text] = {}
    if answer is None or not answer.reason.strip():
        found["reason"] = _("이유를 적어 주세요. 제안한 사람이 그대로 읽어요.")
    if answer is None or answer.gap not in GAPS:
        found["gap"] = _("무엇이 모자랐는지 골라 주세요.")
    return found
