"""The side with fewer places chooses: it finds most of its wishes free, and few pairs are too many."""

import numpy as np

from matching.assignment.choice import first_wishes
from matching.assignment.pairs import WHOLE, Gains, Ints, Mask, Pairs, ranks
from matching.assignment.places import Places, bonus


def choose(pairs: Pairs, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float) -> Ints:
    """The pairs with the greatest sum of (1 - fairness) × score + fairness / n, n being which place of its talent each takes.

    1/n falls, so a talent's places fill in their order, and every pair gains something: a place stays empty only where
    nobody is left. `held`: places each talent filled before.
    """
    is_open = (brief_places[pairs.brief] > 0) & (talent_places[pairs.talent] > 0)
    pairs = pairs.where(is_open)
    brief_places, talent_places = within(brief_places, pairs.brief), within(talent_places, pairs.talent)
    if brief_places.sum() <= talent_places.sum():
        seen = Gains(pairs.brief, pairs.talent, pairs.gains(fairness))
        found = first_wishes(seen, brief_places, Places(talent_places, held, fairness)).best()
    else:
        turned = Turned(pairs, brief_places, talent_places, held, fairness)
        found = turned.numbers(first_wishes(turned.pairs, talent_places, turned.places).best())
    return np.flatnonzero(is_open)[found]


def within(places: Ints, ends: Ints) -> Ints:
    """No more places than there are pairs to fill them."""
    return np.minimum(places, np.bincount(ends, minlength=len(places)))


class Turned:
    """The market seen from the talents, who take briefs.

    With fairness each of a talent's places may be left to nobody, too: a pair that gains what the place would not add. The
    last places are left first, for they add least.
    """

    def __init__(self, pairs: Pairs, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float) -> None:
        empty = talent_places if fairness else np.zeros_like(talent_places)
        owner = np.repeat(np.arange(len(empty)), empty)
        nth, most = ranks(empty) + 1, round(WHOLE * fairness)
        talent = np.concatenate((pairs.talent, owner))
        nobody = len(brief_places) + np.arange(len(owner))
        gain = np.concatenate((pairs.gains(fairness) + most, most - bonus(fairness, held[owner] + nth)))
        self._order = np.argsort(talent, kind="stable")
        self.pairs = Gains(talent, np.concatenate((pairs.brief, nobody)), gain).at(self._order)
        self.leaves = np.concatenate((np.zeros(len(pairs), np.int64), nth))[self._order]  # which place; 0 with a brief
        count = np.concatenate((brief_places, np.ones_like(nobody)))
        self.places = Places(count, np.zeros_like(count), 0.0)

    def among(self, numbers: Ints) -> Mask:
        """Which of the pairs seen from here have these numbers before."""
        mask = np.zeros(len(self._order), bool)
        mask[numbers] = True
        return mask[self._order]

    def numbers(self, found: Ints) -> Ints:
        """The pairs with a brief among these, by their numbers before."""
        return np.sort(self._order[found[self.leaves[found] == 0]])
