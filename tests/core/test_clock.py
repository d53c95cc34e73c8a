"""Days in Korea: business days with public holidays, and the second on which a deadline falls."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.core import clock


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 4, 29), 3, date(2026, 5, 6)),
        (date(2026, 9, 21), 10, date(2026, 10, 8)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
    ],
)
def test_business_days_skip_weekends_and_holidays(start: date, count: int, end: date) -> None:
    assert clock.add_business_days(start, count) == end
    assert clock.business_days_between(start, end) == count


def test_a_deadline_ends_at_the_last_second_of_the_korean_day() -> None:
    assert clock.end_of_day(date(2026, 11, 22)) == datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC)


def test_the_clock_can_be_set_and_goes_on_afterwards() -> None:
    with clock.at(datetime(2026, 1, 1, 15, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 1, 2)
    assert clock.now().year >= 2026
