"""Lists of briefs: the open ones for everybody, a firm's own, and what waits for the office."""

from __future__ import annotations

from typing import Any

from flask import g, render_template, request, url_for

from app.briefs import queries
from app.briefs.forms import SearchForm
from app.briefs.queries import Wanted
from app.briefs.rules import TASK_TYPES, without_firm
from app.briefs.views.blueprint import bp
from app.briefs.workflow import BRIEF, NEXT_FOR_CLIENT, TURN_OF_CLIENT
from app.core.actors import Kind
from app.core.language import _
from app.core.pages import page_number
from app.core.reference import INDUSTRIES, REGIONS, SIZES
from app.web.rules import ANYONE, allow

ASKED = ("q", "industry", "region", "task_type")


@bp.get("/briefs")
@allow(*ANYONE)
def index() -> Any:
    form = SearchForm(request.args)
    wanted = _wanted(form)
    by_deadline = request.args.get("sort") == "deadline"
    found = queries.open_briefs(g.db, wanted, page_number(request.args.get("page")), by_deadline=by_deadline)
    return render_template(
        "briefs/index.html", form=form, page=found, wanted=wanted, sorts=_sorts(by_deadline), **words()
    )


def _wanted(form: SearchForm) -> Wanted:
    """Answers that cannot be read ask for nothing."""
    form.validate()
    read = {name: field.data or "" for name, field in form._fields.items() if not field.errors}
    return Wanted(read.get("q", ""), read.get("industry", ""), read.get("region", ""), read.get("task_type", ""))


def _sorts(by_deadline: bool) -> list[tuple[Any, str, bool]]:
    asked: dict[str, Any] = {name: request.args[name] for name in ASKED if request.args.get(name)}
    return [
        (_("새로 올라온 순"), url_for("briefs.index", **asked), not by_deadline),
        (_("마감이 가까운 순"), url_for("briefs.index", **asked, sort="deadline"), by_deadline),
    ]


def words() -> dict[str, Any]:
    """The names that pages about briefs need for codes."""
    return {
        "industries": INDUSTRIES,
        "regions": REGIONS,
        "sizes": SIZES,
        "task_types": TASK_TYPES,
        "workflow": BRIEF,
        "without_firm": without_firm,
    }


@bp.get("/briefs/mine")
@allow(Kind.CLIENT)
def mine() -> Any:
    found = queries.briefs_of(g.db, g.actor, page_number(request.args.get("page")))
    return render_template("briefs/mine.html", page=found, next_steps=NEXT_FOR_CLIENT, turn=TURN_OF_CLIENT, **words())


@bp.get("/office/briefs")
@allow(Kind.OFFICE)
def review_queue() -> Any:
    found = queries.review_queue(g.db, page_number(request.args.get("page")))
    asked_at = queries.submitted_at(g.db, found.items)
    return render_template(
        "briefs/review_queue.html", page=found, asked_at=asked_at, warnings=queries.warnings, **words()
    )
