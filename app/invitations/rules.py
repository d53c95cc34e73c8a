"""Plain rules of invitations: how long an answer may take, how many may be open, and when a silent listing rests."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.briefs.workflow import BriefState
from app.core import clock

ANSWER_WITHIN = 5  # business days
REMIND_AFTER = 3  # business days
MOST_OPEN = 30  # open invitations of one brief
IGNORED_IN_A_ROW = 3
MESSAGE_LIMIT = 500


def answer_day(sent_on: date) -> date:
    return clock.add_business_days(sent_on, ANSWER_WITHIN)


def reminder_day(sent_on: date) -> date:
    return clock.add_business_days(sent_on, REMIND_AFTER)


def is_suspended(brief: Any) -> bool:
    """Stopped by the office for a while: its invitations wait with it."""
    return brief.state is BriefState.SUSPENDED
