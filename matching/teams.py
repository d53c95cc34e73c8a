"""Proposes small teams for a brief that nobody covers alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

SIZES = (2, 3, 4)
MOST_TEAMS = 5
POOL = 30  # the best scored are looked at, all combinations of them: a tenth of a second, and more read like the same


@dataclass(frozen=True)
class Member:
    """One candidate: their score, what of the brief their profile shows (refs labelled met), and plain facts.

    `copy_of` names the candidate whose profile this one repeats (`clones.originals`): only one of the two is looked at.
    """

    id: str
    score: float
    shows: frozenset[str]
    hours_per_week: int | None = None
    rate_won: int | None = None
    copy_of: str | None = None


@dataclass(frozen=True)
class Need:
    """What the team must show and may cost; None where the brief does not say."""

    essentials: tuple[str, ...]
    nices: tuple[str, ...] = ()
    hours_per_week: int | None = None
    weeks: int | None = None
    budget_won: int | None = None


@dataclass(frozen=True)
class Team:
    """Members by id; every essential is shown by someone, and every member alone shows at least one of them.

    `coverage` names for each requirement who shows it; `contribution` what would be missing without a member.
    """

    members: tuple[str, ...]
    coverage: Mapping[str, tuple[str, ...]]
    contribution: Mapping[str, tuple[str, ...]]
    score: float
    cost_won: int | None


def propose_teams(candidates: Sequence[Member], need: Need) -> list[Team]:
    """Up to five: small before large, then those that show more of what would be nice, then by score."""
    if not need.essentials:
        return []
    ids = {member.id for member in candidates}
    originals = [member for member in candidates if member.copy_of not in ids]
    pool = sorted(originals, key=lambda one: (-one.score, one.id))[:POOL]
    found: list[Team] = []
    for size in SIZES:
        if len(found) < MOST_TEAMS:
            able = [member for member in pool if _has_hours(member, need, size)]
            groups = {frozenset(member.id for member in members): members for members in _covers(able, need, size)}
            teams = (_team(members, need) for members in groups.values() if _is_paid(members, need))
            found += sorted(teams, key=_best_first)
    return list(islice(found, MOST_TEAMS))


def _covers(
    pool: Sequence[Member], need: Need, size: int, chosen: tuple[Member, ...] = ()
) -> Iterator[tuple[Member, ...]]:
    """All groups of this size that show every essential with nobody to spare; someone must show the first one missing."""
    shown = frozenset[str]().union(*(member.shows for member in chosen))
    missing = next((ref for ref in need.essentials if ref not in shown), None)
    if missing is None:
        if len(chosen) == size and all(_only_they_show(member, chosen, need) for member in chosen):
            yield chosen
    elif len(chosen) < size:
        for member in pool:
            if missing in member.shows:
                yield from _covers(pool, need, size, (*chosen, member))


def _only_they_show(member: Member, members: Sequence[Member], need: Need) -> tuple[str, ...]:
    others = frozenset[str]().union(*(other.shows for other in members if other is not member))
    return tuple(ref for ref in need.essentials if ref in member.shows and ref not in others)


def _has_hours(member: Member, need: Need, size: int) -> bool:
    """The work is shared evenly; what is not said excludes nobody."""
    return (
        need.hours_per_week is None
        or member.hours_per_week is None
        or member.hours_per_week * size >= need.hours_per_week
    )


def _is_paid(members: Sequence[Member], need: Need) -> bool:
    cost = _cost(members, need)
    return cost is None or need.budget_won is None or cost <= need.budget_won


def _cost(members: Sequence[Member], need: Need) -> int | None:
    """In won, rounded up; None where hours, weeks or a member's rate are not said."""
    rates = [member.rate_won for member in members if member.rate_won is not None]
    if need.hours_per_week is None or need.weeks is None or len(rates) < len(members):
        return None
    return -(-sum(rates) * need.hours_per_week * need.weeks // len(members))


def _team(members: Sequence[Member], need: Need) -> Team:
    members = sorted(members, key=lambda member: (-member.score, member.id))
    return Team(
        members=tuple(member.id for member in members),
        coverage={
            ref: tuple(member.id for member in members if ref in member.shows)
            for ref in (*need.essentials, *need.nices)
        },
        contribution={member.id: _only_they_show(member, members, need) for member in members},
        score=sum(member.score for member in members) / len(members),
        cost_won=_cost(members, need),
    )


def _best_first(team: Team) -> tuple[int, float, tuple[str, ...]]:
    return -sum(bool(names) for names in team.coverage.values()), -team.score, team.members
