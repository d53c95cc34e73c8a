"""The clock's part of contracts, one transaction a thing."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.contracts import service
from app.contracts.models import Contract, Milestone
from app.contracts.workflow import UNSIGNED, ContractState, MilestoneState
from app.core.db import Database
from app.core.jobs import Handler, Recurring

CLOCK_JOB = "contracts.clock"
RECURRING = (Recurring(CLOCK_JOB, 300),)

UNDER_WAY = (*UNSIGNED, ContractState.SIGNED, ContractState.ACTIVE)
WAITING = (MilestoneState.SUBMITTED, MilestoneState.ACCEPTED, MilestoneState.DEEMED_ACCEPTED)


def keep_time(database: Database, _payload: dict[str, Any]) -> None:
    """Look at each milestone that waits for the client, then at each contract that is not over."""
    with database.reading() as session:
        milestones = session.scalars(sa.select(Milestone.id).where(Milestone.state.in_(WAITING)).order_by(Milestone.id))
        milestone_ids = milestones.all()
        contracts = session.scalars(sa.select(Contract.id).where(Contract.state.in_(UNDER_WAY)).order_by(Contract.id))
        contract_ids = contracts.all()
    for milestone_id in milestone_ids:
        with database.writing.begin() as session:
            service.keep_milestone(session, session.get_one(Milestone, milestone_id))
    for contract_id in contract_ids:
        with database.writing.begin() as session:
            service.keep_contract(session, session.get_one(Contract, contract_id))


def handlers(_house: Any) -> dict[str, Handler]:
    return {CLOCK_JOB: keep_time}
