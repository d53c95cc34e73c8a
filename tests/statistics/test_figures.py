"""Each figure in a small world whose answer is known by hand, and the list behind it is as long as the figure says."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.errors import NotFound
from app.statistics.queries import figure_of, figures, figures_with_trends
from app.statistics.rules.figures import FIGURES, Part
from app.statistics.rules.measuring import Wanted
from tests.factories.statistics import (
    NOW,
    a_brief,
    a_contract,
    a_milestone,
    a_published_brief,
    a_rejected_brief,
    ago,
    an_outcome,
)


@pytest.fixture(autouse=True)
def _stand_the_clock():
    with clock.at(NOW):
        yield


def counts(measured):
    return tuple(len(measured.rows(part)) for part in Part)


def test_nothing_counted_is_no_number_and_not_nought(session):
    for measured in figures(session).values():
        assert measured.value is None
        assert not measured.is_blocked
        assert measured.matures_on is None


# -- M1, M2 -------------------------------------------------------------------------------------------------------


def test_approval_is_published_of_decided_and_the_undecided_do_not_count(session):
    for days in (3, 4, 5):
        a_published_brief(session, days)
    a_rejected_brief(session, 2)
    a_brief(session, ("submit", 1))
    a_brief(session, ("submit", 9), ("request_changes", 8))
    a_brief(session)
    measured = figure_of(session, "M1")
    assert counts(measured) == (3, 4, 0)
    assert measured.value == 75.0


def test_review_time_is_the_median_of_business_days_from_the_last_asking_to_the_decision(session):
    monday = clock.start_of_day(date(2026, 11, 9)) + timedelta(hours=10)

    def decided(asked_day: int, decided_day: int, *before: tuple[str, float]) -> None:
        days = [(NOW - (monday + timedelta(days=d))) / timedelta(days=1) for d in (asked_day, decided_day)]
        a_brief(session, *before, ("submit", days[0]), ("publish", days[1]))

    decided(0, 1)
    decided(0, 3)
    decided(4, 7, ("submit", 40), ("request_changes", 35))  # Friday to Monday: one business day
    measured = figure_of(session, "M2")
    assert sorted(row.days or 0 for row in measured.numerator) == [1, 1, 3]
    assert measured.value == 1.0


# -- M3, M4 -------------------------------------------------------------------------------------------------------


def test_fill_rate_counts_briefs_whose_call_ended_thirty_days_ago(session):
    filled = a_published_brief(session, 80, ("close", 40))
    a_contract(session, filled, signed=35)
    a_published_brief(session, 80, ("close", 31))
    a_published_brief(session, 80, ("withdraw", 60))
    a_published_brief(session, 80, ("close", 29))
    young = a_published_brief(session, 20)
    a_contract(session, young, signed=2)
    measured = figure_of(session, "M3")
    assert counts(measured) == (1, 3, 2)
    assert measured.value == 33.3


def test_a_contract_that_is_not_signed_by_both_fills_nothing(session):
    brief = a_published_brief(session, 80, ("close", 40))
    a_contract(session, brief)
    assert counts(figure_of(session, "M3")) == (0, 1, 0)
    assert figure_of(session, "M3").value == 0.0


def test_an_immature_fill_rate_shows_the_day_it_matures_and_no_number(session):
    a_published_brief(session, 20, ("close", 10))
    measured = figure_of(session, "M3")
    assert measured.value is None
    assert measured.is_blocked
    assert measured.matures_on == clock.day_of(ago(10)) + timedelta(days=30)


@pytest.mark.parametrize(("seconds", "is_counted"), [(-1, False), (0, True), (1, True)])
def test_thirty_days_are_thirty_days_to_the_second(session, seconds, is_counted):
    a_published_brief(session, 80, ("close", 30 + seconds / 86_400))
    assert bool(figure_of(session, "M3").denominator) is is_counted


def test_a_chosen_month_waits_for_its_last_row(session):
    old = a_published_brief(session, 80, ("close", 60))
    a_contract(session, old, signed=50)
    a_published_brief(session, 78, ("close", 10))
    month = f"{clock.day_of(ago(80)):%Y-%m}"
    assert month == f"{clock.day_of(ago(78)):%Y-%m}"
    everything, chosen = figure_of(session, "M3"), figure_of(session, "M3", Wanted(month, month))
    assert everything.value == 100.0
    assert chosen.value is None
    assert chosen.matures_on == clock.day_of(ago(10)) + timedelta(days=30)


def test_a_call_still_on_matures_after_its_deadline(session):
    a_published_brief(session, 5, deadline_in=14)
    assert figure_of(session, "M3").matures_on == clock.day_of(NOW) + timedelta(days=44)


def test_a_brief_awarded_before_its_deadline_has_ended_its_call(session):
    brief = a_published_brief(session, 80, ("award", 45))
    a_contract(session, brief, signed=44)
    assert counts(figure_of(session, "M3")) == (1, 1, 0)


def test_time_to_fill_is_the_median_with_the_open_ones_told_beside_it(session):
    for published, signed in ((50, 40), (50, 30), (90, 50)):
        a_contract(session, a_published_brief(session, published), signed=signed)
    a_published_brief(session, 5)
    a_published_brief(session, 50, ("withdraw", 40))
    measured = figure_of(session, "M4")
    assert measured.value == 20.0
    assert (len(measured.numerator), measured.open_count) == (3, 1)


def test_the_first_of_two_contracts_fills_a_brief(session):
    brief = a_published_brief(session, 50)
    a_contract(session, brief, signed=20)
    a_contract(session, brief, signed=38)
    assert figure_of(session, "M4").value == 12.0


# -- M8, M9 -------------------------------------------------------------------------------------------------------


def test_first_pass_rate_leaves_out_what_nobody_inspected(session):
    contract = a_contract(session, a_published_brief(session, 80), signed=60)
    a_milestone(session, contract, ("deliver", 20), ("accept", 18))
    a_milestone(session, contract, ("deliver", 20), ("accept", 18), ("confirm_payment", 10))
    a_milestone(session, contract, ("deliver", 20), ("return", 18), ("deliver", 15), ("accept", 12))
    a_milestone(session, contract, ("deliver", 30), ("deem_accepted", 10))
    a_milestone(session, contract, ("deliver", 2))
    measured = figure_of(session, "M8")
    assert counts(measured) == (2, 3, 0)
    assert measured.value == 66.7


def test_being_in_time_is_measured_at_the_end_of_the_due_day_in_korea(session):
    contract = a_contract(session, a_published_brief(session, 80), signed=60)
    due = date(2026, 11, 10)
    last_second = (NOW - clock.end_of_day(due)) / timedelta(days=1)
    a_milestone(session, contract, ("deliver", last_second), due_on=due)
    a_milestone(session, contract, ("deliver", last_second - 1 / 86_400), due_on=due)
    a_milestone(session, contract, due_on=due)
    a_milestone(session, contract, due_on=date(2026, 12, 1))
    a_milestone(session, a_contract(session, a_published_brief(session, 80)), due_on=due)  # never signed
    assert counts(figure_of(session, "M9")) == (1, 3, 1)


# -- M11, M12 -----------------------------------------------------------------------------------------------------


def completed(session, days):
    return a_contract(session, a_published_brief(session, 200), signed=180, completed=days)


def test_verification_rate_waits_sixty_days_and_forgets_what_was_revoked(session):
    an_outcome(session, completed(session, 90), ("report", 80), ("verify", 70))
    an_outcome(session, completed(session, 90), ("report", 80), ("verify", 70), ("revoke", 5))
    an_outcome(session, completed(session, 90), ("report", 80))
    completed(session, 61)
    an_outcome(session, completed(session, 10), ("report", 5), ("verify", 2))
    measured = figure_of(session, "M11")
    assert counts(measured) == (1, 4, 1)
    assert measured.value == 25.0


def test_attainment_is_of_verified_outcomes_only(session):
    an_outcome(session, completed(session, 90), ("report", 80), ("verify", 70), actual="1.5")
    an_outcome(session, completed(session, 90), ("report", 80), ("verify", 70), actual="1.6")
    an_outcome(session, completed(session, 90), ("report", 80), actual="0.5")
    measured = figure_of(session, "M12")
    assert counts(measured) == (1, 2, 0)
    assert measured.value == 50.0


# -- filters and trends -------------------------------------------------------------------------------------------


def test_a_figure_can_be_asked_by_industry_region_and_month(session):
    a_published_brief(session, 3, industry_ksic="C22", region_code="46")
    a_published_brief(session, 3, industry_ksic="G", region_code="41")
    a_published_brief(session, 40, industry_ksic="C25", region_code="29")

    def asked(**wanted):
        return len(figure_of(session, "M1", Wanted(**wanted)).denominator)

    assert asked(industry="C") == 2
    assert asked(industry="C25") == 1
    assert asked(region="12") == 2  # both old codes are one region today
    assert asked(since="2026-11") == 2
    assert asked(until="2026-10") == 1
    assert asked(since="2026-11", industry="G", region="41") == 1


def test_briefs_can_be_asked_by_the_month_their_call_ended(session):
    a_published_brief(session, 120, ("close", 80))
    a_published_brief(session, 120)
    month = f"{clock.day_of(ago(80)):%Y-%m}"
    assert len(figure_of(session, "M3", Wanted(month, month, by_close=True)).denominator) == 1


def test_months_are_korean_months(session):
    last_night = (NOW - clock.start_of_day(date(2026, 11, 1)) + timedelta(seconds=1)) / timedelta(days=1)
    a_published_brief(session, last_night)
    assert len(figure_of(session, "M1", Wanted("2026-10", "2026-10")).denominator) == 1


def test_a_trend_has_six_months_and_adds_up(session):
    for days in (1, 40, 70, 100, 300):
        a_published_brief(session, days)
    for measured, trend in figures_with_trends(session):
        if measured.figure.id == "M1":
            assert [month for month, _one in trend.months][-1] == "2026-11"
            assert len(trend.months) == 6
            assert sum(len(one.denominator) for _month, one in trend.months) == 4
            assert trend.lines


def test_an_unknown_figure_is_not_found(session):
    with pytest.raises(NotFound):
        figure_of(session, "M99")


# -- any world ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_in_any_world_the_lists_hold_together(session, seed):
    chance = random.Random(seed)
    for _ in range(12):
        published = chance.uniform(1, 150)
        ends = chance.choice(["close", "withdraw", "award", None])
        brief = a_published_brief(session, published, *([(ends, chance.uniform(0, published))] if ends else []))
        if chance.random() < 0.6:
            signed = chance.uniform(0, published)
            contract = a_contract(session, brief, signed=signed, completed=chance.choice([None, signed / 2]))
            a_milestone(session, contract, ("deliver", signed / 3), (chance.choice(["accept", "return"]), signed / 4))
            if chance.random() < 0.5:
                an_outcome(
                    session, contract, ("report", signed / 4), ("verify", signed / 5), actual=str(chance.choice([1, 2]))
                )
    wanted = [Wanted(), Wanted(since="2026-09"), Wanted(until="2026-09", by_close=True), Wanted(industry="C")]
    for measured in (figure_of(session, figure_id, one) for figure_id in FIGURES for one in wanted):
        inside = {(row.thing, row.id) for row in measured.denominator}
        assert {(row.thing, row.id) for row in measured.numerator} <= inside
        assert not inside & {(row.thing, row.id) for row in measured.pending}
        assert len(inside) == len(measured.denominator)
        if measured.value is not None and measured.figure.id in ("M1", "M3", "M8", "M9", "M11", "M12"):
            assert 0 <= measured.value <= 100
            assert measured.value == round(100 * len(measured.numerator) / len(measured.denominator), 1)
