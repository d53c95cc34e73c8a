"""Figures as they stand now, and month by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import NotFound
from app.statistics.queries.rows import ROWS
from app.statistics.rules import measuring
from app.statistics.rules.figures import FIGURES
from app.statistics.rules.measuring import EVERYTHING, Counted, Measured, Trend, Wanted


def figure_of(
    session: Session, figure_id: str, wanted: Wanted = EVERYTHING, *, as_of: datetime | None = None
) -> Measured:
    """One figure with the very rows it counts. Raises NotFound."""
    if figure_id not in FIGURES:
        raise NotFound()
    as_of = as_of or clock.now()
    return measuring.measure(FIGURES[figure_id], _rows(session, figure_id, as_of), as_of, wanted)


def figures(session: Session, wanted: Wanted = EVERYTHING) -> Mapping[str, Measured]:
    """Every figure, all as of one moment."""
    as_of = clock.now()
    return {figure_id: figure_of(session, figure_id, wanted, as_of=as_of) for figure_id in FIGURES}


def figures_with_trends(session: Session, wanted: Wanted = EVERYTHING) -> list[tuple[Measured, Trend]]:
    """Every figure with its last months; the rows are read once for both."""
    as_of = clock.now()
    found = []
    for figure_id, figure in FIGURES.items():
        rows = _rows(session, figure_id, as_of)
        found.append((measuring.measure(figure, rows, as_of, wanted), measuring.trend(figure, rows, as_of, wanted)))
    return found


def _rows(session: Session, figure_id: str, as_of: datetime) -> list[Counted]:
    return ROWS[figure_id](session, as_of)
