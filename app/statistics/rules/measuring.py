"""The arithmetic of figures: rows in, a number out, with what is too young to count kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median

from app.core.clock import day_of
from app.core.reference import current_region
from app.statistics.rules.figures import Figure, Measure, Part

TREND_MONTHS = 6


@dataclass(frozen=True)
class Counted:
    """One thing a figure may count: where and when it belongs, whether it is in the numerator, how many days it took.

    Without `matures_at` it counts from the moment it happened.
    """

    thing: str
    id: int
    industry: str
    region: str
    at: datetime
    is_hit: bool
    days: int | None = None
    closed_at: datetime | None = None
    matures_at: datetime | None = None

    def is_mature(self, as_of: datetime) -> bool:
        return self.matures_at is None or self.matures_at <= as_of


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for: from one month to another (both with it), of an industry, of a region as it is today."""

    since: str = ""
    until: str = ""
    by_close: bool = False
    industry: str = ""
    region: str = ""

    @property
    def has_period(self) -> bool:
        return bool(self.since or self.until)

    def takes(self, row: Counted) -> bool:
        return (
            self._in_period(row)
            and row.industry.startswith(self.industry)
            and (not self.region or current_region(row.region) == self.region)
        )

    def _in_period(self, row: Counted) -> bool:
        if not self.has_period:
            return True
        moment = row.closed_at if self.by_close else row.at
        return moment is not None and (self.since or "0") <= month_of(moment) <= (self.until or "9")


@dataclass(frozen=True)
class Measured:
    """A figure as it stands at one moment: the very rows it counts, and the number they make."""

    figure: Figure
    as_of: datetime
    wanted: Wanted
    numerator: Sequence[Counted]
    denominator: Sequence[Counted]
    pending: Sequence[Counted]

    @property
    def is_blocked(self) -> bool:
        """A chosen month shows no number until its last row is mature: those that end early would colour it."""
        return bool(self.pending) and (self.wanted.has_period or not self.denominator)

    @property
    def value(self) -> float | None:
        """Percent or days; None while nothing can be said, which is not the same as nought."""
        if self.is_blocked or not self.denominator:
            return None
        if self.figure.measure is Measure.SHARE:
            return round(100 * len(self.numerator) / len(self.denominator), 1)
        days = [row.days for row in self.numerator if row.days is not None]
        return float(median(days)) if days else None

    @property
    def matures_on(self) -> date | None:
        """The day a blocked figure can be told: for a chosen month when its last row is mature, else when the first is."""
        moments = [row.matures_at for row in self.pending if row.matures_at is not None]
        if not self.is_blocked or not moments:
            return None
        return day_of(max(moments) if self.wanted.has_period else min(moments))

    @property
    def open_count(self) -> int:
        """Rows told beside a median: counted among the whole, but with no end yet."""
        return len(self.denominator) - len(self.numerator)

    def rows(self, part: Part) -> Sequence[Counted]:
        return {
            Part.NUMERATOR: self.numerator,
            Part.DENOMINATOR: self.denominator,
            Part.PENDING: self.pending,
        }[part]


EVERYTHING = Wanted()


def measure(figure: Figure, rows: Sequence[Counted], as_of: datetime, wanted: Wanted = EVERYTHING) -> Measured:
    """Put rows into the lists a figure is made of."""
    taken = [row for row in rows if wanted.takes(row)]
    mature = [row for row in taken if row.is_mature(as_of)]
    pending = [row for row in taken if not row.is_mature(as_of)]
    return Measured(figure, as_of, wanted, [row for row in mature if row.is_hit], mature, pending)


@dataclass(frozen=True)
class Trend:
    """A figure month by month: the numbers, and the line they draw from a baseline of nought."""

    months: Sequence[tuple[str, Measured]]

    @property
    def lines(self) -> list[str]:
        """Points of each unbroken stretch in a box of 100 by 40; a month without a number breaks the line."""
        values = [one.value for _month, one in self.months]
        top = max([1.0, *(value for value in values if value is not None)])
        step = 100 / max(1, len(values) - 1)
        stretches: list[list[str]] = [[]]
        for at, value in enumerate(values):
            if value is None:
                stretches.append([])
            else:
                stretches[-1].append(f"{at * step:.1f},{38 - value / top * 36:.1f}")
        return [" ".join(points if len(points) > 1 else points * 2) for points in stretches if points]


def trend(figure: Figure, rows: Sequence[Counted], as_of: datetime, wanted: Wanted) -> Trend:
    """The figure for each of the last six months, the present one with it."""
    months = last_months(day_of(as_of), TREND_MONTHS)
    return Trend([(month, measure(figure, rows, as_of, replace(wanted, since=month, until=month))) for month in months])


def month_of(moment: datetime) -> str:
    """The Korean month of an instant, as 2026-11: sorts as it reads."""
    return f"{day_of(moment):%Y-%m}"


def last_months(today: date, count: int) -> list[str]:
    """Months up to the present one, the oldest first."""
    last = today.year * 12 + today.month - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(last - count + 1, last + 1)]
