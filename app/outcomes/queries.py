"""Reading outcomes: both parties of the contract and the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from app.accounts.queries import names_of
from app.contracts.models import Contract
from app.contracts.workflow import ContractState
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.files import StoredFile
from app.core.history import History, history_of
from app.core.pages import Page, paginate
from app.outcomes.models import Outcome
from app.outcomes.workflow import OUTCOME, OutcomeState
from app.talents.models import Profile, ProfileSkill


def visible_to(actor: Actor) -> sa.Select[Outcome]:
    """The outcomes this person may know of, newest first."""
    query = (
        sa.select(Outcome)
        .join(Outcome.contract)
        .join(Contract.profile)
        .options(contains_eager(Outcome.contract).contains_eager(Contract.profile))
        .order_by(Outcome.id.desc())
    )
    if actor.kind in (Kind.OFFICE, Kind.CLOCK):
        return query
    if actor.kind is Kind.CLIENT:
        return query.where(Contract.organisation_id == actor.organisation_id)
    return query.where(Profile.user_id == actor.user_id)


def get_outcome(session: Session, actor: Actor, outcome_id: int) -> Outcome:
    found = session.scalars(visible_to(actor).where(Outcome.id == outcome_id)).first()
    if found is None:
        raise NotFound()
    return found


def get_file(session: Session, actor: Actor, outcome_id: int) -> StoredFile:
    """The report's file, for whoever may see the outcome."""
    file = get_outcome(session, actor, outcome_id).file
    if file is None:
        raise NotFound()
    return file


def waiting_for_office(session: Session, number: int = 1) -> Page[Any]:
    """Reports that wait for verification, the longest waiting first."""
    query = sa.select(Outcome).where(Outcome.state == OutcomeState.REPORTED).order_by(Outcome.reported_at, Outcome.id)
    return paginate(session, query, number)


def find_for(session: Session, contract: Contract) -> Outcome | None:
    return session.scalars(sa.select(Outcome).where(Outcome.contract_id == contract.id)).first()


def without_outcome(session: Session) -> Sequence[int]:
    """Ids of completed contracts that have no outcome row yet."""
    query = (
        sa.select(Contract.id)
        .outerjoin(Outcome, Outcome.contract_id == Contract.id)
        .where(Contract.state == ContractState.COMPLETED, Outcome.id.is_(None))
    )
    return session.scalars(query.order_by(Contract.id)).all()


def skills_of(session: Session, outcome: Outcome) -> Sequence[ProfileSkill]:
    """The profile's skills: only these can be proven by its work."""
    query = sa.select(ProfileSkill).where(ProfileSkill.profile_id == outcome.contract.profile_id)
    return session.scalars(query.order_by(ProfileSkill.position, ProfileSkill.id)).all()


def outcome_history(session: Session, outcome: Outcome) -> tuple[Sequence[History], Mapping[int, str]]:
    rows = history_of(session, OUTCOME.name, outcome.id)
    return rows, names_of(session, {row.actor_id for row in rows if row.actor_id is not None})
