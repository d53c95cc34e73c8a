"""Reading proposals: writers see their own, firms and the office what was submitted to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, selectinload

from app.accounts.queries import names_of
from app.briefs.models import Brief
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.history import History, history_of, last_move
from app.core.pages import Page, paginate
from app.invitations.models import Invitation
from app.proposals.models import CounterOffer, Proposal
from app.proposals.workflow import LIVE, OPEN, PROPOSAL, ProposalState, sees_proposal
from app.talents.models import Profile

RECEIVED = tuple(state for state in ProposalState if state is not ProposalState.DRAFT)


def visible_to(actor: Actor) -> sa.Select[Proposal]:
    """The proposals this person may know of, newest first."""
    query = (
        sa.select(Proposal)
        .join(Proposal.brief)
        .join(Proposal.profile)
        .options(contains_eager(Proposal.brief), contains_eager(Proposal.profile), selectinload(Proposal.offers))
        .order_by(Proposal.id.desc())
    )
    if actor.kind is Kind.CLOCK:
        return query
    if actor.kind is Kind.TALENT:
        return query.where(Profile.user_id == actor.user_id)
    query = query.where(Proposal.submitted_at.is_not(None))
    return query if actor.kind is Kind.OFFICE else query.where(Brief.organisation_id == actor.organisation_id)


def get_proposal(session: Session, actor: Actor, proposal_id: int) -> Proposal:
    found = session.scalars(visible_to(actor).where(Proposal.id == proposal_id)).first()
    if found is None or not sees_proposal(actor, found):
        raise NotFound()
    return found


def get_offer(session: Session, actor: Actor, offer_id: int) -> CounterOffer:
    """Terms that one side put to the other, for either of them."""
    offer = session.get(CounterOffer, offer_id)
    if offer is None or not sees_proposal(actor, offer.proposal):
        raise NotFound()
    return offer


def proposals_of(session: Session, talent: Actor, number: int = 1) -> Page[Any]:
    """A talent's own proposals, those still alive first."""
    query = visible_to(talent).order_by(None).order_by(Proposal.state.in_(LIVE).desc(), Proposal.id.desc())
    return paginate(session, query, number)


def proposals_for(session: Session, actor: Actor, brief: Brief) -> Sequence[Proposal]:
    """What was submitted to a brief, as far as this person may see: still open ones first, then by time."""
    query = visible_to(actor).where(Proposal.brief_id == brief.id, Proposal.state.in_(RECEIVED))
    order = (Proposal.state.in_((*OPEN, ProposalState.SELECTED)).desc(), Proposal.submitted_at, Proposal.id)
    return session.scalars(query.order_by(None).order_by(*order)).all()


def of_brief(session: Session, brief: Brief, states: Sequence[ProposalState]) -> Sequence[Proposal]:
    """All proposals of a brief in these states, for the services that settle them; by number, so that locks never cross."""
    query = sa.select(Proposal).where(Proposal.brief_id == brief.id, Proposal.state.in_(states))
    return session.scalars(query.order_by(Proposal.id)).all()


def find_live(session: Session, brief: Brief, profile: Profile) -> Proposal | None:
    query = sa.select(Proposal).where(
        Proposal.brief_id == brief.id, Proposal.profile_id == profile.id, Proposal.state.in_(LIVE)
    )
    return session.scalars(query).first()


def free_slots(session: Session, brief: Brief) -> int:
    return brief.slots - len(of_brief(session, brief, (ProposalState.SELECTED,)))


def is_partly_filled(session: Session, brief: Brief) -> bool:
    """Whether somebody was selected and a place is still free."""
    return 0 < free_slots(session, brief) < brief.slots


def firm_known_to(session: Session, talent: Actor, brief: Brief) -> str | None:
    """The firm's name, for a talent it invited; who applies learns it with the proposal."""
    invited = (
        sa.select(Invitation.id)
        .join(Invitation.profile)
        .where(Invitation.brief_id == brief.id, Profile.user_id == talent.user_id)
    )
    return brief.organisation.name if session.scalar(invited.limit(1)) is not None else None


def proposal_history(session: Session, proposal: Proposal) -> tuple[Sequence[History], Mapping[int, str]]:
    """Every move, and the names of who made them (both sides may know them by now)."""
    rows = history_of(session, PROPOSAL.name, proposal.id)
    return rows, names_of(session, {row.actor_id for row in rows if row.actor_id is not None})


def last_changed(session: Session, proposal: Proposal) -> tuple[str, datetime] | None:
    """Who made the last move of a proposal, and when."""
    row = last_move(session, PROPOSAL.name, proposal.id)
    if row is None:
        return None
    return names_of(session, {row.actor_id or 0}).get(row.actor_id or 0, ""), row.at
