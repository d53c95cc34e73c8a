"""Reading contracts: both parties see theirs, the office all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, selectinload

from app.accounts.models import User
from app.accounts.queries import names_of
from app.contracts.models import Contract, DeliveryFile, Milestone, Side
from app.contracts.workflow import CONTRACT, ContractState, sees_contract
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.files import StoredFile
from app.core.history import History, history_of
from app.core.pages import Page, paginate
from app.proposals.models import Proposal
from app.talents.models import Profile


def visible_to(actor: Actor) -> sa.Select[Contract]:
    """The contracts this person may know of, newest first; a draft is its firm's own business."""
    query = (
        sa.select(Contract)
        .join(Contract.profile)
        .options(contains_eager(Contract.profile), selectinload(Contract.milestones))
        .order_by(Contract.id.desc())
    )
    if actor.kind in (Kind.OFFICE, Kind.CLOCK):
        return query
    if actor.kind is Kind.CLIENT:
        return query.where(Contract.organisation_id == actor.organisation_id)
    return query.where(Profile.user_id == actor.user_id, Contract.state != ContractState.DRAFT)


def get_contract(session: Session, actor: Actor, contract_id: int) -> Contract:
    found = session.scalars(visible_to(actor).where(Contract.id == contract_id)).first()
    if found is None:
        raise NotFound()
    return found


def get_milestone(session: Session, actor: Actor, milestone_id: int) -> Milestone:
    milestone = session.get(Milestone, milestone_id)
    if milestone is None or not sees_contract(actor, milestone.contract):
        raise NotFound()
    return milestone


def get_delivered_file(session: Session, actor: Actor, milestone_id: int, file_id: int) -> StoredFile:
    """A file of one of this milestone's deliveries, for the two parties and the office."""
    milestone = get_milestone(session, actor, milestone_id)
    delivery_ids = [delivery.id for delivery in milestone.deliveries]
    query = (
        sa.select(StoredFile)
        .join(DeliveryFile, DeliveryFile.file_id == StoredFile.id)
        .where(DeliveryFile.delivery_id.in_(delivery_ids), StoredFile.id == file_id)
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound()
    return found


def contracts_of(session: Session, actor: Actor, number: int = 1) -> Page[Any]:
    """A person's contracts: those under way first."""
    query = visible_to(actor).order_by(None).order_by(Contract.state == ContractState.VOIDED, Contract.id.desc())
    return paginate(session, query, number)


def find_live(session: Session, proposal: Proposal) -> Contract | None:
    """The contract of a proposal that has not been voided."""
    query = sa.select(Contract).where(Contract.proposal_id == proposal.id, Contract.state != ContractState.VOIDED)
    return session.scalars(query).first()


def fresh_milestones(session: Session, contract: Contract) -> Sequence[Milestone]:
    """The milestones as the database has them now, whatever this session remembers."""
    query = sa.select(Milestone).where(Milestone.contract_id == contract.id).order_by(Milestone.position)
    return session.scalars(query.execution_options(populate_existing=True)).all()


def contacts_of(session: Session, contract: Contract) -> Mapping[Side, User]:
    """Who signed for each side: the people to reach, from signature on."""
    if not contract.shares_contact:
        return {}
    return {s.side: session.get_one(User, s.user_id) for s in contract.valid_signatures}


def contract_history(session: Session, contract: Contract) -> tuple[Sequence[History], Mapping[int, str]]:
    """Every move of a contract, with the names of both sides' people."""
    rows = history_of(session, CONTRACT.name, contract.id)
    return rows, names_of(session, {row.actor_id for row in rows if row.actor_id is not None})
