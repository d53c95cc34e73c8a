"""The fit finds what firms prefer in invented histories, undoes the position, and little data cannot break the order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matching.learning.comparing import compare, shares_of_best
from matching.learning.fitting import fit
from matching.learning.histories import PARTS, SeenList, scores_of, shares_of, with_parts
from matching.learning.position import steepness_in
from matching.learning.simulation import BEGINNING, Market, simulate, simulate_outcomes, whole_truth
from matching.weights import DEFAULT_WEIGHTS, Weights

TASTES = {
    "the default": DEFAULT_WEIGHTS,
    "requirements": replace(DEFAULT_WEIGHTS, requirements=8.0, method=2.0),
    "the whole": replace(DEFAULT_WEIGHTS, requirements=2.0, overall=6.0, method=3.0),
    "method": replace(DEFAULT_WEIGHTS, requirements=1.0, overall=1.0, method=9.0),
    "words": replace(DEFAULT_WEIGHTS, requirements=3.0, method=2.0, words=6.0),
}


def learnt(lists, **facts) -> Weights:
    return fit(lists, version="candidate", **facts).weights


def mean_ndcg(truth, weights: Weights) -> float:
    return float(shares_of_best(truth, weights, 0.0).mean())


@pytest.mark.parametrize("taste", list(TASTES)[1:])
def test_enough_history_moves_the_weights_towards_the_firms_taste_and_beats_the_default(taste: str):
    market = Market(TASTES[taste])
    found = learnt(simulate(market, 1000, seed=1))
    wanted = shares_of(TASTES[taste]) - shares_of(DEFAULT_WEIGHTS)
    moved = shares_of(found) - shares_of(DEFAULT_WEIGHTS)
    assert wanted @ moved > 0.7 * np.linalg.norm(wanted) * np.linalg.norm(moved)
    result = compare(whole_truth(market, 400, seed=999), DEFAULT_WEIGHTS, found, 0.0)
    assert result is not None
    assert result.low > 0


@pytest.mark.parametrize("taste", TASTES)
def test_with_twenty_outcomes_the_order_is_never_more_than_a_hundredth_worse(taste: str):
    market = Market(TASTES[taste])
    truth = whole_truth(market, 100, seed=999)
    before = mean_ndcg(truth, DEFAULT_WEIGHTS)
    gains = [mean_ndcg(truth, learnt(simulate_outcomes(market, 20, seed))) - before for seed in range(40)]
    assert min(gains) > -0.01


def test_undoing_the_position_beats_leaving_it():
    """The naive fit takes what stood high for what was wanted."""
    gains = []
    for taste in ("requirements", "the whole", "method"):
        market = Market(TASTES[taste], steepness=1.0)
        lists, truth = simulate(market, 400, seed=2), whole_truth(market, 200, seed=999)
        corrected, naive = learnt(lists), learnt(lists, steepness=0.0)
        gains.append(mean_ndcg(truth, corrected) - mean_ndcg(truth, naive))
    assert min(gains) > 0.001


@pytest.mark.parametrize("steepness", [0.3, 0.7, 1.2])
def test_how_attention_falls_is_read_from_the_log(steepness: float):
    lists = simulate(Market(TASTES["requirements"], steepness=steepness), 300, seed=3)
    assert steepness_in(lists, DEFAULT_WEIGHTS) == pytest.approx(steepness, abs=0.15)


def test_the_same_history_gives_the_same_weights():
    lists = simulate(Market(TASTES["method"]), 40, seed=4)
    assert fit(lists, version="one") == fit(lists, version="one")


def test_weights_never_fall_below_zero_and_keep_their_sum():
    """Whatever is told: here every choice goes against three of the four parts."""
    measures = np.array([[0.0, 0.0, 0.0, 1.0], [1.0, 1.0, 1.0, 0.0]] * 5)
    lists = [a_list(measures, grades=[5, 0] * 5) for _ in range(200)]
    found = learnt(lists, steepness=0.0)
    values = [getattr(found, part) for part in PARTS]
    assert min(values) > 0
    assert sum(values) == pytest.approx(sum(getattr(DEFAULT_WEIGHTS, part) for part in PARTS), abs=1e-3)
    assert found.words > sum(values) / 2


def test_a_history_without_any_choice_changes_nothing():
    lists = simulate(Market(DEFAULT_WEIGHTS), 3, seed=5)
    silent = [replace(seen, grades=np.zeros_like(seen.grades)) for seen in lists]
    found = fit(silent, version=DEFAULT_WEIGHTS.version)
    assert (found.weights, found.choices) == (DEFAULT_WEIGHTS, 0)


def test_what_was_hidden_counts_against_what_it_was_good_at():
    measures = np.array([[0.9, 0.5, 0.5, 0.2], [0.2, 0.5, 0.5, 0.2]])
    found = learnt([a_list(measures, grades=[-1, 0])] * 30, steepness=0.0)
    assert shares_of(found)[0] < shares_of(DEFAULT_WEIGHTS)[0]


def test_the_middle_candidate_keeps_its_points():
    market = Market(TASTES["words"])
    lists = simulate(market, 200, seed=6)
    found = learnt(lists)
    measures = np.concatenate([seen.measures for seen in lists])
    middle = a_list(measures.mean(axis=0, keepdims=True), grades=[0])
    assert scores_of(middle, found) == pytest.approx(scores_of(middle, DEFAULT_WEIGHTS), abs=1e-3)


def test_everything_but_the_four_shares_and_the_offset_stays():
    found = learnt(simulate(Market(TASTES["method"]), 40, seed=7))
    bare = replace(with_parts(found, np.ones(4)), version="", offset=0.0)
    assert bare == replace(with_parts(DEFAULT_WEIGHTS, np.ones(4)), version="", offset=0.0)


def a_list(measures, grades) -> SeenList:
    count = len(measures)
    return SeenList(
        "7", BEGINNING, np.arange(1, count + 1), np.asarray(measures, float), np.full(count, 0.6), np.array(grades)
    )
