"""The clock's part of invitations: reminding on the third day, expiring after the fifth."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.core.db import Database
from app.core.jobs import Handler, Recurring
from app.invitations import service
from app.invitations.models import Invitation
from app.invitations.workflow import InvitationState

CLOCK_JOB = "invitations.clock"
RECURRING = (Recurring(CLOCK_JOB, 600),)


def keep_time(database: Database, _payload: dict[str, Any]) -> None:
    """Look at each unanswered invitation in a transaction of its own."""
    with database.reading() as session:
        waiting = session.scalars(
            sa.select(Invitation.id).where(Invitation.state == InvitationState.SENT).order_by(Invitation.id)
        ).all()
    for invitation_id in waiting:
        with database.writing.begin() as session:
            service.keep_time(session, session.get_one(Invitation, invitation_id))


def handlers(_house: Any) -> dict[str, Handler]:
    return {CLOCK_JOB: keep_time}
