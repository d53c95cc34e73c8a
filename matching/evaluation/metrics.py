"""Ranking measures; the formulas are in the docstrings, ties are decided by the caller's order."""

from collections.abc import Mapping, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

Grades = Mapping[str, int]


def ndcg(ranked: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Gain 2^grade − 1, discount log2(rank + 1), over the best possible order (Burges et al. 2005)."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(profile, 0) for profile in ranked[:depth]]) / best if best else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Grades) -> float:
    """One over the rank of the first profile graded 1 or more."""
    return next((1 / rank for rank, profile in enumerate(ranked, 1) if grades.get(profile, 0) >= 1), 0.0)


def recall(ranked: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """The share of the profiles graded 1 or more that stand in the first ten."""
    relevant = {profile for profile, grade in grades.items() if grade >= 1}
    return len(relevant.intersection(ranked[:depth])) / len(relevant) if relevant else 0.0


def trap_rate(ranked: Sequence[str], grades: Grades, traps: frozenset[str]) -> tuple[int, int]:
    """Of all pairs (hard negative, profile graded 2 or more): how often the trap stands higher, and how many."""
    places = {profile: place for place, profile in enumerate(ranked)}
    true = [profile for profile, grade in grades.items() if grade >= 2 and profile in places]
    pairs = [(places[trap], places[profile]) for trap in traps if trap in places for profile in true]
    return sum(trap < profile for trap, profile in pairs), len(pairs)


def bootstrap_gain(
    values: Sequence[float], baseline: Sequence[float], draws: int = 10_000
) -> tuple[float, float, float]:
    """Mean gain over the baseline with its 95 % interval, resampling briefs in pairs (Efron & Tibshirani 1993)."""
    gains: NDArray[np.float64] = np.asarray(values, float) - np.asarray(baseline, float)
    drawn = np.random.default_rng(0).choice(gains, (draws, len(gains))).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(gains.mean()), float(low), float(high)


def weighted_kappa(ours: Sequence[int], judged: Sequence[int], grades: int = 4) -> float:
    """Agreement beyond chance with quadratic weights (Cohen 1968)."""
    observed = np.zeros((grades, grades))
    np.add.at(observed, (np.asarray(ours), np.asarray(judged)), 1)
    apart = np.subtract.outer(np.arange(grades), np.arange(grades)) ** 2
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    return float(1 - (apart * observed).sum() / (apart * expected).sum())


def _gain(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1)))
