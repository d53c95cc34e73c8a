"""What it costs the taken to give way, and what it brings a taker to change: the cheapest chains of changes."""

from itertools import count

import numpy as np

from matching.assignment.pairs import Gains, Ints, Mask

FAR = 1 << 60  # more than any price


class Prices:
    """By taken: the least that is lost until it has a place free; by taker: the most that another pair, or none (0), gains.

    The steps tell when each was found. What it rests on was found before, so chains along falling steps come to an end.
    """

    def __init__(self, own: Ints, takers: int) -> None:
        """Before any chain is known: what a place of its own costs each of the taken, FAR where none is free."""
        self.taken, self.taken_step = own.copy(), np.zeros_like(own)
        self.taker, self.taker_step = np.zeros(takers, np.int64), np.zeros(takers, np.int64)
        self._steps = count(1)

    def spread(self, others: Gains, chosen: Gains) -> None:
        """Bellman and Ford's sweeps over pairs to take, ordered by taker, and to give up, by taken, until nothing changes."""
        taker_first, taker = _groups(others.taker)
        giver_first, giver = _groups(chosen.taken)
        while True:
            gained = np.maximum.reduceat(others.gain - self.taken[others.taken], taker_first)
            better = np.flatnonzero(gained > self.taker[taker])
            found = taker[better]
            self.taker[found], self.taker_step[found] = gained[better], next(self._steps)
            lost = np.minimum.reduceat(chosen.gain - self.taker[chosen.taker], giver_first)
            better = np.flatnonzero(lost < self.taken[giver])
            if not len(better):
                return
            found = giver[better]
            self.taken[found], self.taken_step[found] = lost[better], next(self._steps)

    def bind(self, pairs: Gains) -> Mask:
        """Pairs that cheapest chains are made of."""
        binding: Mask = pairs.gain == self.taker[pairs.taker] + self.taken[pairs.taken]
        return binding


def _groups(ends: Ints) -> tuple[Ints, Ints]:
    """Where each taker or taken begins in an ordered column, and which it is."""
    first = np.flatnonzero(np.diff(ends, prepend=-1))
    return first, ends[first]
