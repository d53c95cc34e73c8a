"""What time it is: UTC instants inside, Korean days and business days at the edges, and a clock that tests can set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

KST = ZoneInfo("Asia/Seoul")
_fixed: ContextVar[datetime | None] = ContextVar("fixed_clock", default=None)

# One-off public holidays that the holidays package cannot know yet; the operator adds days here.
EXTRA_HOLIDAYS: frozenset[date] = frozenset()


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stand the clock at one moment (tests, and the demo world's history)."""
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)


def today() -> date:
    """The day it is in Korea."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    return moment.astimezone(KST).date()


def end_of_day(day: date) -> datetime:
    """23:59:59 of a Korean day, as an instant: the moment deadlines fall."""
    return datetime.combine(day, time(23, 59, 59), KST).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time(0, 0), KST).astimezone(UTC)


@lru_cache(maxsize=32)
def _public_holidays(year: int) -> frozenset[date]:
    days = set(holidays.country_holidays("KR", years=year))
    if year >= 2026:  # by law from 2026: Labour Day and Constitution Day
        days |= {date(year, 5, 1), date(year, 7, 17)}
    return frozenset(days)


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _public_holidays(day.year) and day not in EXTRA_HOLIDAYS


def add_business_days(day: date, count: int) -> date:
    """The day `count` business days later; the start day is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def business_days_between(start: date, end: date) -> int:
    """How many business days lie after `start`, up to and with `end`."""
    return sum(is_business_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
