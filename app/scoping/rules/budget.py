"""What work like this has cost and how long it took, from contracts handed in; nothing is made up where they are few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5
LOW, HIGH = 10, 90  # percentiles
ROUNDED_TO_WON = 100_000


@dataclass(frozen=True, slots=True)
class Comparable:
    """One signed contract: the kind of work, the amount before VAT, and how many weeks it took."""

    task_type: str
    amount_won: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """P10 to P90 of `count` contracts of the same kind; no range where they are fewer than five ("비교 자료 부족")."""

    count: int
    amount_won: tuple[int, int] | None
    weeks: tuple[int, int] | None


def estimate(comparables: Iterable[Comparable], task_type: str) -> Estimate:
    alike = [one for one in comparables if one.task_type == task_type]
    if len(alike) < FEWEST:
        return Estimate(len(alike), None, None)
    return Estimate(
        len(alike),
        _range([one.amount_won for one in alike], ROUNDED_TO_WON),
        _range([one.weeks for one in alike], 1),
    )


def _range(values: Sequence[int], step: int) -> tuple[int, int]:
    ordered = sorted(values)
    return _percentile(ordered, LOW, step), _percentile(ordered, HIGH, step)


def _percentile(ordered: Sequence[int], percent: int, step: int) -> int:
    """Between neighbours in proportion, rounded half up to whole steps; whole numbers throughout, for it is money."""
    place, rest = divmod((len(ordered) - 1) * percent, 100)
    following = ordered[min(place + 1, len(ordered) - 1)]
    hundredfold = ordered[place] * 100 + (following - ordered[place]) * rest
    return (hundredfold + 50 * step) // (100 * step) * step
