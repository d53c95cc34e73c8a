"""The clock's part in briefs: close those whose last day has ended, end proposals of joint ones nobody answers."""

from __future__ import annotations

from typing import Any

from app.briefs import queries, service
from app.briefs.models import Brief, JointBrief
from app.briefs.workflow import BriefState, JointState
from app.core.db import Database, lock
from app.core.jobs import Handler, Recurring

CLOSE_JOB = "briefs.close_at_deadline"
JOINT_JOB = "briefs.expire_joint"
RECURRING = (Recurring(CLOSE_JOB, 60), Recurring(JOINT_JOB, 600))


def handlers(_house: Any) -> dict[str, Handler]:
    return {CLOSE_JOB: close_at_deadline, JOINT_JOB: expire_joint}


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


def expire_joint(database: Database, _payload: dict[str, Any]) -> None:
    with database.reading() as session:
        due = queries.joints_to_expire(session)
    for joint_id in due:
        with database.writing.begin() as session:
            joint = session.get_one(JointBrief, joint_id)
            lock(session, joint)
            if joint.state is JointState.PROPOSED and joint_id in queries.joints_to_expire(session):
                service.expire_joint(session, joint)
