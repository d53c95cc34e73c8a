"""The best choice of pairs within everybody's places, as one sparse assignment: arrays in, numbers of the pairs out.

Each place is a row or a column of its own, and each brief's place may stay empty at no cost, so there is always an answer.
Weights are whole numbers, which doubles add without rounding: the optimum is exact, and equal input gives equal output.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

WHOLE = 1_000_000_000  # a score of 1 as a whole number
COPIES = 64  # a pair with more combinations of places than this is taken through nodes of its own from the start


@dataclass(frozen=True)
class Pairs:
    """Pairs that may be chosen, ordered by brief, then talent (numbers of both), with the pair's score."""

    brief: Ints
    talent: Ints
    score: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.brief)

    def where(self, mask: Mask) -> "Pairs":
        return Pairs(self.brief[mask], self.talent[mask], self.score[mask])


def choose(pairs: Pairs, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float) -> Ints:
    """The pairs with the greatest sum of (1 - fairness) × score + fairness / n, n being which place of its talent each takes.

    1/n falls, so a talent's places fill in their order, and every pair gains something: a place stays empty only where
    nobody is left. `held`: places each talent filled before.
    """
    brief_places, talent_places = _useful(pairs.brief, brief_places), _useful(pairs.talent, talent_places)
    is_open = (brief_places[pairs.brief] > 0) & (talent_places[pairs.talent] > 0)
    if not is_open.any():
        return np.zeros(0, np.int64)
    usable = pairs.where(is_open)
    single = _likely_twice(usable, brief_places, talent_places)
    while (
        True
    ):  # leaving out "each pair once" where it holds by itself: the first solution that keeps it is the best of all
        found = _Network(usable, brief_places, talent_places, held, fairness, single).solve()
        twice = np.bincount(found, minlength=len(usable)) > 1
        if not twice.any():
            return np.sort(np.flatnonzero(is_open)[found])
        single |= twice


def _likely_twice(pairs: Pairs, brief_places: Ints, talent_places: Ints) -> Mask:
    """Pairs whose places could be combined twice, and that a brief would take first; or too many combinations to copy."""
    by_brief, by_talent = brief_places[pairs.brief], talent_places[pairs.talent]
    possible = (by_brief > 1) & (by_talent > 1)
    if not possible.any():
        return possible
    rank = np.empty(len(pairs), np.int64)
    rank[np.lexsort((-pairs.score, pairs.brief))] = _within(np.bincount(pairs.brief))
    return possible & ((rank < by_brief) | (by_brief * by_talent > COPIES))


def worth(pairs: Pairs, chosen: Ints, held: Ints, fairness: float) -> float:
    """The sum that `choose` makes as great as it can be."""
    load = np.bincount(pairs.talent[chosen], minlength=len(held))
    steps = np.concatenate(([0.0], np.cumsum(1 / np.arange(1, (held + load).max(initial=0) + 1))))
    return float((1 - fairness) * pairs.score[chosen].sum() + fairness * (steps[held + load] - steps[held]).sum())


def _useful(ends: Ints, places: Ints) -> Ints:
    """Without the places nobody can take."""
    return np.minimum(places, np.bincount(ends, minlength=len(places)))


class _Network:
    """Rows: places of briefs, then one for each pair marked `single`. Columns: places of talents, one for each such pair,
    and an empty one for each place of a brief."""

    def __init__(
        self, pairs: Pairs, brief_places: Ints, talent_places: Ints, held: Ints, fairness: float, single: Mask
    ) -> None:
        self.pairs, self.single = pairs, np.flatnonzero(single)
        self.plain = np.flatnonzero(~single)
        self.by_brief, self.by_talent = brief_places[pairs.brief], talent_places[pairs.talent]
        self.brief_row = _starts(brief_places)[pairs.brief]
        self.talent_column = _starts(talent_places)[pairs.talent]
        self.brief_of_row = np.repeat(np.arange(len(brief_places)), brief_places)
        self.talent_of_column = np.repeat(np.arange(len(talent_places)), talent_places)
        nth = held[self.talent_of_column] + _within(talent_places) + 1
        self.gain_of_column = np.rint(WHOLE * fairness / nth).astype(np.int64)
        self.most = round(WHOLE * fairness)
        self.gain = np.rint(WHOLE * (1 - fairness) * pairs.score).astype(np.int64)

    def solve(self) -> Ints:
        """Numbers of the chosen pairs; one that is not `single` may come twice."""
        from scipy.sparse import coo_array  # type: ignore[import-untyped]  # half a second to load, for rounds alone
        from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # type: ignore[import-untyped]

        arcs = [*self._plain_arcs(), *self._single_arcs()]
        rows, columns, gains = (np.concatenate(parts) for parts in zip(*arcs, strict=True))
        costs = 2.0 * WHOLE + 1 - gains  # above 0, for a stored 0 counts as no arc; each row pays the constant once
        ends = rows.astype(np.int32), columns.astype(np.int32)
        places, singles = len(self.brief_of_row), len(self.single)
        shape = places + singles, len(self.talent_of_column) + singles + places
        return self._read(*min_weight_full_bipartite_matching(coo_array((costs, ends), shape=shape).tocsr()))

    def _plain_arcs(self) -> list[tuple[Ints, Ints, Ints]]:
        """As (rows, columns, gains): any place of the brief to any of the talent, and each place of a brief to nobody."""
        pair, nth = _repeated(self.plain, self.by_brief * self.by_talent)
        row = self.brief_row[pair] + nth // self.by_talent[pair]
        column = self.talent_column[pair] + nth % self.by_talent[pair]
        places = np.arange(len(self.brief_of_row))
        empty = len(self.talent_of_column) + len(self.single) + places
        return [(row, column, self.gain[pair] + self.gain_of_column[column]), (places, empty, np.zeros_like(places))]

    def _single_arcs(self) -> list[tuple[Ints, Ints, Ints]]:
        """A brief's place to the pair's column, its row to a talent's place, its row to its column where it is not taken.

        The column is one, so the pair is taken once, and then its row has nowhere to go but to the talent.
        """
        row, column = len(self.brief_of_row), len(self.talent_of_column)
        own = np.arange(len(self.single))
        into, nth = _repeated(self.single, self.by_brief)
        onward, mth = _repeated(self.single, self.by_talent)
        place = self.talent_column[onward] + mth
        number = np.zeros(len(self.pairs), np.int64)
        number[self.single] = own
        return [
            (self.brief_row[into] + nth, column + number[into], self.gain[into] + self.most),
            (row + number[onward], place, self.gain_of_column[place] - self.most),
            (row + own, column + own, np.zeros_like(own)),
        ]

    def _read(self, rows: Ints, columns: Ints) -> Ints:
        """Which pairs a matching of rows and columns means."""
        talents, singles = len(self.talent_of_column), len(self.single)
        of_brief = rows < len(self.brief_of_row)
        plain, through = of_brief & (columns < talents), of_brief & (talents <= columns) & (columns < talents + singles)
        width = self.pairs.talent.max() + 1
        ends = self.brief_of_row[rows[plain]] * width + self.talent_of_column[columns[plain]]
        found = np.searchsorted(self.pairs.brief * width + self.pairs.talent, ends)
        return np.concatenate((found, self.single[columns[through] - talents]))


def _starts(counts: Ints) -> Ints:
    return np.cumsum(counts) - counts


def _within(counts: Ints) -> Ints:
    """0, 1, … anew for each."""
    return np.arange(counts.sum()) - np.repeat(_starts(counts), counts)


def _repeated(pairs: Ints, times: Ints) -> tuple[Ints, Ints]:
    """Each of these pairs as often as it has combinations, with the number of the repetition."""
    counts = times[pairs]
    return np.repeat(pairs, counts), _within(counts)
