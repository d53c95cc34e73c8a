"""One order out of several measures, the same whichever engine took them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats


def best_first(ids: Sequence[str] | NDArray[np.object_], measures: Floats) -> list[str]:
    """`measures`: one row each, one column for each id. Each counts by how far it stands out among those asked about."""
    names = np.asarray(ids, object)
    if not len(names):
        return []
    score = -np.asarray(sum(_standardised(measure) for measure in measures))
    order = np.argsort(score)
    bounds = np.flatnonzero(np.diff(score[order], prepend=np.nan, append=np.nan))
    for run in np.flatnonzero(np.diff(bounds) > 1):  # equal scores go by name; to sort all by name would take 20 ms
        tied = slice(bounds[run], bounds[run + 1])
        order[tied] = sorted(order[tied], key=names.__getitem__)
    best: list[str] = names[order].tolist()
    return best


def _standardised(scores: Floats) -> Floats:
    standard: Floats = (scores - scores.mean()) / max(float(scores.std()), 1e-6)
    return standard
