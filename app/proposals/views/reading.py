"""A talent's proposals, one proposal for both sides, and a brief's proposals side by side."""

from __future__ import annotations

from typing import Any

from flask import g, render_template, request

from app.briefs.queries import get_own_brief
from app.briefs.workflow import BRIEF
from app.core.actors import Kind
from app.core.pages import page_number
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.rules import GAPS
from app.proposals.service.negotiating import side_of
from app.proposals.views.blueprint import bp
from app.proposals.views.comparing import chosen_for_comparison, compared
from app.proposals.views.moving import moves_of
from app.proposals.workflow import PROPOSAL
from app.web.rules import SIGNED_IN, allow


@bp.get("/proposals")
@allow(Kind.TALENT)
def mine() -> Any:
    found = queries.proposals_of(g.db, g.actor, page_number(request.args.get("page")))
    return render_template("proposals/mine.html", page=found, workflow=PROPOSAL)


@bp.get("/proposals/<int:proposal_id>")
@allow(*SIGNED_IN)
def show(proposal_id: int) -> Any:
    proposal = queries.get_proposal(g.db, g.actor, proposal_id)
    rows, names = queries.proposal_history(g.db, proposal)
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        brief=proposal.brief,
        moves=moves_of(g.actor, proposal),
        can=can(proposal),
        side=side_of(g.actor),
        gaps=GAPS,
        rows=rows,
        names=names,
        workflow=PROPOSAL,
    )


def can(proposal: Proposal) -> set[str]:
    """The names of the moves open to this reader: those that have pages of their own ask by name."""
    return {action.name for action in PROPOSAL.open_to(g.actor, proposal)}


@bp.get("/briefs/<int:brief_id>/proposals")
@allow(Kind.CLIENT, Kind.OFFICE)
def of_brief(brief_id: int) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    proposals = queries.proposals_for(g.db, g.actor, brief)
    picked = chosen_for_comparison(proposals, request.args.getlist("pick"))
    return render_template(
        "proposals/of_brief.html",
        brief=brief,
        proposals=proposals,
        picked=picked,
        comparison=compared(brief, picked),
        may_end=any(action.name == "end_unfilled" for action in BRIEF.open_to(g.actor, brief)),
        may_stop_here=g.actor.kind is Kind.CLIENT and queries.is_partly_filled(g.db, brief),
        workflow=PROPOSAL,
    )
