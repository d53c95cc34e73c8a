"""The best choice when some talents have one place more, found from the best choice without it."""

from dataclasses import replace

import numpy as np

from matching.assignment.choice import NEXT, Choice, load
from matching.assignment.pairs import WHOLE, Gains, Ints, Pairs
from matching.assignment.places import Places, bonus
from matching.assignment.prices import FAR, Prices

NEVER = -(1 << 40)  # less than any price makes good


class OneMore:
    """A best choice, asked again and again what becomes of it when some talents have one place more.

    Seen from the other side, with talents that take briefs: places more only ever raise what a brief costs. So when each new
    place takes what gains it most at the present costs, the choice is the best with just these briefs taken too often, and
    moving on, as in `choose`, makes it the best of all. Every chain is made of pairs near the new places; the rest stays.

    With fairness a place left empty is a pair as well, with nobody, that gains what the place would not add.
    """

    def __init__(
        self, pairs: Pairs, chosen: Ints, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float
    ) -> None:
        self._count, briefs, talents = len(pairs), len(brief_places), len(talent_places)
        places = np.minimum(talent_places, np.bincount(pairs.talent, minlength=talents))
        real = Gains.of(pairs, fairness)
        empty = places + 1 if fairness else np.zeros_like(places)
        owner = np.repeat(np.arange(talents), empty)
        nth = np.arange(len(owner)) - np.repeat(np.cumsum(empty) - empty, empty) + 1
        most = round(WHOLE * fairness)
        brief = np.concatenate((pairs.brief, briefs + np.arange(len(owner))))
        talent = np.concatenate((pairs.talent, owner))
        gain = np.concatenate((real.gain + most, most - bonus(fairness, held[owner] + nth)))
        is_chosen = np.zeros(len(brief), bool)
        is_chosen[chosen] = True
        filled = np.bincount(pairs.talent[chosen], minlength=talents)
        is_chosen[self._count :] = (filled[owner] < nth) & (nth <= places[owner])
        is_new = np.zeros(len(brief), bool)
        is_new[self._count :] = nth > places[owner]

        self._order = np.argsort(talent, kind="stable")
        brief, talent, gain = brief[self._order], talent[self._order], gain[self._order]
        self._chosen, self._is_new = is_chosen[self._order], is_new[self._order]
        self._gain = gain
        self._pairs = Gains(talent, brief, np.where(self._is_new, NEVER, gain))
        goods = np.concatenate((brief_places, np.ones(len(owner), np.int64)))
        self._places = places
        self._goods = Places(goods, np.zeros_like(goods), 0.0)
        self._filled = load(self._pairs, self._chosen, len(goods))
        given = np.flatnonzero(self._chosen)
        given = given[np.argsort(brief[given], kind="stable")]
        others = np.flatnonzero(~self._chosen)
        prices = Prices(self._goods.price(self._filled), talents)
        prices.spread(self._pairs.at(others), self._pairs.at(given))
        self._price = prices.talent
        net = self._pairs.gain - self._price[brief]
        o = others[np.lexsort((-net[others], talent[others]))]
        counts = np.bincount(talent[o], minlength=talents)
        rank = np.arange(len(o)) - np.repeat(np.cumsum(counts) - counts, counts)
        self._near = np.sort(o[rank < 1 + NEXT])

    def choose(self, talents: Ints, favoured: int) -> Ints:
        """The pairs chosen when these talents have one place more; among equal first wishes this brief comes first."""
        more = np.zeros(len(self._places), bool)
        more[talents] = True
        taker, good = self._pairs.brief, self._pairs.talent
        mine = more[taker]
        pairs = replace(self._pairs, gain=np.where(mine, self._gain, self._pairs.gain))
        could = np.flatnonzero(mine & ~self._chosen)
        net = pairs.gain[could] - self._price[good[could]]
        order = np.lexsort((good[could] != favoured, -net, taker[could]))
        first = order[np.flatnonzero(np.diff(taker[could[order]], prepend=-1))]
        chosen = self._chosen.copy()
        chosen[could[first[net[first] >= 0]]] = True
        filled = np.minimum(load(pairs, chosen, len(self._goods.all)), self._goods.all)
        c = Choice(pairs, self._places + more, self._goods, self._price, chosen, self._near, filled)
        self.phases = 0
        while c.too_many.any():
            c.move_on(); self.phases += 1
        found = self._order[np.flatnonzero(c.chosen)]
        return np.sort(found[found < self._count])
