"""The best choice when some talents have one place more, found from the best choice without it."""

from dataclasses import replace

import numpy as np

from matching.assignment.choice import proven
from matching.assignment.pairs import Gains, Ints, Pairs
from matching.assignment.sides import Turned, within

NEVER = -(1 << 40)  # less than any price makes good


class OneMore:
    """A best choice, asked again and again what becomes of it when some talents have one place more.

    Talents take briefs here, and more places only ever raise what it costs to take a brief. So when each new place takes what
    gains it most at the costs so far, the choice is the best with just these briefs taken too often, and moving on, as in
    `choose`, makes it the best of all: a few searches near the new places instead of a solution from nothing.
    """

    def __init__(
        self, pairs: Pairs, chosen: Ints, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float
    ) -> None:
        places = within(talent_places, pairs.talent)
        self._turned = Turned(pairs, brief_places, places + 1, held, fairness)
        talent, leaves = self._turned.pairs.taker, self._turned.leaves
        filled = np.bincount(pairs.talent[chosen], minlength=len(places))
        is_chosen = self._turned.among(chosen) | ((filled[talent] < leaves) & (leaves <= places[talent]))
        gain = np.where(leaves <= places[talent], self._turned.pairs.gain, NEVER)  # a place more is not there yet
        self._solved = proven(replace(self._turned.pairs, gain=gain), len(places), self._turned.places, is_chosen)

    def choose(self, talents: Ints, favoured: int) -> Ints:
        """The best pairs when these talents have one place more; of equal first wishes the one for this brief comes first."""
        more = np.zeros(self._solved.takers, bool)
        more[talents] = True
        is_more = more[self._solved.pairs.taker]
        gain = np.where(is_more, self._turned.pairs.gain, self._solved.pairs.gain)
        pairs = replace(self._solved.pairs, gain=gain)
        chosen = self._solved.chosen.copy()
        others = np.flatnonzero(is_more & ~chosen)
        chosen[others[self._wishes(pairs.at(others), favoured)]] = True
        return self._turned.numbers(replace(self._solved, pairs=pairs, chosen=chosen).best())

    def _wishes(self, others: Gains, favoured: int) -> Ints:
        """What each takes next, unless an empty place is better."""
        left = others.gain - self._solved.price[others.taken]
        order = np.lexsort((others.taken != favoured, -left, others.taker))
        first = order[np.flatnonzero(np.diff(others.taker[order], prepend=-1))]
        return first[left[first] >= 0]
