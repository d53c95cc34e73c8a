"""Contracts for tests, brought to where a test begins by the services themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.contracts import service
from app.contracts.models import Contract, Milestone
from app.contracts.workflow import MILESTONE
from app.core import clock
from app.core.actors import Actor
from app.proposals.service import select
from tests.factories import make_brief, make_client, make_profile
from tests.factories.proposals import make_reviewed, owner_of


def client_of(contract: Contract) -> Actor:
    return contract.organisation.memberships[0].user.as_actor()


def talent_of(contract: Contract) -> Actor:
    return owner_of(contract.profile)


def make_contract(session: Session, client: Actor | None = None, **brief: Any) -> Contract:
    """A draft from a selected proposal, its questions answered."""
    client = client or make_client(session)
    proposal = make_reviewed(session, client, make_brief(session, client, **brief), make_profile(session))
    select(session, client, proposal)
    contract = service.create_contract(session, client, proposal)
    service.answer_questions(session, client, contract, yes=())
    return contract


def make_offered(session: Session, client: Actor | None = None, **brief: Any) -> Contract:
    contract = make_contract(session, client, **brief)
    service.offer(session, client_of(contract), contract)
    return contract


def sign_as(session: Session, signer: Actor, contract: Contract, **facts: Any) -> None:
    typed = {"name": signer.display_name, "is_agreed": True, "document_sha256": contract.document_sha256, **facts}
    service.sign(session, signer, contract, **typed)


def make_signed(session: Session, client: Actor | None = None, **brief: Any) -> Contract:
    contract = make_offered(session, client, **brief)
    sign_as(session, client_of(contract), contract)
    sign_as(session, talent_of(contract), contract)
    return contract


def make_active(session: Session, client: Actor | None = None, **brief: Any) -> Contract:
    """Signed, and begun although its first day is still to come."""
    contract = make_signed(session, client, **brief)
    with clock.at(clock.start_of_day(contract.starts_on) + timedelta(hours=1)):
        service.start_if_due(session, contract)
    return contract


def hand_in(session: Session, milestone: Milestone, note: str = "첫 결과와 시험값을 올립니다.") -> Milestone:
    talent = talent_of(milestone.contract)
    if any(action.name == "start" for action in MILESTONE.open_to(talent, milestone)):
        service.start_milestone(session, talent, milestone)
    service.deliver(session, talent, milestone, note=note)
    return milestone


def accept_all(session: Session, contract: Contract) -> None:
    for milestone in list(contract.milestones):
        service.accept_work(session, client_of(contract), hand_in(session, milestone))
