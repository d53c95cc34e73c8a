"""Groups beside each other: known ratios come out, and nothing is told of few people."""

from __future__ import annotations

import pytest

from app.fairness.rules import FEWEST, Impact, impacts

WOMEN, MEN, OTHER = range(100), range(100, 200), range(200, 200 + FEWEST - 1)


def by_group(found: list[Impact]) -> dict[str, Impact]:
    return {impact.group: impact for impact in found}


@pytest.mark.parametrize(
    ("women", "men", "ratio", "is_low"),
    [(30, 50, 0.6, True), (40, 50, 0.8, False), (50, 50, 1.0, False), (0, 10, 0.0, True)],
)
def test_a_known_ratio_is_reproduced(women, men, ratio, is_low):
    found = by_group(impacts({"woman": WOMEN, "man": MEN}, {*WOMEN[:women], *MEN[:men]}))
    assert (found["woman"].people, found["woman"].rate) == (100, women / 100)
    assert found["woman"].ratio == pytest.approx(ratio)
    assert found["woman"].is_low is is_low
    assert found["man"].ratio == 1.0


def test_of_a_small_group_not_even_its_size_is_told_and_it_sets_no_measure():
    found = by_group(impacts({"woman": WOMEN, "man": MEN, "other": OTHER}, {*WOMEN[:50], *MEN[:50], *OTHER}))
    assert found["other"] == Impact("other")
    assert found["woman"].ratio == 1.0


def test_a_group_that_is_just_large_enough_is_told():
    (found,) = impacts({"other": [*OTHER, 999]}, {999})
    assert found.people == FEWEST


def test_one_group_alone_is_compared_with_nobody():
    (found, _small) = impacts({"woman": WOMEN, "man": []}, set(WOMEN[:50]))
    assert (found.rate, found.ratio, found.is_low) == (0.5, None, False)


def test_where_nobody_was_reached_there_is_no_ratio():
    assert [impact.ratio for impact in impacts({"woman": WOMEN, "man": MEN}, set())] == [None, None]
