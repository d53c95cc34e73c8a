"""People's words on pairs of a round: choosing among a brief's candidates, pinning, banning, taking it back."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.core.workflow import permitted
from app.rounds import queries, service
from app.rounds.forms import ChoiceForm
from app.rounds.rules import CHOICE_LABELS, CHOICE_MEANINGS, Choice
from app.rounds.views.blueprint import bp
from app.rounds.workflow import ROUND
from app.web.forms import answering, page
from app.web.rules import allow


@bp.get("/office/rounds/<int:round_id>/briefs/<int:brief_id>")
@allow(Kind.OFFICE)
def candidates(round_id: int, brief_id: int) -> Any:
    round_ = queries.get_round(g.db, g.actor, round_id)
    brief = queries.briefs_named(g.db, [brief_id]).get(brief_id)
    if brief is None or all(line.brief_id != brief_id for line in round_.briefs):
        raise NotFound()
    return page(
        "rounds/candidates.html",
        round=round_,
        brief=brief,
        lines=queries.candidates_of(g.db, round_, brief),
        may_change=any(action.name == "change" for action in ROUND.open_to(g.actor, round_)),
        choice_labels=CHOICE_LABELS,
    )


@bp.route(
    "/office/rounds/<int:round_id>/briefs/<int:brief_id>/<int:profile_id>/<any(pin, ban):choice>",
    methods=["GET", "POST"],
)
@allow(Kind.OFFICE)
def choose(round_id: int, brief_id: int, profile_id: int, choice: str) -> Any:
    round_ = queries.get_round(g.db, g.actor, round_id)
    permitted(ROUND, "change", g.actor, round_)
    brief = queries.briefs_named(g.db, [brief_id]).get(brief_id)
    profile = queries.listed_named(g.db, [profile_id]).get(profile_id)
    if brief is None or profile is None:
        raise NotFound()
    form = ChoiceForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            service.choose_pair(g.db, g.actor, round_, brief_id, profile_id, choice=Choice(choice), **form.answers)
            flash(str(_("기록했어요. 다시 계산하면 배정에 반영돼요.")), "good")
            return redirect(url_for("rounds.show", round_id=round_.id))
    label, meaning = CHOICE_LABELS[choice], CHOICE_MEANINGS[choice]
    return page(
        "rounds/choose.html", form=form, round=round_, brief=brief, profile=profile, label=label, meaning=meaning
    )


@bp.post("/office/rounds/<int:round_id>/choices/<int:choice_id>/undo")
@allow(Kind.OFFICE)
def undo(round_id: int, choice_id: int) -> Response:
    round_ = queries.get_round(g.db, g.actor, round_id)
    service.undo_choice(g.db, g.actor, round_, choice_id)
    flash(str(_("되돌렸어요. 다시 계산하면 배정에 반영돼요.")), "good")
    return redirect(url_for("rounds.show", round_id=round_.id))
