"""Gathers what one column holds while rows go by, in bounded memory."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.scoping.rules.samples.cells import day_in, number_in
from app.scoping.rules.samples.findings import Column, PersonalFinding
from app.scoping.rules.samples.personal import kind_of_heading, kinds_in, looks_like_names

MOST_VALUES = 60
MOST_CATEGORIES = 20
SHOWN = 10
MOSTLY = 0.8
PEEKED = 200


class ColumnTally:
    """One column's counts; `add` is called for each row that is looked at."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.filled = self.missing = self.numbers = self.days = 0
        self.lowest: float | None = None
        self.highest: float | None = None
        self.seen_days: set[date] = set()
        self.values: Counter[str] = Counter()
        self.is_varied = False
        self.peeked: list[str] = []
        self.shapes: Counter[str] = Counter()

    def add(self, text: str) -> None:
        if not text:
            self.missing += 1
            return
        self.filled += 1
        self._count_value(text)
        if (day := day_in(text)) is not None:
            self.days += 1
            self.seen_days.add(day)  # at most one for each day of two centuries
        if (number := number_in(text)) is not None:
            self.numbers += 1
            self.lowest = number if self.lowest is None else min(self.lowest, number)
            self.highest = number if self.highest is None else max(self.highest, number)
        self.shapes.update(kinds_in(text))

    @property
    def kind(self) -> str:
        if not self.filled:
            return "empty"
        if self.days >= MOSTLY * self.filled and not self.shapes["phone"]:
            return "date"
        if self.numbers >= MOSTLY * self.filled:
            return "number"
        return "category" if self.is_category else "text"

    @property
    def is_category(self) -> bool:
        return not self.is_varied and 1 < len(self.values) <= MOST_CATEGORIES and self.filled >= 2 * len(self.values)

    def personal(self) -> list[PersonalFinding]:
        """By shape, by what the column is called, or as a column of names."""
        found = dict(self.shapes)
        if (kind := kind_of_heading(self.name)) and self.filled:
            found = {kind: self.filled, **{other: count for other, count in found.items() if other != kind}}
        if looks_like_names(self.name, self.peeked):
            found["name"] = self.filled
        return [PersonalFinding(kind, self.name, count) for kind, count in found.items()]

    def column(self) -> Column:
        is_shown = self.is_category and not self.personal()
        lowest, highest = self._ends()
        return Column(
            name=self.name,
            kind=self.kind,
            filled=self.filled,
            missing=self.missing,
            distinct=len(self.values),
            lowest=lowest,
            highest=highest,
            values=tuple(sorted(self.values.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]) if is_shown else (),
        )

    def _ends(self) -> tuple[str, str]:
        if self.kind == "date":
            return min(self.seen_days).isoformat(), max(self.seen_days).isoformat()
        if self.kind == "number" and self.lowest is not None and self.highest is not None:
            return f"{self.lowest:g}", f"{self.highest:g}"
        return "", ""

    def _count_value(self, text: str) -> None:
        if len(self.peeked) < PEEKED:
            self.peeked.append(text)
        if text in self.values or len(self.values) < MOST_VALUES:
            self.values[text] += 1
        else:
            self.is_varied = True
