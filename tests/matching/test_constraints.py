"""Constraints exclude for a reason, and say which."""

from dataclasses import replace
from datetime import date

import pytest

from matching.constraints import Reason, reasons_against, screen, screen_briefs
from matching.terms import BriefTerms, Remote, TalentTerms

BRIEF = BriefTerms(
    id="brief",
    client_id="firm",
    industry="C25",
    region="44",
    remote=Remote.REGION,
    latest_start=date(2026, 3, 1),
    weeks=10,
    hours_per_week=20,
    budget_won=8_000_000,
    languages=frozenset({"ko"}),
)
TALENT = TalentTerms(
    id="talent",
    earliest_start=date(2026, 3, 1),
    hours_per_week=20,
    regions=frozenset({"44"}),
    rate_won=40_000,
    languages=frozenset({"ko", "en"}),
)

CASES = [
    (Reason.BRIEF_CLOSED, {"is_open": False}, {}),
    (Reason.NOT_LISTED, {}, {"is_listed": False}),
    (Reason.REFUSES_MATCHING, {}, {"refuses_matching": True}),
    (Reason.NOT_VISIBLE, {}, {"visible_to": frozenset({"another firm"})}),
    (Reason.BLOCKED, {}, {"blocked": frozenset({"firm"})}),
    (Reason.DECLINED, {}, {"declined": frozenset({"brief"})}),
    (Reason.SCHEDULE, {}, {"earliest_start": date(2026, 3, 2)}),
    (Reason.HOURS, {"hours_per_week": 21, "budget_won": None}, {}),
    (Reason.REGION, {"region": "11"}, {}),
    (Reason.RATE, {}, {"rate_won": 40_001}),
    (Reason.LANGUAGE, {}, {"languages": frozenset({"en"})}),
    (Reason.UNWANTED_INDUSTRY, {}, {"unwanted_industries": frozenset({"C25"})}),
]


def test_a_pair_that_meets_every_limit_exactly_is_eligible():
    assert reasons_against(BRIEF, TALENT) == ()


@pytest.mark.parametrize(("reason", "brief", "talent"), CASES, ids=[str(reason) for reason, *_ in CASES])
def test_each_reason_excludes_alone(reason, brief, talent):
    assert reasons_against(replace(BRIEF, **brief), replace(TALENT, **talent)) == (reason,)


def test_every_reason_has_its_case():
    assert [reason for reason, *_ in CASES] == list(Reason)


def test_all_reasons_are_told_in_the_fixed_order():
    talent = replace(TALENT, rate_won=90_000, is_listed=False, earliest_start=date(2027, 1, 1))

    assert reasons_against(BRIEF, talent) == (Reason.NOT_LISTED, Reason.SCHEDULE, Reason.RATE)


def test_what_is_not_said_excludes_nobody():
    assert reasons_against(BriefTerms("b"), TALENT) == ()
    assert reasons_against(BRIEF, TalentTerms("t")) == ()


def test_remote_work_needs_no_region():
    assert reasons_against(replace(BRIEF, remote=Remote.ANY, region="11"), TALENT) == ()


def test_the_binding_reasons_are_counted_and_add_up():
    talents = [
        TALENT,
        replace(TALENT, id="late", earliest_start=date(2027, 1, 1), rate_won=90_000),
        replace(TALENT, id="later", earliest_start=date(2028, 1, 1)),
        replace(TALENT, id="far", regions=frozenset({"50"})),
    ]
    screening = screen(BRIEF, talents)

    assert screening.eligible == ("talent",)
    assert screening.counts == {Reason.SCHEDULE: 2, Reason.REGION: 1}
    assert screening.excluded["late"] == (Reason.SCHEDULE, Reason.RATE)


def test_a_talent_is_shown_the_briefs_that_could_take_them():
    screening = screen_briefs(TALENT, [BRIEF, replace(BRIEF, id="closed", is_open=False)])

    assert screening.eligible == ("brief",)
    assert screening.counts == {Reason.BRIEF_CLOSED: 1}
