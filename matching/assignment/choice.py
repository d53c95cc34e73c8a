"""The best choice, exactly: everybody's first wishes, then each pair too many moves on where least is lost.

Each taker first takes its best pairs, whoever else takes the same. A pair too many moves on along a chain: its taker takes
another instead, whose other taker takes another in turn, until somebody has a place free or one stays empty. A choice that
no chain betters is the best with just these pairs too many, and moving on along a cheapest chain keeps it so (successive
shortest paths: Ahuja, Magnanti and Orlin, Network Flows, 1993, 9.7). With nobody too many it is the best of all.
"""

from dataclasses import dataclass, field

import numpy as np

from matching.assignment.chains import Ways
from matching.assignment.pairs import Gains, Ints, Mask, ranks
from matching.assignment.places import Places
from matching.assignment.prices import FAR, Prices

NEXT = 3  # how many pairs after its first wishes a taker looks at before it looks at all


@dataclass
class Choice:
    """What is chosen so far: the best with just these too many, and the prices of the taken that prove it."""

    pairs: Gains
    takers: int
    places: Places
    price: Ints
    chosen: Mask
    near: Ints  # pairs that takers look at before they look at all
    filled: Ints = field(init=False)

    def __post_init__(self) -> None:
        load = self._load()
        self.filled = np.minimum(load, self.places.free(np.zeros_like(load)))

    def best(self) -> Ints:
        """The best of all."""
        while (too_many := self._load() - self.filled).any():
            self._move_on(too_many)
        return np.flatnonzero(self.chosen)

    def prove(self) -> None:
        """Finds the prices of a choice that is the best already."""
        self.price = self._prices(self._given_up()).taken

    def _load(self) -> Ints:
        return np.bincount(self.pairs.taken[np.flatnonzero(self.chosen)], minlength=len(self.price))

    def _move_on(self, too_many: Ints) -> None:
        """Moves on as many as find cheapest chains beside each other; the first always does."""
        given_up = self._given_up()
        prices = self._prices(given_up)
        room = np.where(prices.taken_step == 0, self.places.free(self.filled), 0)
        ways = self._ways(prices, given_up, room)
        taken = self.takers + np.arange(len(room))
        self.chosen[ways.chains(np.repeat(taken, too_many).tolist())] ^= True
        self.filled += room - np.array(ways.room, np.int64)[taken]
        self.price = prices.taken

    def _given_up(self) -> Ints:
        """What a chain may give up: all that is chosen, ordered by taken."""
        chosen = np.flatnonzero(self.chosen)
        return chosen[np.argsort(self.pairs.taken[chosen], kind="stable")]

    def _prices(self, given_up: Ints) -> Prices:
        """Prices never fall: a pair gains most at the last ones, and matters only if that is not less than what is in sight."""
        most = self.pairs.gain - self.price[self.pairs.taken]
        most[given_up] = -FAR
        prices = Prices(self.places.price(self.filled), self.takers)
        prices.spread(self.pairs.at(self.near[most[self.near] >= 0]), self.pairs.at(given_up))
        self.near = np.flatnonzero(most >= prices.taker[self.pairs.taker])
        prices.spread(self.pairs.at(self.near), self.pairs.at(given_up))
        return prices

    def _ways(self, prices: Prices, given_up: Ints, room: Ints) -> Ways:
        """Where cheapest chains lead: the first points are takers, those after them the taken."""
        taker, taken = self.pairs.taker, self.takers + self.pairs.taken
        to_take, to_give = (numbers[prices.bind(self.pairs.at(numbers))] for numbers in (self.near, given_up))
        start = np.concatenate((taker[to_take], taken[to_give]))
        end = np.concatenate((taken[to_take], taker[to_give]))
        step = np.concatenate((prices.taker_step, prices.taken_step))
        falls = step[end] < step[start]
        empty = np.where(prices.taker_step == 0, len(self.pairs), 0)
        change = np.concatenate((to_take, to_give))
        return Ways(start[falls], end[falls], change[falls], np.concatenate((empty, room)))


def first_wishes(pairs: Gains, taker_places: Ints, places: Places) -> Choice:
    """What each takes first, and what it looks at next."""
    price = places.price(np.zeros_like(places.count))
    gain = pairs.gain - price[pairs.taken]
    order = np.argsort(pairs.taker * (gain.max(initial=0) + 1) - gain, kind="stable")
    rank = ranks(np.bincount(pairs.taker, minlength=len(taker_places)))
    first = taker_places[pairs.taker]
    chosen = np.zeros(len(pairs), bool)
    chosen[order[rank < first]] = True
    near = np.sort(order[(first <= rank) & (rank < first + NEXT)])
    return Choice(pairs, len(taker_places), places, price, chosen, near)


def proven(pairs: Gains, takers: int, places: Places, chosen: Mask) -> Choice:
    """A best choice found before, with the prices that prove it."""
    choice = Choice(pairs, takers, places, np.zeros_like(places.count), chosen, np.flatnonzero(~chosen))
    choice.prove()
    return choice
