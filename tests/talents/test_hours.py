"""Hours promised to contracts, and what is left of a week."""

from __future__ import annotations

from datetime import date

import pytest

from app.talents import queries, service
from tests.factories import make_profile

JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def promise(session, profile, source, hours, first, last):
    days = {"starts_on": date(2026, 6, first), "ends_on": date(2026, 6, last)}
    return service.commit_hours(session, profile, source=source, hours=hours, **days)


@pytest.mark.parametrize(
    ("promises", "left"),
    [
        ([], 40),
        ([(20, 1, 30)], 20),
        ([(20, 1, 10), (15, 11, 30)], 20),
        ([(20, 1, 10), (15, 10, 30)], 5),
        ([(30, 1, 30), (30, 5, 6)], 0),
    ],
)
def test_what_is_left_is_measured_at_the_busiest_time(session, promises, left):
    profile = make_profile(session, availability_hours=40)
    for n, (hours, first, last) in enumerate(promises):
        promise(session, profile, f"contract:{n}", hours, first, last)
    assert queries.free_hours(session, profile, *JUNE) == left


def test_promises_outside_the_span_take_nothing(session):
    profile = make_profile(session, availability_hours=40)
    promise(session, profile, "contract:1", 20, 1, 10)
    assert queries.free_hours(session, profile, date(2026, 6, 11), date(2026, 6, 30)) == 40


def test_a_second_promise_to_one_contract_replaces_the_first_and_release_gives_it_back(session):
    profile = make_profile(session, availability_hours=40)
    promise(session, profile, "contract:1", 20, 1, 30)
    promise(session, profile, "contract:1", 10, 1, 30)
    assert queries.free_hours(session, profile, *JUNE) == 30
    service.release_hours(session, source="contract:1")
    service.release_hours(session, source="contract:1")
    assert queries.free_hours(session, profile, *JUNE) == 40


def test_nothing_offered_is_nothing_free(session):
    assert queries.free_hours(session, make_profile(session, availability_hours=None), *JUNE) == 0
