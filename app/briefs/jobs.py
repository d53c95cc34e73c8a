"""The clock's part in briefs: each minute, close those whose last day has ended."""

from __future__ import annotations

from typing import Any

from app.briefs import queries, service
from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.core.db import Database, lock
from app.core.jobs import Handler, Recurring

CLOSE_JOB = "briefs.close_at_deadline"
RECURRING = (Recurring(CLOSE_JOB, 60),)


def handlers(_house: Any) -> dict[str, Handler]:
    return {CLOSE_JOB: close_at_deadline}


def close_at_deadline(database: Database, _payload: dict[str, Any]) -> None:
    """One transaction a brief: one that cannot be closed holds up no other."""
    with database.reading() as session:
        due = queries.past_deadline(session)
    for brief_id in due:
        with database.writing.begin() as session:
            brief = session.get_one(Brief, brief_id)
            lock(session, brief)
            if brief.state is BriefState.PUBLISHED and brief_id in queries.past_deadline(session):
                service.close_at_deadline(session, brief)
