"""Pairs of a brief and a talent as arrays, and what a choice of them is worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
WHOLE = 1_000_000_000  # a score of 1: whole numbers add without rounding, and equal input gives equal output


@dataclass(frozen=True)
class Pairs:
    """Pairs that may be chosen, ordered by brief, then talent (numbers of both), with the pair's score from 0 to 1."""

    brief: Ints
    talent: Ints
    score: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.brief)

    def where(self, mask: Mask) -> "Pairs":
        return Pairs(self.brief[mask], self.talent[mask], self.score[mask])

    def gains(self, fairness: float) -> Ints:
        """What each adds by its score, as a whole number."""
        return np.rint(WHOLE * (1 - fairness) * self.score).astype(np.int64)


@dataclass(frozen=True)
class Gains:
    """Pairs seen from one side, ordered by who takes: briefs take talents or talents take briefs; and what each adds."""

    taker: Ints
    taken: Ints
    gain: Ints

    def __len__(self) -> int:
        return len(self.taker)

    def at(self, numbers: Ints) -> "Gains":
        return Gains(self.taker[numbers], self.taken[numbers], self.gain[numbers])


def ranks(counts: Ints) -> Ints:
    """0, 1, 2 … within each of groups of so many, one group after another."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def worth(pairs: Pairs, chosen: Ints, held: Ints, fairness: float) -> float:
    """The sum that `choose` makes as great as it can be."""
    load = np.bincount(pairs.talent[chosen], minlength=len(held))
    steps = np.concatenate(([0.0], np.cumsum(1 / np.arange(1, (held + load).max(initial=0) + 1))))
    return float((1 - fairness) * pairs.score[chosen].sum() + fairness * (steps[held + load] - steps[held]).sum())
