"""What home changes: a parked job is tried again when the office says so."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actors import Actor, Kind
from app.core.db import lock
from app.core.errors import Forbidden, NotFound
from app.core.jobs import Job, JobState


def retry_job(session: Session, office: Actor, job_id: int) -> None:
    """Put a parked job back to work with fresh tries; one that is not parked any more is left alone."""
    if office.kind is not Kind.OFFICE:
        raise Forbidden()
    job = session.get(Job, job_id)
    if job is None:
        raise NotFound()
    lock(session, job)
    if job.state is JobState.PARKED:
        job.state, job.attempts, job.run_at, job.finished_at = JobState.WAITING, 0, clock.now(), None
