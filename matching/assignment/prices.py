"""What it costs a talent to give way, and what it brings a brief to change: the cheapest chains of changes."""

from itertools import count

import numpy as np

from matching.assignment.pairs import Gains, Ints, Mask

FAR = 1 << 60  # more than any price


class Prices:
    """By talent: the least that is lost until it has a place free; by brief: the most that another pair, or none (0), gains.

    The steps tell when each was found. What it rests on was found before, so chains along falling steps come to an end.
    """

    def __init__(self, own: Ints, briefs: int) -> None:
        """Before any chain is known: what a place of its own costs each talent, FAR where none is free."""
        self.talent, self.talent_step = own.copy(), np.zeros_like(own)
        self.brief, self.brief_step = np.zeros(briefs, np.int64), np.zeros(briefs, np.int64)
        self._steps = count(1)

    def spread(self, others: Gains, chosen: Gains) -> None:
        """Bellman and Ford's sweeps over pairs to take, ordered by brief, and to give up, by talent, until nothing changes."""
        taker_first, taker = _groups(others.brief)
        giver_first, giver = _groups(chosen.talent)
        while True:
            gained = np.maximum.reduceat(others.gain - self.talent[others.talent], taker_first)
            better = np.flatnonzero(gained > self.brief[taker])
            found = taker[better]
            self.brief[found], self.brief_step[found] = gained[better], next(self._steps)
            lost = np.minimum.reduceat(chosen.gain - self.brief[chosen.brief], giver_first)
            better = np.flatnonzero(lost < self.talent[giver])
            if not len(better):
                return
            found = giver[better]
            self.talent[found], self.talent_step[found] = lost[better], next(self._steps)

    def bind(self, pairs: Gains) -> Mask:
        """Pairs that cheapest chains are made of."""
        binding: Mask = pairs.gain == self.brief[pairs.brief] + self.talent[pairs.talent]
        return binding


def _groups(ends: Ints) -> tuple[Ints, Ints]:
    """Where each brief or talent begins in an ordered column, and which it is."""
    first = np.flatnonzero(np.diff(ends, prepend=-1))
    return first, ends[first]
