"""The places of those who are taken, and what the next free one of each costs."""

from dataclasses import dataclass

import numpy as np

from matching.assignment.pairs import WHOLE, Ints
from matching.assignment.prices import FAR


@dataclass(frozen=True)
class Places:
    """How many each has; `held`: those each filled before, which count for fairness."""

    count: Ints
    held: Ints
    fairness: float

    def price(self, filled: Ints) -> Ints:
        """What each one's next free place costs: less than nothing where it adds to fairness."""
        return np.where(filled < self.count, -bonus(self.fairness, self.held + filled + 1), FAR)

    def free(self, filled: Ints) -> Ints:
        """How many free places each has at that price: all without fairness, else the next."""
        free = self.count - filled
        return np.minimum(free, 1) if self.fairness else free


def bonus(fairness: float, nth: Ints) -> Ints:
    """What a talent's n-th place adds."""
    return np.rint(WHOLE * fairness / nth).astype(np.int64)
