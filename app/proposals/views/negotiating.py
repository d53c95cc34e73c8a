"""Offers and their answers."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, url_for

from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.core.workflow import permitted
from app.proposals import queries, service
from app.proposals.forms import OfferForm
from app.proposals.views.blueprint import bp
from app.proposals.workflow import PROPOSAL
from app.web.forms import answering, page
from app.web.rules import allow

ANSWERS = {
    "agree": (service.agree, _("조건에 합의했어요. 제안서의 금액과 날을 바꿨어요.")),
    "refuse": (service.refuse, _("조건을 받아들이지 않았어요. 제안서의 조건이 그대로예요.")),
    "take-back": (service.take_back, _("조건 제안을 거뒀어요.")),
}


@bp.route("/proposals/<int:proposal_id>/offer", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.TALENT)
def offer(proposal_id: int) -> Any:
    """Put other terms to the other side, starting from those that stand."""
    proposal = queries.get_proposal(g.db, g.actor, proposal_id)
    permitted(PROPOSAL, "offer", g.actor, proposal)
    form = OfferForm(obj=proposal.open_offer or proposal)
    if request.method == "GET":
        form.note.data = ""
    if request.method == "POST" and form.validate():
        with answering(form):
            service.make_offer(g.db, g.actor, proposal, **{**form.answers, "note": form.note.data or ""})
            flash(str(_("조건을 보냈어요. 상대가 답하면 알려 드려요.")), "good")
            return redirect(url_for("proposals.show", proposal_id=proposal.id))
    return page("proposals/offer.html", form=form, proposal=proposal, brief=proposal.brief)


@bp.post("/offers/<int:offer_id>/<answer>")
@allow(Kind.CLIENT, Kind.TALENT)
def answer_offer(offer_id: int, answer: str) -> Any:
    found = queries.get_offer(g.db, g.actor, offer_id)
    if answer not in ANSWERS:
        raise NotFound()
    perform, done = ANSWERS[answer]
    perform(g.db, g.actor, found)
    flash(str(done), "good")
    return redirect(url_for("proposals.show", proposal_id=found.proposal_id))
