"""What people read of the demo's past: notices of the last two weeks, those older than two days already read.

Nobody is mailed. The jobs that would mail or tell of what lies further back are taken back unsent, so that the worker
of a new demo begins with the matcher's work and not with thousands of messages to invented people.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from app.accounts.models import User
from app.core import clock, jobs
from app.core.history import History
from app.core.jobs import Job, JobState
from app.core.mail import SEND_JOB
from app.core.workflow import TELL_JOB
from app.demo.service.world import World
from app.notices import service as notices

TOLD_FROM = timedelta(days=14)
READ_UNTIL = timedelta(days=2)


def tell_of_late(world: World) -> None:
    """Notices of what happened of late; then nothing waits to be told or mailed."""
    read_at = world.now - READ_UNTIL
    _tell(world, world.now - TOLD_FROM, read_at)
    with clock.at(read_at):
        for user in world.session.scalars(sa.select(User)).all():
            notices.read_all(world.session, user.as_actor())
    world.session.commit()
    _tell(world, read_at, world.now + timedelta(seconds=1))
    jobs.take_back(world.session, (TELL_JOB, SEND_JOB))
    world.session.commit()


def _tell(world: World, start: datetime, end: datetime) -> None:
    """Do the telling that was asked for in this time, as the worker would have."""
    asked = sa.select(Job).where(Job.kind == TELL_JOB, Job.state == JobState.WAITING).order_by(Job.id)
    happened = sa.select(History.id).where(History.at >= start, History.at < end)
    recent = set(world.session.scalars(happened))
    for job in world.session.scalars(asked).all():
        if job.payload["history_id"] in recent:
            world.house.handlers[TELL_JOB](world.database, job.payload)
