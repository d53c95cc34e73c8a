"""Measuring on later lists: the split by time, the gain with its interval, and what stood low counting for more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from matching.learning.comparing import compare, shares_of_best
from matching.learning.fitting import fit
from matching.learning.histories import PARTS, SeenList, scores_of, split_by_time
from matching.learning.simulation import BEGINNING, Market, simulate, whole_truth
from matching.sides import join
from matching.weights import DEFAULT_WEIGHTS

WORDS = replace(DEFAULT_WEIGHTS, requirements=0.0, overall=0.0, method=0.0, words=1.0)


def a_list(grades, positions=None, day: int = 0) -> SeenList:
    """The first candidate is better by everything but words, the last one by words."""
    count = len(grades)
    falling = np.linspace(0.9, 0.1, count)
    measures = np.stack([falling, falling, falling, falling[::-1]], axis=1)
    places = np.arange(1, count + 1) if positions is None else np.array(positions)
    return SeenList(str(day), BEGINNING + timedelta(days=day), places, measures, np.full(count, 0.6), np.array(grades))


def test_earlier_lists_teach_and_later_ones_measure():
    lists = [a_list([1, 0], day=day) for day in (5, 1, 9, 3, 7, 2, 8, 4, 6, 0)]
    earlier, later = split_by_time(lists)
    assert [seen.id for seen in earlier] == list("0123456")
    assert [seen.id for seen in later] == list("789")


def test_weights_that_put_the_chosen_first_gain():
    result = compare([a_list([0, 0, 3])] * 20, DEFAULT_WEIGHTS, WORDS, 0.0)
    assert result is not None
    assert (result.after, result.lists) == (1.0, 20)
    assert 0 < result.low <= result.gain <= result.high


def test_lists_without_any_choice_say_nothing():
    assert compare([a_list([0, 0, -1])], DEFAULT_WEIGHTS, WORDS, 0.0) is None


def test_a_choice_made_far_down_counts_for_more():
    """Two were opened, at the top and at rank ten: whoever was found so far down was probably not alone."""
    lists = [a_list([1, 0, 1], positions=[1, 2, 10])]
    assert shares_of_best(lists, WORDS, 1.0).mean() > shares_of_best(lists, WORDS, 0.0).mean()


def test_two_equal_sets_of_weights_do_not_differ():
    lists = simulate(Market(DEFAULT_WEIGHTS), 30, seed=1)
    result = compare(lists, DEFAULT_WEIGHTS, DEFAULT_WEIGHTS, 1.0)
    assert result is not None
    assert (result.gain, result.low, result.high) == (0.0, 0.0, 0.0)


def test_the_corrected_measure_of_a_biased_log_agrees_with_the_whole_truth():
    """Better weights show as better although the log was made by the worse; uncorrected they would show as worse."""
    taste = replace(DEFAULT_WEIGHTS, requirements=2.0, overall=6.0, method=3.0)
    market = Market(taste, shown=60)
    better = fit(simulate(market, 400, seed=1), version="better").weights
    log, truth = simulate(market, 800, seed=2), whole_truth(market, 200, seed=3)
    corrected, uncorrected = (compare(log, DEFAULT_WEIGHTS, better, steepness) for steepness in (1.0, 0.0))
    true = compare(truth, DEFAULT_WEIGHTS, better, 0.0)
    assert true.low > 0
    assert corrected.low > 0
    assert uncorrected.gain < corrected.gain


def test_both_sides_are_joined_as_on_screen():
    seen = a_list([0, 0, 0])
    shares = np.array([getattr(DEFAULT_WEIGHTS, part) for part in PARTS])
    sums = seen.measures @ shares / shares.sum()
    client = 1 / (1 + np.exp(-(DEFAULT_WEIGHTS.slope * sums + DEFAULT_WEIGHTS.offset)))
    assert scores_of(seen, DEFAULT_WEIGHTS) == pytest.approx([join(float(one), 0.6) for one in client])
