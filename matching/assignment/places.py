"""The places of each talent, and what the next of them costs."""

from dataclasses import dataclass

import numpy as np

from matching.assignment.pairs import WHOLE, Ints
from matching.assignment.prices import FAR


@dataclass(frozen=True)
class Places:
    """All places by talent; `held`: those each filled before, which count for fairness."""

    all: Ints
    held: Ints
    fairness: float

    def price(self, filled: Ints) -> Ints:
        """What each talent's next free place costs: less than nothing where it adds to fairness."""
        return np.where(filled < self.all, -bonus(self.fairness, self.held + filled + 1), FAR)

    def free(self, filled: Ints) -> Ints:
        """How many free places each talent has at that price: all without fairness, else the next."""
        free = self.all - filled
        return np.minimum(free, 1) if self.fairness else free


def bonus(fairness: float, nth: Ints) -> Ints:
    """What a talent's n-th place adds."""
    return np.rint(WHOLE * fairness / nth).astype(np.int64)
