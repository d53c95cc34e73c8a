"""Finds where the table begins under its titles, and joins headings that stand in merged rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.texts import clean
from app.scoping.rules.samples.cells import day_in, number_in

LOOKED_AT = 30
MOST_HEADING_ROWS = 3
FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Heading:
    """Names of the columns, and how many rows stand above the first record."""

    names: tuple[str, ...]
    rows: int
    is_merged: bool
    is_missing: bool


def find_heading(rows: Sequence[Sequence[str]]) -> Heading:
    """The first well-filled row without numbers is the heading; rows like it just below belong to it."""
    width = max((len(row) for row in rows), default=0)
    start = next((place for place, row in enumerate(rows) if _is_filled(row, width)), 0)
    if not rows or not _is_heading(rows[start]):
        return Heading(tuple(f"{place + 1}" for place in range(width)), start, is_merged=False, is_missing=True)
    end = start + 1
    while end < min(len(rows), start + MOST_HEADING_ROWS) and _continues(rows[end - 1], rows[end], rows[end + 1 :]):
        end += 1
    return Heading(_names(rows[start:end], width), end, is_merged=end > start + 1, is_missing=False)


def _is_filled(row: Sequence[str], width: int) -> bool:
    filled = sum(bool(cell) for cell in row)
    return filled > 0 and (width == 1 or filled >= max(2, FILLED * width) or (filled >= 2 and _is_heading(row)))


def _is_heading(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and not any(_is_value(cell) for cell in filled) and len(set(filled)) > len(filled) / 2


def _continues(above: Sequence[str], row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """A second heading row: words under a row with gaps, while the records below hold numbers or days."""
    has_gaps = any(not cell for cell in above) or len(set(above)) < len(above)
    words_only = any(row) and not any(_is_value(cell) for cell in row if cell)
    return has_gaps and words_only and any(_is_value(cell) for later in below[:5] for cell in later if cell)


def _is_value(cell: str) -> bool:
    return number_in(cell) is not None or day_in(cell) is not None


def _names(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """A merged cell keeps its text in its first column only: it speaks for the empty ones to its right."""
    spread = [[*row, *[""] * (width - len(row))] for row in rows]
    for upper in spread[:-1]:
        for place in range(1, width):
            upper[place] = upper[place] or upper[place - 1]
    names: list[str] = []
    for place in range(width):
        parts = dict.fromkeys(part for row in spread if (part := " ".join(row[place].split())))
        name = clean(" ".join(parts)) or f"{place + 1}"
        names.append(name if name not in names else f"{name} ({place + 1})")
    return tuple(names)
