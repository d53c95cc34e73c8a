"""Taking the tables of exposure out as one file: a reason first, written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from flask import Response, g, redirect, url_for

from app.core import clock
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.fairness import queries
from app.fairness.views.blueprint import HIDDEN, PEOPLE, bp
from app.matches.queries.exposure import WeekOfExposure, weeks_of_exposure
from app.statistics.forms import ExportForm
from app.statistics.rules.sheets import sheet
from app.statistics.service import ask_export, open_export
from app.web.forms import answering, page
from app.web.rules import allow

WEEK_HEADS = (
    _("주의 첫날"), _("첫 쪽 자리"), _("새로 온 분께 드린 자리"), *PEOPLE.values(), _("지니 계수"),
)  # fmt: skip
GROUP_HEADS = (_("일어난 일"), _("갈래"), _("묶음"), _("사람 수"), _("한 번 이상인 비율(%)"), _("견준 비율"))


@bp.route("/office/exposure/export", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def export() -> Any:
    """A list leaves the system only with a reason."""
    form = ExportForm()
    if form.validate_on_submit():
        with answering(form):
            number = ask_export(g.db, g.actor, reason=form.reason.data, what={"figure": "exposure", "wanted": {}})
            return redirect(url_for("fairness.exported", number=number))
    return page("fairness/export.html", form=form)


@bp.get("/office/exposure/exports/<int:number>")
@allow(Kind.OFFICE)
def exported(number: int) -> Response:
    if open_export(g.db, g.actor, number).facts["figure"] != "exposure":
        raise NotFound()
    today = clock.today()
    weeks = sheet(WEEK_HEADS, map(_week_line, weeks_of_exposure(g.db, today)))
    groups = sheet(GROUP_HEADS, _group_lines(queries.comparisons(g.db, today)))
    name = f"ieum-exposure-{today:%Y%m%d}-{number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(weeks + "\r\n" + groups.lstrip("\ufeff"), mimetype="text/csv", headers=headers)


def _week_line(week: WeekOfExposure) -> Sequence[Any]:
    counts = [len(getattr(week, which)) for which in PEOPLE]
    return (
        week.week_on.isoformat(),
        week.total,
        week.offered,
        *counts,
        "" if week.gini is None else f"{week.gini:.3f}",
    )


def _group_lines(comparisons: Sequence[queries.Comparison]) -> Iterator[Sequence[Any]]:
    for one, stage in product(comparisons, queries.STAGES):
        for impact in one.stages[stage]:
            said = (str(queries.STAGES[stage]), str(one.kind), str(one.names[impact.group]))
            if impact.rate is None:
                yield (*said, str(HIDDEN), "", "")
            else:
                ratio = "" if impact.ratio is None else f"{impact.ratio:.2f}"
                yield (*said, impact.people, f"{impact.rate * 100:.1f}", ratio)
