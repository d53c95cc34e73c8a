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

ALIVE = (ProposalState.DRAFT, *OPEN)
CLOCK_JOB = "proposals.clock"
RECURRING = (Recurring(CLOCK_JOB, 60),)


def keep_time(database: Database, _payload: dict[str, Any]) -> None:
    """Look at briefs that changed, and at those that take no proposals but still have some unsettled; a transaction each."""
    unsettled = sa.exists().where(Proposal.brief_id == Brief.id, Proposal.state.in_(ALIVE))
    resting = (BriefState.PUBLISHED, BriefState.SUSPENDED)
    changed = sa.exists().where(
        Proposal.brief_id == Brief.id, Proposal.state.in_(ALIVE), Proposal.told_version < Brief.version
    )
    with database.reading() as session:
        changed_ids = session.scalars(sa.select(Brief.id).where(changed).order_by(Brief.id)).all()
        ids = session.scalars(
            sa.select(Brief.id).where(Brief.state.not_in(resting), unsettled).order_by(Brief.id)
        ).all()
    for brief_id in changed_ids:
        with database.writing.begin() as session:
            service.tell_of_change(session, session.get_one(Brief, brief_id))
    for brief_id in ids:
        with database.writing.begin() as session:
            service.keep_time(session, session.get_one(Brief, brief_id))


def handlers(_house: Any) -> dict[str, Handler]:
    return {CLOCK_JOB: keep_time}
