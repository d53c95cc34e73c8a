"""The clock's part of outcomes: a completed contract finds its outcome waiting."""

from __future__ import annotations

from typing import Any

from app.contracts.models import Contract
from app.core.db import Database
from app.core.jobs import Handler, Recurring
from app.outcomes import queries, service

OPEN_JOB = "outcomes.open"
RECURRING = (Recurring(OPEN_JOB, 60),)


def open_outcomes(database: Database, _payload: dict[str, Any]) -> None:
    with database.reading() as session:
        ids = queries.without_outcome(session)
    for contract_id in ids:
        with database.writing.begin() as session:
            service.open_outcome(session, session.get_one(Contract, contract_id))


def handlers(_house: Any) -> dict[str, Handler]:
    return {OPEN_JOB: open_outcomes}
