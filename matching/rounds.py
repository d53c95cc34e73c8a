"""Assigns many talents to many briefs at once: the greatest sum of scores within everybody's capacity.

Every solution leaves out whom nothing fits rather than fail. The sum is a linear programme whose corner points are
whole numbers (the constraints are those of a bipartite graph), so the solver's answer needs no rounding of choices.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

Pair = tuple[str, str]  # brief, talent
EVEN = 1e-9  # scores nearer than this are equal


class Impossible(ValueError):
    """What was pinned asks for more than somebody's capacity, or for a pair that is banned or has no score."""


class Unassigned(StrEnum):
    """Why somebody has less than they could take; the first that holds."""

    NOBODY_FITS = "nobody_fits"
    ALL_BANNED = "all_banned"
    ALL_TAKEN = "all_taken"  # each who fits is full; with one more place somewhere the sum would rise


@dataclass(frozen=True)
class Market:
    """Scores of the pairs that may be (0-1, those above 0 count), and how many each brief and talent can take."""

    scores: Mapping[Pair, float]
    briefs: Mapping[str, int]
    talents: Mapping[str, int]


@dataclass(frozen=True)
class Round:
    """An assignment and everything the office is told of it."""

    pairs: tuple[Pair, ...]
    score: float
    unassigned_briefs: Mapping[str, Unassigned]  # without anyone
    unassigned_talents: Mapping[str, Unassigned]
    blocking: tuple[Pair, ...]
    gini: float


@dataclass(frozen=True)
class Difference:
    """What another solution changed."""

    added: tuple[Pair, ...]
    dropped: tuple[Pair, ...]


def solve(market: Market, pins: Collection[Pair] = (), bans: Collection[Pair] = ()) -> Round:
    """The same market gives the same round. Raises Impossible."""
    open_pairs = {pair: market.scores[pair] for pair in sorted(market.scores) if _counts(pair, market)}
    allowed = {pair: score for pair, score in open_pairs.items() if pair not in bans}
    _check_pins(frozenset(pins), allowed, market)
    pairs = tuple(_best_pairs(allowed, market, frozenset(pins)))
    load = Counter(talent for _, talent in pairs)
    return Round(
        pairs=pairs,
        score=sum(allowed[pair] for pair in pairs),
        unassigned_briefs=_reasons(market.briefs, {name for name, _ in pairs}, 0, open_pairs, allowed),
        unassigned_talents=_reasons(market.talents, {name for _, name in pairs}, 1, open_pairs, allowed),
        blocking=_blocking(pairs, allowed, market),
        gini=gini([load[name] for name in market.talents]),
    )


def difference(before: Round, after: Round) -> Difference:
    old, new = set(before.pairs), set(after.pairs)
    return Difference(tuple(sorted(new - old)), tuple(sorted(old - new)))


def gini(loads: Collection[int]) -> float:
    """0 where all have the same, towards 1 where one has everything (Gini 1912)."""
    ordered = np.sort(np.asarray(list(loads), float))
    total = ordered.sum()
    if not total:
        return 0.0
    places = np.arange(1, len(ordered) + 1)
    return float((2 * places - len(ordered) - 1) @ ordered / (len(ordered) * total))


def _best_pairs(allowed: Mapping[Pair, float], market: Market, pins: frozenset[Pair]) -> list[Pair]:
    """Each pair at most once, whatever the capacities: duplicated columns of a matching would allow it twice."""
    from scipy.optimize import linprog  # type: ignore[import-untyped]  # half a second to load, and only the office solves rounds
    from scipy.sparse import csr_array  # type: ignore[import-untyped]

    if not allowed:
        return []
    pairs = list(allowed)
    briefs, talents = sorted(market.briefs), sorted(market.talents)
    capacities = [*(market.briefs[name] for name in briefs), *(market.talents[name] for name in talents)]
    row_of_brief = {name: row for row, name in enumerate(briefs)}
    row_of_talent = {name: len(briefs) + row for row, name in enumerate(talents)}
    rows = [*(row_of_brief[brief] for brief, _ in pairs), *(row_of_talent[talent] for _, talent in pairs)]
    both = rows, np.tile(np.arange(len(pairs)), 2)
    uses = csr_array((np.ones(2 * len(pairs)), both), shape=(len(capacities), len(pairs)))
    solved = linprog(
        -np.array([allowed[pair] for pair in pairs]),
        A_ub=uses,
        b_ub=capacities,
        bounds=[(float(pair in pins), 1.0) for pair in pairs],
        method="highs-ds",
    )
    return [pair for pair, share in zip(pairs, solved.x, strict=True) if share > 0.5]


def _counts(pair: Pair, market: Market) -> bool:
    brief, talent = pair
    return market.scores[pair] > 0 and market.briefs.get(brief, 0) > 0 and market.talents.get(talent, 0) > 0


def _check_pins(pins: frozenset[Pair], allowed: Mapping[Pair, float], market: Market) -> None:
    if strange := sorted(pins - allowed.keys()):
        raise Impossible(f"Cannot be pinned: {strange[0]}")
    for side, capacities in enumerate((market.briefs, market.talents)):
        for name, count in Counter(pair[side] for pair in pins).items():
            if count > capacities[name]:
                raise Impossible(f"{name} is pinned {count} times and has {capacities[name]} places")


def _reasons(
    places: Mapping[str, int],
    assigned: Collection[str],
    side: int,
    open_pairs: Collection[Pair],
    allowed: Collection[Pair],
) -> dict[str, Unassigned]:
    fits, may = {pair[side] for pair in open_pairs}, {pair[side] for pair in allowed}
    found = {}
    for name in sorted({name for name, count in places.items() if count} - set(assigned)):
        if name not in fits:
            found[name] = Unassigned.NOBODY_FITS
        else:
            found[name] = Unassigned.ALL_TAKEN if name in may else Unassigned.ALL_BANNED
    return found


def _blocking(pairs: Collection[Pair], allowed: Mapping[Pair, float], market: Market) -> tuple[Pair, ...]:
    """Pairs that would both rather have each other than what they have, by the score of the pair."""
    chosen = set(pairs)
    worst: list[dict[str, float]] = [{}, {}]
    for side, capacities in enumerate((market.briefs, market.talents)):
        held: dict[str, list[float]] = defaultdict(list)
        for pair in pairs:
            held[pair[side]].append(allowed[pair])
        for name, capacity in capacities.items():
            worst[side][name] = min(held[name], default=0.0) if len(held[name]) >= capacity else 0.0
    return tuple(
        pair
        for pair, score in allowed.items()
        if pair not in chosen and score > max(worst[0][pair[0]], worst[1][pair[1]]) + EVEN
    )
