"""Taking a list out as a sheet: a reason first, written down, then the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from flask import Response, g, redirect, request, url_for

from app.core import clock
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.core.reference import INDUSTRIES, REGIONS
from app.statistics import queries, service
from app.statistics.forms import ExportForm, FilterForm, part_of
from app.statistics.rules.figures import FIGURES, UNITS, Part
from app.statistics.rules.measuring import Counted, Measured, Wanted
from app.statistics.rules.sheets import sheet
from app.statistics.views.blueprint import asked, bp, registry
from app.web.forms import answering, page
from app.web.rules import allow

ALL = "all"
FIGURE_HEADS = (
    _("번호"), _("지표"), _("값"), _("단위"), _("분자"), _("분모"), _("아직 세지 않은 것"), _("셀 수 있는 날"), _("기준 시각"), _("계산"),
)  # fmt: skip
ROW_HEADS = (
    _("번호"), _("이름"), _("종류"), _("상태"), _("업종"), _("지역"), _("기준 날"), _("분자에 듦"), _("걸린 날"), _("주소"),
)  # fmt: skip


@bp.route("/office/figures/export/<figure_id>", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def export(figure_id: str) -> Any:
    """Ask why; then the file has an address of its own."""
    if figure_id != ALL and figure_id not in FIGURES:
        raise NotFound()
    form = ExportForm()
    part = part_of(request.args.get("part"))
    if form.validate_on_submit():
        with answering(form):
            what = {"figure": figure_id, "part": str(part), "wanted": asdict(FilterForm(request.args).wanted)}
            number = service.ask_export(g.db, g.actor, reason=form.reason.data, what=what)
            return redirect(url_for("statistics.exported", number=number))
    return page(
        "statistics/export.html",
        form=form,
        figure=FIGURES.get(figure_id),
        figure_id=figure_id,
        part=part,
        asked=asked(),
    )


@bp.get("/office/exports/<int:number>")
@allow(Kind.OFFICE)
def exported(number: int) -> Response:
    row = service.open_export(g.db, g.actor, number)
    figure_id, wanted = row.facts["figure"], Wanted(**row.facts["wanted"])
    if figure_id == ALL:
        text = sheet(FIGURE_HEADS, map(_figure_line, queries.figures(g.db, wanted).values()))
    else:
        counted = queries.figure_of(g.db, figure_id, wanted).rows(Part(row.facts["part"]))
        text = sheet(ROW_HEADS, _row_lines(counted))
    name = f"ieum-{figure_id}-{clock.today():%Y%m%d}-{number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(text, mimetype="text/csv", headers=headers)


def _figure_line(measured: Measured) -> Sequence[Any]:
    figure = measured.figure
    return (
        figure.id,
        str(figure.name),
        measured.value if measured.value is not None else "",
        str(UNITS[figure.measure]).strip(),
        *(len(measured.rows(part)) for part in Part),
        measured.matures_on.isoformat() if measured.matures_on else "",
        measured.as_of.astimezone(clock.KST).isoformat(timespec="seconds"),
        str(figure.formula),
    )


def _row_lines(counted: Sequence[Counted]) -> Iterator[Sequence[Any]]:
    kinds = {row.thing for row in counted}
    things = {kind: queries.things_of(g.db, registry(), kind, [row.id for row in counted]) for kind in kinds}
    for row in counted:
        found = things[row.thing][row.id]
        yield (
            found.number,
            found.title,
            str(found.workflow.label),
            str(found.workflow.label_of(found.thing.state)),
            str(INDUSTRIES.get(row.industry, row.industry)),
            str(REGIONS[row.region].label) if row.region in REGIONS else row.region,
            clock.day_of(row.at).isoformat(),
            str(_("예") if row.is_hit else _("아니요")),
            row.days if row.days is not None else "",
            found.workflow.path(found.thing),
        )
