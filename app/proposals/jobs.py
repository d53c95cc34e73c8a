"""The clock's part of proposals: when a brief closes, drafts end and what was submitted comes under review."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.core.db import Database
from app.core.jobs import Handler, Recurring
from app.proposals import service
from app.proposals.models import Proposal
from app.proposals.workflow import OPEN, ProposalState

CLOCK_JOB = "proposals.clock"
RECURRING = (Recurring(CLOCK_JOB, 60),)


def keep_time(database: Database, _payload: dict[str, Any]) -> None:
    """Look at each brief that is not taking proposals but still has some unsettled, in a transaction of its own."""
    unsettled = sa.exists().where(Proposal.brief_id == Brief.id, Proposal.state.in_((ProposalState.DRAFT, *OPEN)))
    resting = (BriefState.PUBLISHED, BriefState.SUSPENDED)
    with database.reading() as session:
        ids = session.scalars(
            sa.select(Brief.id).where(Brief.state.not_in(resting), unsettled).order_by(Brief.id)
        ).all()
    for brief_id in ids:
        with database.writing.begin() as session:
            service.keep_time(session, session.get_one(Brief, brief_id))


def handlers(_house: Any) -> dict[str, Handler]:
    return {CLOCK_JOB: keep_time}
