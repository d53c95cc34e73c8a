"""The figures: all of them for the office with the rows behind each, and the ones everybody may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import g, render_template, request

from app.core.actors import Kind
from app.core.pages import page_number, slice_page
from app.core.reference import INDUSTRIES, REGIONS, current_region
from app.statistics import queries
from app.statistics.forms import FilterForm, part_of
from app.statistics.rules.figures import FIGURES, UNITS, Part
from app.statistics.rules.measuring import Counted
from app.statistics.rules.publishing import SMALLEST_SHOWN, is_safe, may_publish, suppress
from app.statistics.views.blueprint import asked, bp, registry
from app.web.rules import ANYONE, allow


@bp.get("/office/figures")
@allow(Kind.OFFICE)
def figures() -> Any:
    form = FilterForm(request.args)
    found = queries.figures_with_trends(g.db, form.wanted)
    return render_template("statistics/figures.html", form=form, found=found, parts=Part, asked=asked(), units=UNITS)


@bp.get("/office/figures/<figure_id>/rows")
@allow(Kind.OFFICE)
def rows(figure_id: str) -> Any:
    """The very things a figure counts, each with its link."""
    form = FilterForm(request.args)
    part = part_of(request.args.get("part"))
    measured = queries.figure_of(g.db, figure_id, form.wanted)
    found = slice_page(measured.rows(part), page_number(request.args.get("page")))
    return render_template(
        "statistics/rows.html",
        form=form,
        measured=measured,
        part=part,
        whole=Part.DENOMINATOR,
        page=found,
        things=_things(found.items),
        asked=asked(),
        regions=REGIONS,
        industries=INDUSTRIES,
        units=UNITS,
    )


def _things(found: Sequence[Counted]) -> dict[tuple[str, int], Any]:
    by_kind: dict[str, list[int]] = {}
    for row in found:
        by_kind.setdefault(row.thing, []).append(row.id)
    return {
        (kind, thing_id): thing
        for kind, ids in by_kind.items()
        for thing_id, thing in queries.things_of(g.db, registry(), kind, ids).items()
    }


@bp.get("/figures")
@allow(*ANYONE)
def public_figures() -> Any:
    """Mature figures for everybody, without any cell in which somebody could be told apart."""
    measured = queries.figures(g.db)
    shown = {
        figure_id: one if may_publish(one, measured) else None
        for figure_id, one in measured.items()
        if one.figure.is_public
    }
    closed = measured["M3"].rows(Part.DENOMINATOR)
    regions = Counter(current_region(row.region) for row in closed)
    return render_template(
        "statistics/public.html",
        figures=FIGURES,
        shown=shown,
        as_of=measured["M3"].as_of,
        regions=suppress({code: regions[code] for code in sorted(filter(None, regions))}),
        names=REGIONS,
        total=len(closed) if is_safe(len(closed)) else None,
        smallest=SMALLEST_SHOWN,
        units=UNITS,
    )
