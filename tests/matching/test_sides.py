"""The talent's side and the joining of both."""

from dataclasses import replace

import pytest

from matching.sides import WEIGHTS, join, measure_talent_side, talent_side
from matching.terms import BriefTerms, Remote, TalentTerms

BRIEF = BriefTerms("b", industry="C25", region="44", weeks=10, hours_per_week=20, budget_won=8_000_000)
TALENT = TalentTerms("t", regions=frozenset({"44"}), hours_per_week=20, rate_won=30_000)


def test_the_parts_add_up_to_the_side():
    side = talent_side(BRIEF, TALENT)

    assert sum(part.points for part in side.parts) == pytest.approx(side.score)
    assert 0 < side.score <= 1


def test_the_weights_add_up_to_one():
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("name", "worse", "better"),
    [
        ("industry", {"wanted_industries": frozenset("J")}, {"wanted_industries": frozenset("C")}),
        ("pay", {"rate_won": 60_000}, {"rate_won": 30_000}),
        ("hours", {"hours_per_week": 40}, {"hours_per_week": 20}),
    ],
)
def test_a_wish_met_is_worth_more(name, worse, better):
    low, high = (measure_talent_side(BRIEF, replace(TALENT, **facts))[name] for facts in (worse, better))

    assert low < high


def test_task_types_are_matched_with_interests():
    brief = replace(BRIEF, task_types=frozenset({"forecasting"}))
    talent = replace(TALENT, interests=frozenset({"forecasting", "speech"}))

    assert measure_talent_side(brief, talent)["interest"] == 1.0


def test_work_in_ones_own_region_suits():
    brief = replace(BRIEF, remote=Remote.ONSITE)

    assert measure_talent_side(brief, TALENT)["place"] == 1.0


def test_nothing_said_is_neither_for_nor_against():
    assert set(measure_talent_side(BriefTerms("b", remote=Remote.ONSITE), TalentTerms("t")).values()) == {0.5}


def test_the_sides_are_joined_by_the_harmonic_mean():
    assert join(0.5, 1.0) == pytest.approx(2 / 3)
    assert join(0.0, 1.0) == join(1.0, 0.0) == 0.0
