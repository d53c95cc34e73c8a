"""Measures agree with what one computes by hand."""

from math import log2

import pytest

from matching.evaluation.metrics import bootstrap_gain, ndcg, recall, reciprocal_rank, trap_rate, weighted_kappa

GRADES = {"a": 3, "b": 1, "c": 0}


def test_ndcg_has_exponential_gain_and_logarithmic_discount():
    best = 7 + 1 / log2(3)

    assert ndcg(["a", "b", "c"], GRADES) == 1.0
    assert ndcg(["c", "a", "b"], GRADES) == pytest.approx((7 / log2(3) + 1 / 2) / best)


def test_ndcg_counts_what_is_missing_from_the_list():
    assert ndcg(["b"], GRADES) == pytest.approx(1 / (7 + 1 / log2(3)))


def test_reciprocal_rank_looks_for_the_first_relevant():
    assert reciprocal_rank(["c", "x", "b"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["c"], GRADES) == 0.0


def test_recall_is_of_grade_one_and_more_in_the_first_ten():
    assert recall([*"cdefghijkl", "a"], GRADES) == 0.0
    assert recall(["a"], GRADES) == 0.5


def test_traps_are_compared_with_every_true_match():
    assert trap_rate(["trap", "a", "b"], {"a": 3, "b": 2}, frozenset({"trap"})) == (2, 2)
    assert trap_rate(["a", "trap", "b"], {"a": 3, "b": 2}, frozenset({"trap"})) == (1, 2)


def test_the_interval_holds_the_gain_and_is_the_same_every_time():
    values, baseline = [0.9, 0.8, 1.0, 0.7], [0.5, 0.6, 0.9, 0.7]
    gain, low, high = bootstrap_gain(values, baseline)

    assert low <= gain <= high
    assert gain == pytest.approx(0.175)
    assert bootstrap_gain(values, baseline) == (gain, low, high)


def test_kappa_is_one_for_agreement_and_none_for_chance():
    assert weighted_kappa([0, 1, 2, 3], [0, 1, 2, 3]) == 1.0
    assert weighted_kappa([0, 0, 3, 3], [0, 3, 0, 3]) == pytest.approx(0.0)
