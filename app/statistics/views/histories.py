"""The history of anything with a lifecycle, for the office."""

from __future__ import annotations

from typing import Any

from flask import g, request

from app.accounts.queries import names_of
from app.core.actors import Kind
from app.core.history import history_of
from app.core.workflow import ACTOR_NAMES
from app.statistics import queries
from app.statistics.forms import NumberForm
from app.statistics.rules.words import fact_words, move_words
from app.statistics.views.blueprint import bp, registry
from app.web.forms import page
from app.web.rules import allow


@bp.get("/office/history")
@allow(Kind.OFFICE)
def find() -> Any:
    form = NumberForm(request.args)
    typed = (form.q.data or "") if form.validate() else ""
    found = queries.find_by_number(g.db, g.actor, registry(), typed)
    return page("statistics/find.html", form=form, typed=typed, found=found)


@bp.get("/office/history/<thing>/<int:thing_id>")
@allow(Kind.OFFICE)
def history(thing: str, thing_id: int) -> Any:
    """Every move of one thing, with who made it and what was said, and what hangs on it."""
    found = queries.get_thing(g.db, g.actor, registry(), thing, thing_id)
    entries = history_of(g.db, thing, thing_id)
    return page(
        "statistics/history.html",
        found=found,
        entries=entries,
        names=names_of(g.db, {entry.actor_id for entry in entries if entry.actor_id is not None}),
        move_words=move_words,
        fact_words=fact_words,
        kinds=ACTOR_NAMES,
        related=queries.related_to(g.db, g.actor, registry(), found.thing),
    )
