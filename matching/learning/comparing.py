"""Measures two sets of weights on later lists: nDCG@10 with the position undone, and how sure the difference is.

Gains and best possible gains are each summed over all lists before one is divided by the other. A mean of each list's
own nDCG would favour the order that was shown, however the gains are weighted: on one list hardly anybody was looked
at, and whoever was happened to stand on top. (docs/learning.md gives the figures.)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.arrays import Floats
from matching.evaluation.metrics import bootstrap_gain
from matching.learning.histories import SeenList, scores_of
from matching.learning.position import made_up_for
from matching.weights import Weights

DEPTH = 10


@dataclass(frozen=True)
class Comparison:
    """nDCG@10 of both over the lists on which somebody was acted upon; the gain with its 95 % interval."""

    before: float
    after: float
    gain: float
    low: float
    high: float
    lists: int


def compare(lists: Sequence[SeenList], before: Weights, after: Weights, steepness: float) -> Comparison | None:
    """None where nobody was acted upon: then there is nothing to compare by."""
    told = [seen for seen in lists if (seen.grades > 0).any()]
    if not told:
        return None
    was, now = (shares_of_best(told, weights, steepness) for weights in (before, after))
    gain, low, high = bootstrap_gain(now.tolist(), was.tolist())
    return Comparison(float(was.mean()), float(now.mean()), gain, low, high, len(told))


def shares_of_best(lists: Sequence[SeenList], weights: Weights, steepness: float) -> Floats:
    """For each list its discounted gain over the best possible gain of the mean list; their mean is the nDCG."""
    gains = [np.maximum(seen.grades, 0) * made_up_for(seen.positions, steepness) for seen in lists]
    orders = [np.lexsort((seen.positions, -scores_of(seen, weights))) for seen in lists]
    found = np.array([_discounted(gain[order]) for gain, order in zip(gains, orders, strict=True)])
    best = np.array([_discounted(np.sort(gain)[::-1]) for gain in gains])
    return np.asarray(found / best.mean())


def _discounted(gains: Floats) -> float:
    """The step that was reached is the gain; the discount is log2(rank + 1)."""
    top = gains[:DEPTH]
    return float((top / np.log2(np.arange(2, len(top) + 2))).sum())
