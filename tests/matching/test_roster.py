"""A roster excludes exactly whom the rules exclude, and for the same binding reasons."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.constraints import screen
from matching.roster import Roster
from matching.terms import BriefTerms, Remote, TalentTerms

NAMES = st.sampled_from(["x", "y", "z"])
SETS = st.frozensets(NAMES, max_size=2)
DAYS = st.none() | st.sampled_from([date(2026, 1, 1), date(2026, 6, 1), date(2027, 1, 1)])
NUMBERS = st.none() | st.integers(0, 3)
INDUSTRIES = st.sampled_from(["", "C", "C25", "J62"])
BRIEFS = st.builds(
    BriefTerms,
    id=NAMES,
    client_id=NAMES,
    is_open=st.sampled_from([True, True, True, False]),
    industry=INDUSTRIES,
    region=st.sampled_from(["", "x", "y"]),
    remote=st.sampled_from(Remote),
    latest_start=DAYS,
    weeks=NUMBERS,
    hours_per_week=NUMBERS,
    budget_won=NUMBERS,
    max_rate_won=NUMBERS,
    languages=SETS,
)
TALENTS = st.builds(
    TalentTerms,
    id=st.uuids().map(str),
    is_listed=st.booleans(),
    refuses_matching=st.sampled_from([False, False, True]),
    visible_to=st.none() | SETS,
    blocked=SETS,
    declined=SETS,
    earliest_start=DAYS,
    hours_per_week=NUMBERS,
    regions=SETS,
    rate_won=NUMBERS,
    languages=SETS,
    unwanted_industries=st.frozensets(INDUSTRIES.filter(bool), max_size=2),
)


@settings(max_examples=300, deadline=None)
@given(BRIEFS, st.lists(TALENTS, max_size=12, unique_by=lambda talent: talent.id))
def test_a_roster_answers_as_the_rules_do(brief, talents):
    screening, screened = screen(brief, talents), Roster(talents).screen(brief)

    assert sorted(screened.eligible) == list(screening.eligible)
    assert screened.counts == screening.counts
