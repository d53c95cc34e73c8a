"""How a list came to be: what it was made from, what it said, and the same made again."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for

from app.core.actors import Kind
from app.core.pages import page_number, slice_page
from app.matches.models import MatchRun
from app.matches.queries.runs import CannotReplay, get_run, numbers_now, replay
from app.matches.rules.wording import MODE_LABELS, REASON_LABELS, points_of
from app.matches.views.blueprint import bp
from app.web.forms import page
from app.web.rules import allow


@bp.get("/matches/runs/<int:run_id>")
@allow(Kind.CLIENT, Kind.TALENT, Kind.OFFICE)
def run(run_id: int) -> Any:
    found = get_run(g.db, g.actor, run_id)
    scores = {line["key"]: line for line in found.ranked}
    again, cannot = None, False
    if request.args.get("again") == "1":
        try:
            again = replay(g.db, found)
        except CannotReplay:
            cannot = True
    return page(
        "matches/run.html",
        run=found,
        lines=slice_page(found.order, page_number(request.args.get("page"))),
        scores=scores,
        numbers=numbers_now(g.db, found),
        points_of=points_of,
        mode_label=MODE_LABELS[found.mode],
        exclusions=[(REASON_LABELS[reason], count) for reason, count in found.excluded.items()],
        list_url=_list_url(found),
        again=again,
        cannot=cannot,
    )


def _list_url(run: MatchRun) -> str | None:
    """Where its reader sees the list as it is today; a talent's is theirs alone."""
    if run.brief_id:
        return url_for("matches.candidates", brief_id=run.brief_id)
    return url_for("matches.briefs") if g.actor.kind is Kind.TALENT else None
