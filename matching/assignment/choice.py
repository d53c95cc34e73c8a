"""The best choice, exactly: everybody's first wishes, then each pair too many moves on where least is lost.

Each brief first takes its best pairs, whoever else takes the same talents. A pair too many moves on along a chain: its brief
takes another talent instead, whose other brief takes another in turn, until somebody has a place free or one stays empty.
A choice that no chain betters is the best with just these pairs too many, and moving on along a cheapest chain keeps it so
(successive shortest paths: Ahuja, Magnanti and Orlin, Network Flows, 1993, 9.7). With nobody too many it is the best of all.
"""

import numpy as np

from matching.assignment.chains import Ways
from matching.assignment.pairs import Gains, Ints, Mask, Pairs
from matching.assignment.prices import FAR, Prices

WHOLE = 1_000_000_000  # a score of 1: whole numbers add without rounding, and equal input gives equal output
NEXT = 3  # how many pairs after its first wishes a brief looks at before it looks at all


def choose(pairs: Pairs, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float) -> Ints:
    """The pairs with the greatest sum of (1 - fairness) × score + fairness / n, n being which place of its talent each takes.

    1/n falls, so a talent's places fill in their order, and every pair gains something: a place stays empty only where
    nobody is left. `held`: places each talent filled before.
    """
    is_open = talent_places[pairs.talent] > 0
    choice = _Choice(pairs.where(is_open), brief_places, talent_places, held, fairness)
    while choice.too_many.any():
        choice.move_on()
    return np.flatnonzero(is_open)[choice.chosen]


class _Choice:
    """What is chosen so far: the best with just these too many, and the prices that prove it."""

    def __init__(self, pairs: Pairs, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float) -> None:
        gain = np.rint(WHOLE * (1 - fairness) * pairs.score).astype(np.int64)
        self.pairs = Gains(pairs.brief, pairs.talent, gain)
        self.brief_places, self.talent_places, self.held, self.fairness = brief_places, talent_places, held, fairness
        self.filled = np.zeros_like(talent_places)
        self.price = self._own_price()
        self.chosen, self.near = self._wishes()
        self.filled = np.minimum(self._load(), self._room())

    @property
    def too_many(self) -> Ints:
        """By talent: pairs beyond the places it filled."""
        return self._load() - self.filled

    def move_on(self) -> None:
        """Moves on as many as find cheapest chains beside each other; the first always does."""
        given_up = np.flatnonzero(self.chosen)
        given_up = given_up[np.argsort(self.pairs.talent[given_up], kind="stable")]
        prices = self._prices(given_up)
        room = np.where(prices.talent_step == 0, self._room(), 0)
        ways = self._ways(prices, given_up, room)
        talents = len(self.brief_places) + np.arange(len(room))
        self.chosen[ways.chains(np.repeat(talents, self.too_many).tolist())] ^= True
        self.filled += room - np.array(ways.room, np.int64)[talents]
        self.price = prices.talent

    def _prices(self, given_up: Ints) -> Prices:
        """Prices never fall: a pair gains most at the last ones, and matters only if that is not less than what is in sight."""
        most = self.pairs.gain - self.price[self.pairs.talent]
        most[given_up] = -FAR
        prices = Prices(self._own_price(), len(self.brief_places))
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

    def _wishes(self) -> tuple[Mask, Ints]:
        """What each brief takes first, and what it looks at next."""
        gain = self.pairs.gain - self.price[self.pairs.talent]
        order = np.argsort(self.pairs.brief * (gain.max(initial=0) + 1) - gain, kind="stable")
        counts = np.bincount(self.pairs.brief, minlength=len(self.brief_places))
        rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
        places = self.brief_places[self.pairs.brief]
        first = np.zeros(len(order), bool)
        first[order[rank < places]] = True
        return first, np.sort(order[(places <= rank) & (rank < places + NEXT)])

    def _own_price(self) -> Ints:
        """What each talent's next free place costs: less than nothing where it adds to fairness."""
        bonus = np.rint(WHOLE * self.fairness / (self.held + self.filled + 1)).astype(np.int64)
        return np.where(self.filled < self.talent_places, -bonus, FAR)

    def _room(self) -> Ints:
        """How many free places each talent has at that price: all without fairness, else the next."""
        free = self.talent_places - self.filled
        return np.minimum(free, 1) if self.fairness else free

    def _load(self) -> Ints:
        return np.bincount(self.pairs.talent[np.flatnonzero(self.chosen)], minlength=len(self.talent_places))
