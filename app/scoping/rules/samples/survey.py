"""Goes once through the rows of a table, whatever file they come from, and sums up what was seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice, pairwise

from app.scoping.rules.samples.answers import likely_target
from app.scoping.rules.samples.cells import day_in, text_of
from app.scoping.rules.samples.columns import ColumnTally
from app.scoping.rules.samples.findings import Dates, Gap, Inspection
from app.scoping.rules.samples.headings import LOOKED_AT, find_heading
from app.scoping.rules.samples.limits import LIMITS, Limits
from app.scoping.rules.samples.personal import RESIDENT_NUMBER, RESIDENT_NUMBER_LETTERS
from app.scoping.rules.words import Words

Row = Sequence[object]
MOST_DAYS = 50_000
MOST_GAPS = 5
LONG_GAP = 3  # times the usual step
DAY_LETTERS = 13  # enough of a cell for its day in any spelling

MERGED = Words(
    "제목 줄이 여러 줄로 합쳐져 있어서 이어 붙여 읽었어요.", "The heading spans several rows; they were read as one."
)
NO_HEADING = Words("제목 줄이 없어서 칸에 번호를 붙였어요.", "There is no heading row, so the columns were numbered.")
SKIPPED = Words("위쪽 제목 %(rows)s줄은 건너뛰었어요.", "The first %(rows)s title rows were passed over.")
NO_RECORDS = Words("제목만 있고 기록이 없어요.", "There is a heading but no record.")
CUT = Words(
    "칸이 %(most)s개가 넘어서 앞쪽만 보았어요.", "There are more than %(most)s columns; only the first were looked at."
)
IN_PART = Words(
    "줄이 많아서 처음 %(first)s줄을 자세히 보고 나머지는 일부만 보았어요.",
    "There are many rows: the first %(first)s were looked at closely, the rest in part.",
)


@dataclass
class Survey:
    """What has been seen so far."""

    columns: list[ColumnTally] = field(default_factory=list)
    size: int = 0
    examined: int = 0
    duplicates: int = 0
    raw_days: set[str] = field(default_factory=set)


def survey(rows: Iterator[Row], *, name: str, form: str, limits: Limits = LIMITS) -> Inspection:
    top = [_texts(row, limits) for row in islice(rows, LOOKED_AT)]
    heading = find_heading([row[: limits.columns] for row in top])
    seen = Survey([ColumnTally(column) for column in heading.names])
    _first_rows(seen, chain(top[heading.rows :], (_texts(row, limits) for row in rows)), limits)
    main = _main_date_column(seen.columns)
    _other_rows(seen, rows, main, limits)
    notes = [
        *([MERGED] if heading.is_merged else []),
        *([NO_HEADING] if heading.is_missing and seen.size else []),
        *([SKIPPED.filled(rows=heading.rows - 1)] if heading.rows > 1 and not heading.is_merged else []),
        *([NO_RECORDS] if not seen.size else []),
        *([CUT.filled(most=limits.columns)] if any(len(row) > limits.columns for row in top) else []),
        *([IN_PART.filled(first=f"{limits.first_rows:,}")] if seen.examined < seen.size else []),
    ]
    return Inspection(
        kind="table",
        name=name,
        form=form,
        size=seen.size,
        examined=seen.examined,
        columns=tuple(column.column() for column in seen.columns),
        duplicates=seen.duplicates,
        dates=_dates(seen, main),
        target=likely_target(seen.columns),
        personal=tuple(finding for column in seen.columns for finding in column.personal()),
        notes=tuple(notes),
    )


def _texts(row: Row, limits: Limits) -> list[str]:
    return [text_of(cell, limits.cell_characters) for cell in row[: limits.columns + 1]]


def _first_rows(seen: Survey, rows: Iterator[list[str]], limits: Limits) -> None:
    known: set[int] = set()
    for row in islice(rows, limits.first_rows):
        if any(row):
            seen.size += 1
            _examine(seen, row)
            before = len(known)
            known.add(hash(tuple(row)))
            seen.duplicates += len(known) == before


def _other_rows(seen: Survey, rows: Iterator[Row], main: int | None, limits: Limits) -> None:
    """Millions may be left: of most rows only the day is kept, and resident numbers are looked for in all."""
    for row in rows:
        seen.size += 1
        if seen.size % limits.every == 0:
            _examine(seen, _texts(row, limits))
        else:
            _find_resident_numbers(seen, row)
        if main is not None and main < len(row) and len(seen.raw_days) < MOST_DAYS:
            seen.raw_days.add(str(row[main])[:DAY_LETTERS])


def _find_resident_numbers(seen: Survey, row: Row) -> None:
    for column, cell in zip(seen.columns, row, strict=False):
        if isinstance(cell, str) and len(cell) >= RESIDENT_NUMBER_LETTERS and RESIDENT_NUMBER.search(cell):
            column.shapes["resident_number"] += 1


def _examine(seen: Survey, row: list[str]) -> None:
    seen.examined += 1
    for place, column in enumerate(seen.columns):
        column.add(row[place] if place < len(row) else "")


def _main_date_column(columns: Sequence[ColumnTally]) -> int | None:
    """The best-filled column of dates, the leftmost of equals; a birthday is nobody's record."""
    dated = [
        (-column.days, place)
        for place, column in enumerate(columns)
        if column.kind == "date" and not any(found.kind == "birthday" for found in column.personal())
    ]
    return min(dated)[1] if dated else None


def _dates(seen: Survey, main: int | None) -> Dates | None:
    if main is None:
        return None
    column = seen.columns[main]
    days = sorted({*column.seen_days, *(day for text in seen.raw_days if (day := day_in(text)) is not None)})
    return Dates(column.name, days[0], days[-1], len(days), _gaps(days))


def _gaps(days: Sequence[date]) -> tuple[Gap, ...]:
    """Stretches without a record longer than three usual steps, the longest first."""
    steps = [((later - earlier).days, earlier, later) for earlier, later in pairwise(days)]
    if len(steps) < LONG_GAP:
        return ()
    usual = sorted(step for step, _, _ in steps)[len(steps) // 2]
    long = sorted(((-step, earlier, later) for step, earlier, later in steps if step > LONG_GAP * usual))
    return tuple(Gap(earlier + timedelta(1), later - timedelta(1)) for _, earlier, later in long[:MOST_GAPS])
