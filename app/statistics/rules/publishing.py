"""What may be shown to everybody: small cells are hidden, and so is whatever would give them away by subtraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.statistics.rules.figures import Measure, Part
from app.statistics.rules.measuring import Measured

SMALLEST_SHOWN = 5

# Lists of two public figures where one holds the other: their difference is a cell that anybody can compute.
NESTED: Sequence[tuple[str, Part, str, Part]] = (
    ("M1", Part.NUMERATOR, "M3", Part.DENOMINATOR),
    ("M12", Part.DENOMINATOR, "M11", Part.NUMERATOR),
)


def is_safe(count: int) -> bool:
    """Nobody is told apart in a cell of none, nor in one of five or more."""
    return count == 0 or count >= SMALLEST_SHOWN


def may_publish(measured: Measured, all_measured: Mapping[str, Measured]) -> bool:
    """Whether a figure's number and counts can be shown without showing a small cell, directly or by subtraction."""
    if measured.value is None or len(measured.denominator) < SMALLEST_SHOWN:
        return False
    if measured.figure.measure is not Measure.SHARE:
        return len(measured.numerator) >= SMALLEST_SHOWN  # only the median is shown, without counts
    cells = [len(measured.numerator), measured.open_count, *_differences(measured, all_measured)]
    return all(is_safe(cell) for cell in cells)


def _differences(measured: Measured, all_measured: Mapping[str, Measured]) -> list[int]:
    return [
        abs(len(measured.rows(part)) - len(all_measured[other].rows(other_part)))
        for name, part, other, other_part in NESTED
        if name == measured.figure.id and other in all_measured
    ]


def suppress(cells: Mapping[str, int]) -> dict[str, int | None]:
    """A table with a known total: cells of 1-4 become None, and the next smallest too where the rest would tell them."""
    hidden = {name for name, count in cells.items() if not is_safe(count)}
    others = sorted((count, name) for name, count in cells.items() if name not in hidden and count)
    while hidden and (len(hidden) < 2 or sum(cells[name] for name in hidden) < SMALLEST_SHOWN) and others:
        hidden.add(others.pop(0)[1])
    return {name: None if name in hidden else count for name, count in cells.items()}
