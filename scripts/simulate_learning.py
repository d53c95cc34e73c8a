"""Tries the fit on invented histories of firms with a known taste and prints the tables of docs/learning.md.

`python scripts/simulate_learning.py` takes about a minute on one core and prints the same numbers every time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from matching.learning.comparing import shares_of_best
from matching.learning.fitting import fit
from matching.learning.histories import SeenList, shares_of
from matching.learning.simulation import Market, simulate, simulate_outcomes, whole_truth
from matching.weights import DEFAULT_WEIGHTS, Weights

TASTES = {
    "the default": DEFAULT_WEIGHTS,
    "requirements": replace(DEFAULT_WEIGHTS, requirements=8.0, method=2.0),
    "the whole": replace(DEFAULT_WEIGHTS, requirements=2.0, overall=6.0, method=3.0),
    "method": replace(DEFAULT_WEIGHTS, requirements=1.0, overall=1.0, method=9.0),
    "words": replace(DEFAULT_WEIGHTS, requirements=3.0, method=2.0, words=6.0),
}
SEEDS = range(10)
TRUTH = 400  # fresh lists


def main() -> None:
    for heading, lines in (
        ("Mean gain in nDCG@10 over the default, position undone / left as it is", finding()),
        ("After twenty outcomes, over 200 histories of each taste", little()),
        ("The same better weights measured on a biased log of 200 lists", judging()),
    ):
        print(f"\n### {heading}\n")
        for line in lines:
            print("| " + " | ".join(line) + " |", flush=True)


def finding() -> Iterator[tuple[str, ...]]:
    sizes = (30, 100, 300, 1000)
    yield ("firms' taste (requirements, whole, method, words)", *(f"{size} lists" for size in sizes), "learnt at 1000")
    yield ("---",) * (len(sizes) + 2)
    for name, taste in TASTES.items():
        truth, cells, learnt = whole_truth(Market(taste), TRUTH, 999), [], taste
        before = _ndcg(truth, DEFAULT_WEIGHTS)
        for size in sizes:
            gains = []
            for seed in SEEDS:
                lists = simulate(Market(taste), size, seed)
                learnt, naive = (fit(lists, version="", steepness=known).weights for known in (None, 0.0))
                gains.append([_ndcg(truth, weights) - before for weights in (learnt, naive)])
            cells.append(" / ".join(f"{gain:+.3f}" for gain in np.mean(gains, axis=0)))
        yield (f"{name} ({_said(taste)})", *cells, _said(learnt))


def little() -> Iterator[tuple[str, ...]]:
    yield ("taste", "mean", "worst", "worse than −0.005")
    yield ("---",) * 4
    for name, taste in TASTES.items():
        truth = whole_truth(Market(taste), TRUTH, 999)
        before = _ndcg(truth, DEFAULT_WEIGHTS)
        histories = (simulate_outcomes(Market(taste), 20, seed) for seed in range(200))
        gains = np.array([_ndcg(truth, fit(lists, version="").weights) - before for lists in histories])
        yield name, f"{gains.mean():+.4f}", f"{gains.min():+.4f}", f"{(gains < -0.005).sum()} of {len(gains)}"


def judging() -> Iterator[tuple[str, ...]]:
    """Against the truth: sums over lists with the position undone, left, and the mean of each list's own nDCG."""
    yield ("taste", "true gain", "position undone", "position left", "mean of each list's own nDCG, undone")
    yield ("---",) * 5
    for name in ("requirements", "the whole", "method"):
        market = Market(TASTES[name], shown=60)
        better = fit(simulate(market, 400, 77), version="").weights
        logs = [simulate(market, 200, seed) for seed in SEEDS]
        true = _gain(whole_truth(market, TRUTH, 999), better, 0.0)
        undone, left, own = (
            [_gain(log, better, 1.0) for log in logs],
            [_gain(log, better, 0.0) for log in logs],
            [float(np.mean([_gain([seen], better, 1.0) for seen in log if (seen.grades > 0).any()])) for log in logs],
        )
        yield name, f"{true:+.3f}", *(f"{np.mean(one):+.3f} ± {np.std(one):.3f}" for one in (undone, left, own))


def _gain(lists: list[SeenList], weights: Weights, steepness: float) -> float:
    told = [seen for seen in lists if (seen.grades > 0).any()]
    was, now = (shares_of_best(told, one, steepness) for one in (DEFAULT_WEIGHTS, weights))
    return float(now.mean() - was.mean())


def _ndcg(truth: list[SeenList], weights: Weights) -> float:
    return float(shares_of_best(truth, weights, 0.0).mean())


def _said(weights: Weights) -> str:
    return ", ".join(f"{share:.2f}" for share in shares_of(weights))


if __name__ == "__main__":
    main()
