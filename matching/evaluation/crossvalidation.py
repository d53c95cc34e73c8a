"""Chooses the weights on all briefs but one and measures on that one, to see how far the choice can be trusted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from matching.evaluation.measuring import QUERIES, Encoded
from matching.evaluation.metrics import ndcg
from matching.lexical import WordStatistics
from matching.pool import Pool
from matching.scoring import Fit, measure, weigh
from matching.weights import DEFAULT_WEIGHTS, Weights

GRID: Mapping[str, Sequence[float]] = {
    "requirements": (3.0, 4.0, 6.0),
    "overall": (1.0, 2.0, 3.0),
    "method": (2.0, 4.0, 6.0),
    "words": (0.0, 2.0, 4.0),
}


@dataclass(frozen=True)
class HeldOut:
    """nDCG@10 on briefs that took no part in choosing, its standard error, and what was chosen how often."""

    ndcg: Mapping[str, tuple[float, float]]
    chosen: Sequence[tuple[tuple[float, ...], int]]
    worst_of_grid: Mapping[str, float]
    best_of_grid: Mapping[str, float]


def leave_one_out(encoded: Encoded) -> HeldOut:
    choices = list(product(*GRID.values()))
    measured = {query: _measured(encoded, query, choices) for query in QUERIES}
    both = np.mean(list(measured.values()), axis=0)
    briefs = np.arange(both.shape[1])
    picked = [int(both[:, briefs != brief].mean(axis=1).argmax()) for brief in briefs]
    held_out = {query: values[picked, briefs] for query, values in measured.items()}
    return HeldOut(
        ndcg={query: (float(values.mean()), _error(values)) for query, values in held_out.items()},
        chosen=Counter(choices[place] for place in picked).most_common(),
        worst_of_grid={query: float(values.mean(axis=1).min()) for query, values in measured.items()},
        best_of_grid={query: float(values.mean(axis=1).max()) for query, values in measured.items()},
    )


def _measured(encoded: Encoded, query: str, choices: Sequence[tuple[float, ...]]) -> NDArray[np.float64]:
    """choices × briefs: nDCG@10."""
    pool, words = Pool.of(encoded.profiles, DEFAULT_WEIGHTS), WordStatistics.of(encoded.profiles)
    briefs = encoded.queries[query]
    fits = [measure(brief, pool, words, DEFAULT_WEIGHTS) for brief in briefs]
    weights = [_weights(choice) for choice in choices]
    return np.array(
        [[_ndcg(encoded, place, fits[place], chosen, query) for place in range(len(briefs))] for chosen in weights]
    )


def _ndcg(encoded: Encoded, place: int, fit: Fit, weights: Weights, query: str) -> float:
    brief = encoded.queries[query][place]
    sides = weigh(brief, fit, weights)
    ranked = sorted(zip(encoded.profiles, sides, strict=True), key=lambda pair: (-pair[1].score, pair[0].id))
    return ndcg([profile.id for profile, _ in ranked], encoded.pairs.grades.get(brief.id, {}))


def _weights(choice: Sequence[float]) -> Weights:
    requirements, overall, method, words = choice
    return replace(DEFAULT_WEIGHTS, requirements=requirements, overall=overall, method=method, words=words)


def _error(values: NDArray[np.float64]) -> float:
    return float(values.std(ddof=1) / np.sqrt(len(values)))
