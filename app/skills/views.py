"""Suggesting skill names while one types, and the office's page of words the vocabulary does not know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, g, jsonify, render_template, request, url_for

from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.core.pages import page_number
from app.core.rates import Limit
from app.skills import queries, service
from app.skills.workflow import PROPOSED_SKILL, WordState
from app.web.acting import answer_action
from app.web.rules import ANYONE, allow, limited

bp = Blueprint("skills", __name__)

QUERY_LIMIT = 300
SUGGESTIONS = 8
ANSWERS: dict[str, Callable[..., None]] = {"adopt": service.adopt_word, "decline": service.decline_word}


@bp.get("/skills/search")
@allow(*ANYONE)
@limited(Limit("skill_search", 240, 60), methods=("GET",))
def search() -> Any:
    """Names for what is being typed: options for a list, or JSON for whoever asks for it.

    Where several names stand in one box, the last one is completed and the others are kept.
    """
    typed = next(iter(request.args.values()), "")[:QUERY_LIMIT]
    before, comma, last = typed.rpartition(",")
    names = queries.search_names(last, SUGGESTIONS)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(names=names)
    return render_template("skills/options.html", names=[f"{before}{comma} {name}".strip() for name in names])


@bp.get("/office/skills")
@allow(Kind.OFFICE)
def proposed() -> Any:
    asked = request.args.get("state", "")
    state = WordState(asked) if asked in list(WordState) else WordState.PROPOSED
    found = queries.proposed_skills(g.db, state, page_number(request.args.get("page")))
    counts = queries.count_by_state(g.db)
    tabs = [
        (PROPOSED_SKILL.label_of(s), url_for("skills.proposed", state=s.value), s is state, counts[s])
        for s in WordState
    ]
    return render_template("skills/proposed.html", page=found, tabs_of=tabs, workflow=PROPOSED_SKILL)


@bp.route("/office/skills/<int:word_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def act(word_id: int, name: str) -> Any:
    word = queries.get_proposed_skill(g.db, word_id)
    if name not in ANSWERS:
        raise NotFound()
    return answer_action(
        PROPOSED_SKILL,
        name,
        word,
        partial(ANSWERS[name], g.db, g.actor, word),
        back=url_for("skills.proposed"),
        done=_("처리했어요."),
    )
