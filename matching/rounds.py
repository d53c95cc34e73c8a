"""Assigns many talents to many briefs at once: the greatest sum of scores, or the fairest spread, within everybody's places.

Every solution leaves out whom nothing fits rather than fail, and says of each brief with an empty place what keeps it
empty, tried by changing that one thing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from operator import itemgetter

import numpy as np

from matching.assignment import Ints, Mask, OneMore, Pairs, choose, worth

Pair = tuple[str, str]  # brief, talent
Wider = Callable[[int, Ints], Ints]  # what is chosen when, for a brief, these talents have one place more
EVEN = 1e-9  # scores nearer than this are equal


class Impossible(ValueError):
    """What was pinned asks for more than somebody's places, or for a pair that is banned or has no score."""


class Unassigned(StrEnum):
    """What keeps a place empty: the first of these whose removal fills it."""

    NOBODY_FITS = "nobody_fits"
    BANNED = "banned"  # without its bans it gets somebody
    TAKEN = "taken"  # with one more place for each who fits it gets somebody
    BANNED_AND_TAKEN = "banned_and_taken"  # it needs both
    OUTDONE = "outdone"  # not even then: others gain more from those places


@dataclass(frozen=True)
class Market:
    """Scores of the pairs that may be (0-1, those above 0 count), and how many each brief and talent can take."""

    scores: Mapping[Pair, float]
    briefs: Mapping[str, int]
    talents: Mapping[str, int]


@dataclass(frozen=True)
class Shortage:
    """Why a brief has a place left, and whom it gets without that reason."""

    reason: Unassigned
    would_get: str | None = None


@dataclass(frozen=True)
class Round:
    """An assignment and everything the office is told of it."""

    pairs: tuple[Pair, ...]
    score: float
    unassigned_briefs: Mapping[str, Shortage]  # with a place left
    unassigned_talents: Mapping[str, Unassigned]  # without any brief; not solved again for each of them
    blocking: tuple[Pair, ...]
    gini: float


@dataclass(frozen=True)
class Difference:
    """What another solution changed."""

    added: tuple[Pair, ...]
    dropped: tuple[Pair, ...]


def solve(market: Market, pins: Collection[Pair] = (), bans: Collection[Pair] = (), *, fairness: float = 0.0) -> Round:
    """The same market gives the same round.

    `fairness` from 0 (only the sum of scores counts) to 1 (only that as many talents as possible have something: what a
    talent's n-th brief adds is 1/n). Raises Impossible.
    """
    _check_pins(frozenset(pins), frozenset(bans), market)
    table = _Table(market, pins, bans, fairness)
    chosen = table.choose(table.allowed, table.talent_places)
    load = np.bincount(table.fits.talent[chosen], minlength=len(table.talents))
    return Round(
        pairs=tuple(table.named(chosen)),
        score=float(table.fits.score[chosen].sum()),
        unassigned_briefs=dict(_shortages(table, chosen)),
        unassigned_talents=dict(_idle_talents(table, load)),
        blocking=tuple(table.named(_blocking(table, chosen))),
        gini=gini(load),
    )


def difference(before: Collection[Pair], after: Collection[Pair]) -> Difference:
    old, new = set(before), set(after)
    return Difference(tuple(sorted(new - old)), tuple(sorted(old - new)))


def gini(loads: Collection[int] | Ints) -> float:
    """0 where all have the same, towards 1 where one has everything (Gini 1912)."""
    ordered = np.sort(np.asarray(loads, float))
    total = ordered.sum()
    if not total:
        return 0.0
    places = np.arange(1, len(ordered) + 1)
    return float((2 * places - len(ordered) - 1) @ ordered / (len(ordered) * total))


class _Table:
    """A market as arrays, in the order of names."""

    def __init__(self, market: Market, pins: Collection[Pair], bans: Collection[Pair], fairness: float) -> None:
        self.briefs, self.talents, self.fairness = sorted(market.briefs), sorted(market.talents), fairness
        self.brief_places = np.array([market.briefs[name] for name in self.briefs], np.int64)
        self.talent_places = np.array([market.talents[name] for name in self.talents], np.int64)
        self._brief = {name: number for number, name in enumerate(self.briefs)}
        self._talent = {name: number for number, name in enumerate(self.talents)}
        self.fits = self._fitting(market.scores)
        self.pinned, self.banned = self._numbers(pins), np.zeros(len(self.fits), bool)
        self.banned[self._numbers(bans)] = True

    def _fitting(self, scores: Mapping[Pair, float]) -> Pairs:
        count = len(scores)
        brief = np.fromiter(map(self._brief.get, map(itemgetter(0), scores), repeat(-1)), np.int64, count)
        talent = np.fromiter(map(self._talent.get, map(itemgetter(1), scores), repeat(-1)), np.int64, count)
        score = np.fromiter(scores.values(), float, count)
        order = np.argsort(brief * len(self.talents) + talent, kind="stable")
        pairs = Pairs(brief[order], talent[order], score[order])
        return pairs.where((pairs.brief >= 0) & (pairs.talent >= 0) & (pairs.score > 0))

    def _numbers(self, pairs: Collection[Pair]) -> Ints:
        """Where these pairs stand; those that do not fit stand nowhere."""
        ends = [(self._brief[b], self._talent[t]) for b, t in pairs if b in self._brief and t in self._talent]
        names = np.array(sorted(brief * len(self.talents) + talent for brief, talent in ends), np.int64)
        return np.flatnonzero(np.isin(self._names, names))

    @cached_property
    def _names(self) -> Ints:
        return self.fits.brief * len(self.talents) + self.fits.talent

    @cached_property
    def allowed(self) -> Mask:
        return ~self.banned

    def choose(self, allowed: Mask, talent_places: Ints) -> Ints:
        """The best pairs with what was pinned among them."""
        free = self._free(allowed)
        found = choose(self.fits.where(free), *self._left(talent_places), self.fairness)
        return self._with_pins(np.flatnonzero(free)[found])

    def wider(self, chosen: Ints) -> Wider:
        """Finds the same with places more from what is chosen without them."""
        free = self._free(self.allowed)
        numbers = np.flatnonzero(free)
        known = np.flatnonzero(np.isin(numbers, chosen))
        market = OneMore(self.fits.where(free), known, *self._left(self.talent_places), self.fairness)
        return lambda brief, talents: self._with_pins(numbers[market.choose(talents, brief)])

    def _free(self, allowed: Mask) -> Mask:
        free = allowed.copy()
        free[self.pinned] = False
        return free

    def _left(self, talent_places: Ints) -> tuple[Ints, Ints, Ints]:
        """Places that no pin fills, by brief and by talent, and those that pins fill of each talent."""
        of_brief = np.bincount(self.fits.brief[self.pinned], minlength=len(self.briefs))
        of_talent = np.bincount(self.fits.talent[self.pinned], minlength=len(self.talents))
        return self.brief_places - of_brief, talent_places - of_talent, of_talent

    def _with_pins(self, numbers: Ints) -> Ints:
        return np.sort(np.concatenate((self.pinned, numbers)))

    def worth(self, numbers: Ints) -> float:
        return worth(self.fits, numbers, np.zeros_like(self.talent_places), self.fairness)

    def named(self, numbers: Ints) -> Iterator[Pair]:
        for brief, talent in zip(self.fits.brief[numbers], self.fits.talent[numbers], strict=True):
            yield self.briefs[brief], self.talents[talent]


def _check_pins(pins: frozenset[Pair], bans: frozenset[Pair], market: Market) -> None:
    if strange := sorted(pair for pair in pins if pair in bans or market.scores.get(pair, 0) <= 0):
        raise Impossible(f"Cannot be pinned: {strange[0]}")
    for side, places in enumerate((market.briefs, market.talents)):
        for name, count in Counter(pair[side] for pair in pins).items():
            if count > places.get(name, 0):
                raise Impossible(f"{name} is pinned {count} times and has {places.get(name, 0)} places")


def _shortages(table: _Table, chosen: Ints) -> Iterator[tuple[str, Shortage]]:
    load = np.bincount(table.fits.brief[chosen], minlength=len(table.briefs))
    short = np.flatnonzero(load < table.brief_places).tolist()
    if short:
        wider = table.wider(chosen)
        for brief in short:
            yield table.briefs[brief], _shortage(table, chosen, wider, brief)


def _shortage(table: _Table, chosen: Ints, wider: Wider, brief: int) -> Shortage:
    """Takes away one thing after another, and sees each time whether the brief gets more than it had."""
    own = table.fits.brief == brief
    had = np.intersect1d(np.flatnonzero(own), chosen)
    if len(had) == own.sum():
        return Shortage(Unassigned.NOBODY_FITS)
    for reason, again in _tries(table, chosen, wider, brief):
        now = again[own[again]]
        if len(now) > len(had):
            gained = np.setdiff1d(now, had)[0]
            return Shortage(reason, table.talents[table.fits.talent[gained]])
    return Shortage(Unassigned.OUTDONE)


def _tries(table: _Table, chosen: Ints, wider: Wider, brief: int) -> Iterator[tuple[Unassigned, Ints]]:
    """What is chosen without each reason in turn; bans are few, and without them it is solved from nothing."""
    own = table.fits.brief == brief
    is_banned = (own & table.banned).any()
    unbanned = table.allowed | own
    if is_banned:
        again = table.choose(unbanned, table.talent_places)
        if table.worth(again) > table.worth(chosen) + EVEN:  # else the ban costs nothing
            yield Unassigned.BANNED, again
    yield Unassigned.TAKEN, wider(brief, table.fits.talent[own & table.allowed])
    if is_banned:
        more = table.talent_places.copy()
        more[table.fits.talent[own]] += 1
        yield Unassigned.BANNED_AND_TAKEN, table.choose(unbanned, more)


def _idle_talents(table: _Table, load: Ints) -> Iterator[tuple[str, Unassigned]]:
    fitting = np.bincount(table.fits.talent, minlength=len(load))
    allowed = np.bincount(table.fits.talent[table.allowed], minlength=len(load))
    for talent in np.flatnonzero((load == 0) & (table.talent_places > 0)):
        reason = Unassigned.TAKEN if allowed[talent] else Unassigned.BANNED
        yield table.talents[talent], reason if fitting[talent] else Unassigned.NOBODY_FITS


def _blocking(table: _Table, chosen: Ints) -> Ints:
    """Pairs that would both rather have each other than what they have, by the score of the pair."""
    fits = table.fits
    rather = np.maximum(
        _worst(fits.brief, fits.score, chosen, table.brief_places)[fits.brief],
        _worst(fits.talent, fits.score, chosen, table.talent_places)[fits.talent],
    )
    blocks = table.allowed & (fits.score > rather + EVEN)
    blocks[chosen] = False
    return np.flatnonzero(blocks)


def _worst(ends: Ints, scores: np.ndarray, chosen: Ints, places: Ints) -> np.ndarray:
    """By brief or talent: the lowest score it holds, 0 with a place free, out of reach without any place."""
    worst = np.full(len(places), np.inf)
    np.minimum.at(worst, ends[chosen], scores[chosen])
    return np.where(np.bincount(ends[chosen], minlength=len(places)) < places, 0.0, worst)
