"""How long ago each brief closed, so that by today its story has come as far as its text wishes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from app.demo.rules.texts import Row

OPENED = 425  # days ago: the alliance's platform has run for fourteen months
FIRST_DEADLINE = 300  # by then two years of graduates have joined

# Days around the deadline of a brief.
WRITTEN, PUBLISHED, STARTS = -24, -21, 18
JOINED = WRITTEN - 14

# Days since the deadline (negative: it is still to come) where no work has been done yet.
SINCE_DEADLINE: Mapping[str, tuple[int, int]] = {
    "draft": (-17, -15),
    "submitted": (-22, -20),
    "changes_requested": (-16, -12),
    "merged": (-17, -17),
    "rejected": (60, 250),
    "published": (-18, -6),
    "published_with_proposals": (-9, -4),
    "suspended": (-6, -6),
    "withdrawn": (80, 240),
    "cancelled": (150, 200),
    "closed": (2, 3),
    "no_suitable": (60, 280),
    "selecting": (12, 13),
    "awarded": (8, 9),
    "contract_offered": (10, 11),
    "contract_half_signed": (11, 12),
    "contract_signed": (13, 13),
}
# Days that pass after the work was accepted, beside those in which its effect is measured.
AFTERWARDS: Mapping[str, int] = {
    "completed": 0,
    "outcome_reported": 6,
    "outcome_returned": 14,
    "outcome_unverifiable": 18,
    "outcome_verified": 24,
    "outcome_revoked": 60,
}
LATE = 25  # days by which inspections, holidays and second rounds may delay the end of a work
# Days that have passed since the last delivery was due.
SINCE_DUE: Mapping[str, int] = {"submitted": 10, "changes_requested": 6, "deemed_accepted": 21}


def last_day(brief: Row, deal: Row | None, today: date) -> date:
    """The deadline of a brief's call for proposals."""
    return today - timedelta(days=_days_since_deadline(brief, deal, Random(brief["key"])))  # noqa: S311


def _days_since_deadline(brief: Row, deal: Row | None, random: Random) -> int:
    state: str = brief["state_wish"]
    if state in SINCE_DEADLINE or deal is None:
        return random.randint(*SINCE_DEADLINE[state])
    span: int = deal["proposals"][0]["weeks"] * 7
    if state == "contract_active":
        done: int = sum(step["share_percent"] for step in deal["milestones"] if step["delivery_note"])
        return STARTS + span * done // 100 + SINCE_DUE[deal["last_delivery"]]
    measured: int = deal["outcome"]["measured_days"] if deal["outcome"] else 0
    least = STARTS + span + LATE + measured + AFTERWARDS[state]
    return random.randint(least, max(least, FIRST_DEADLINE))
