"""The best choice, exactly: everybody's first wishes, then each pair too many moves on where least is lost.

Each brief first takes its best pairs, whoever else takes the same talents. A pair too many moves on along a chain: its brief
takes another talent instead, whose other brief takes another in turn, until somebody has a place free or one stays empty.
A choice that no chain betters is the best with just these pairs too many, and moving on along a cheapest chain keeps it so
(successive shortest paths: Ahuja, Magnanti and Orlin, Network Flows, 1993, 9.7). With nobody too many it is the best of all.
"""

from dataclasses import dataclass

import numpy as np

from matching.assignment.chains import Ways
from matching.assignment.pairs import Gains, Ints, Mask, Pairs
from matching.assignment.places import Places
from matching.assignment.prices import FAR, Prices

NEXT = 3  # how many pairs after its first wishes a brief looks at before it looks at all


def choose(pairs: Pairs, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float) -> Ints:
    """The pairs with the greatest sum of (1 - fairness) × score + fairness / n, n being which place of its talent each takes.

    1/n falls, so a talent's places fill in their order, and every pair gains something: a place stays empty only where
    nobody is left. `held`: places each talent filled before.
    """
    is_open = talent_places[pairs.talent] > 0
    open_pairs = Gains.of(pairs.where(is_open), fairness)
    found = first_wishes(open_pairs, brief_places, Places(talent_places, held, fairness)).best()
    return np.flatnonzero(is_open)[found]


@dataclass
class Choice:
    """What is chosen so far: the best with just these too many, and the prices that prove it."""

    pairs: Gains
    brief_places: Ints
    talent_places: Places
    price: Ints
    chosen: Mask
    near: Ints  # what briefs look at before they look at all
    filled: Ints

    def best(self) -> Ints:
        """The best of all."""
        while self.too_many.any():
            self.move_on()
        return np.flatnonzero(self.chosen)

    @property
    def too_many(self) -> Ints:
        """By talent: pairs beyond the places it filled."""
        return load(self.pairs, self.chosen, len(self.filled)) - self.filled

    def move_on(self) -> None:
        """Moves on as many as find cheapest chains beside each other; the first always does."""
        given_up = np.flatnonzero(self.chosen)
        given_up = given_up[np.argsort(self.pairs.talent[given_up], kind="stable")]
        prices = self._prices(given_up)
        room = np.where(prices.talent_step == 0, self.talent_places.free(self.filled), 0)
        ways = self._ways(prices, given_up, room)
        talents = len(self.brief_places) + np.arange(len(room))
        self.chosen[ways.chains(np.repeat(talents, self.too_many).tolist())] ^= True
        self.filled = self.filled + room - np.array(ways.room, np.int64)[talents]
        self.price = prices.talent

    def _prices(self, given_up: Ints) -> Prices:
        """Prices never fall: a pair gains most at the last ones, and matters only if that is not less than what is in sight."""
        most = self.pairs.gain - self.price[self.pairs.talent]
        most[given_up] = -FAR
        prices = Prices(self.talent_places.price(self.filled), len(self.brief_places))
        prices.spread(self.pairs.at(self.near[most[self.near] >= 0]), self.pairs.at(given_up))
        self.near = np.flatnonzero(most >= prices.brief[self.pairs.brief])
        prices.spread(self.pairs.at(self.near), self.pairs.at(given_up))
        return prices

    def _ways(self, prices: Prices, given_up: Ints, room: Ints) -> Ways:
        """Where cheapest chains lead: the first points are briefs, those after them talents."""
        brief, talent, briefs = self.pairs.brief, self.pairs.talent, len(self.brief_places)
        taken, given_up = (numbers[prices.bind(self.pairs.at(numbers))] for numbers in (self.near, given_up))
        start = np.concatenate((brief[taken], briefs + talent[given_up]))
        end = np.concatenate((briefs + talent[taken], brief[given_up]))
        step = np.concatenate((prices.brief_step, prices.talent_step))
        falls = step[end] < step[start]
        empty = np.where(prices.brief_step == 0, self.brief_places, 0)
        change = np.concatenate((taken, given_up))
        return Ways(start[falls], end[falls], change[falls], np.concatenate((empty, room)))


def first_wishes(pairs: Gains, brief_places: Ints, talent_places: Places) -> Choice:
    """What each brief takes first, and what it looks at next."""
    filled = np.zeros_like(talent_places.all)
    price = talent_places.price(filled)
    gain = pairs.gain - price[pairs.talent]
    order = np.argsort(pairs.brief * (gain.max(initial=0) + 1) - gain, kind="stable")
    counts = np.bincount(pairs.brief, minlength=len(brief_places))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    places = brief_places[pairs.brief]
    chosen = np.zeros(len(order), bool)
    chosen[order[rank < places]] = True
    near = np.sort(order[(places <= rank) & (rank < places + NEXT)])
    filled = np.minimum(load(pairs, chosen, len(filled)), talent_places.free(filled))
    return Choice(pairs, brief_places, talent_places, price, chosen, near, filled)


def load(pairs: Gains, chosen: Mask, talents: int) -> Ints:
    return np.bincount(pairs.talent[np.flatnonzero(chosen)], minlength=talents)
