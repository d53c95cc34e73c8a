"""Ending a brief that has proposals: each is answered or told, then the brief moves; and what the clock does by itself."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.briefs import service as briefs
from app.briefs.models import Brief
from app.briefs.workflow import BRIEF, BriefState
from app.core.actors import CLOCK, Actor
from app.core.db import lock
from app.core.workflow import move, permitted
from app.invitations.service import end_invitations
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.rules import Answer
from app.proposals.service.selecting import answer_everybody, check_everybody_is_answered, lapse
from app.proposals.workflow import OPEN, PROPOSAL, ProposalState

RESTING = (BriefState.PUBLISHED, BriefState.SUSPENDED)


def end_unfilled(
    session: Session, client: Actor, brief: Brief, *, reason: str, answers: Mapping[int, Answer] | None = None
) -> None:
    """Close a brief because nobody fits; everybody who proposed hears why."""
    permitted(BRIEF, "end_unfilled", client, brief)
    lock(session, brief)
    waiting = queries.of_brief(session, brief, OPEN)
    check_everybody_is_answered(waiting, answers or {})
    answer_everybody(session, client, waiting, answers or {})
    lapse(session, brief, (ProposalState.DRAFT,))
    briefs.end_unfilled(session, client, brief, reason=reason)


def withdraw_published_brief(session: Session, client: Actor, brief: Brief, *, stop_reason: str, reason: str) -> None:
    """Take a published brief back; proposers and invited people are told."""
    permitted(BRIEF, "withdraw", client, brief)
    lock(session, brief)
    briefs.withdraw_brief(session, client, brief, stop_reason=stop_reason, reason=reason)
    lapse_proposals(session, brief, reason=reason)
    end_invitations(session, brief)


def cancel_brief(session: Session, actor: Actor, brief: Brief, *, stop_reason: str, reason: str) -> None:
    """Give a brief up before somebody was selected; the same people are told."""
    permitted(BRIEF, "cancel", actor, brief)
    lock(session, brief)
    briefs.cancel_brief(session, actor, brief, stop_reason=stop_reason, reason=reason)
    lapse_proposals(session, brief, reason=reason)
    end_invitations(session, brief)


def disqualify(session: Session, office: Actor, proposal: Proposal, *, reason: str) -> None:
    """Rule a proposal out; where it had been selected, its brief is open to selection again."""
    permitted(PROPOSAL, "disqualify", office, proposal)
    brief = proposal.brief
    lock(session, brief)
    was_selected = proposal.state is ProposalState.SELECTED
    move(session, PROPOSAL, "disqualify", office, proposal, reason=reason)
    proposal.slot = None
    proposal.close_offer()
    if was_selected and brief.state is BriefState.AWARDED:
        move(session, BRIEF, "undo_award", CLOCK, brief, reason=reason)


def lapse_proposals(session: Session, brief: Brief, *, reason: str) -> None:
    """End every proposal of this brief that still waits for something, with the reason its brief ended for."""
    for proposal in queries.of_brief(session, brief, (ProposalState.DRAFT, *OPEN)):
        move(session, PROPOSAL, "lapse_with_brief", CLOCK, proposal, reason=reason)
        proposal.close_offer()


def tell_of_change(session: Session, brief: Brief) -> None:
    """Tell everybody with a proposal, once for each new version of the brief."""
    lock(session, brief)
    for proposal in queries.of_brief(session, brief, (ProposalState.DRAFT, *OPEN)):
        if proposal.told_version < brief.version:
            proposal.told_version = brief.version
            move(session, PROPOSAL, "tell_of_change", CLOCK, proposal, version=brief.version)


def keep_time(session: Session, brief: Brief) -> None:
    """What the clock asks of a brief that takes no more proposals: drafts end, what was submitted comes under review."""
    lock(session, brief)
    if brief.state in RESTING:
        return
    if brief.state not in (BriefState.CLOSED, BriefState.SELECTING):
        lapse(session, brief, (ProposalState.DRAFT, *OPEN))
    else:
        lapse(session, brief, (ProposalState.DRAFT,))
        if brief.state is BriefState.CLOSED and queries.of_brief(session, brief, OPEN):
            move(session, BRIEF, "start_selecting", CLOCK, brief)
        for proposal in queries.of_brief(session, brief, (ProposalState.SUBMITTED,)):
            move(session, PROPOSAL, "open", CLOCK, proposal)
