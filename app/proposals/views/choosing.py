"""Selecting one, or nobody: everybody else is answered on the same page."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, url_for

from app.briefs.queries import get_own_brief
from app.briefs.workflow import BRIEF
from app.core.actors import Kind
from app.core.language import _
from app.core.workflow import permitted
from app.proposals import queries, service
from app.proposals.forms import EndForm, answers_form
from app.proposals.models import Proposal
from app.proposals.views.blueprint import bp
from app.proposals.workflow import OPEN, PROPOSAL
from app.web.forms import answering, page
from app.web.rules import allow


@bp.route("/proposals/<int:proposal_id>/select", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def select(proposal_id: int) -> Any:
    proposal = queries.get_proposal(g.db, g.actor, proposal_id)
    permitted(PROPOSAL, "select", g.actor, proposal)
    others = _to_answer(proposal)
    form = answers_form(others)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.select(g.db, g.actor, proposal, answers=form.given(others))
            flash(str(_("선정했어요. 모두에게 알렸어요. 이제 계약서를 만들 차례예요.")), "good")
            return redirect(url_for("proposals.show", proposal_id=proposal.id))
    return page("proposals/select.html", form=form, proposal=proposal, brief=proposal.brief, others=others)


def _to_answer(proposal: Proposal) -> list[Proposal]:
    """Those who must hear a reason with this selection: nobody while a slot stays free after it."""
    if queries.free_slots(g.db, proposal.brief) > 1:
        return []
    return [other for other in queries.of_brief(g.db, proposal.brief, OPEN) if other.id != proposal.id]


@bp.route("/briefs/<int:brief_id>/proposals/enough", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def give_up_free_places(brief_id: int) -> Any:
    """Go on with those selected so far, and answer everybody else."""
    brief = get_own_brief(g.db, g.actor, brief_id)
    permitted(BRIEF, "award", g.actor, brief)
    others = list(queries.of_brief(g.db, brief, OPEN))
    form = answers_form(others)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.give_up_free_places(g.db, g.actor, brief, answers=form.given(others))
            flash(str(_("선정을 마쳤어요. 다른 제안에는 이유를 알렸어요.")), "good")
            return redirect(url_for("proposals.of_brief", brief_id=brief.id))
    return page("proposals/enough.html", form=form, brief=brief, others=others)


@bp.route("/briefs/<int:brief_id>/proposals/end", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def end_unfilled(brief_id: int) -> Any:
    """Close the brief because nobody fits."""
    brief = get_own_brief(g.db, g.actor, brief_id)
    permitted(BRIEF, "end_unfilled", g.actor, brief)
    others = list(queries.of_brief(g.db, brief, OPEN))
    form = answers_form(others, EndForm)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.end_unfilled(g.db, g.actor, brief, reason=form.reason.data, answers=form.given(others))
            flash(str(_("적임자 없음으로 마쳤어요. 제안한 사람 모두에게 이유를 알렸어요.")), "good")
            return redirect(url_for("briefs.show", brief_id=brief.id))
    return page("proposals/end_unfilled.html", form=form, brief=brief, others=others)
