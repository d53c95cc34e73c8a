"""Work that leaves the request: job rows written in the business transaction, done at least once by `flask worker`."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event, Thread
from typing import Any, TypeAlias

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.db import Base, Database, Id, Json

LEASE = timedelta(seconds=60)
TRIES = 5
_log = structlog.get_logger("jobs")


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"


_is_waiting = sa.text("state = 'waiting'")


class Job(Base):
    """One piece of work: what kind, with which facts, when due, how often tried."""

    __tablename__ = "job"
    __table_args__ = (
        sa.Index(
            "one_waiting_job_per_key", "dedupe_key", unique=True, sqlite_where=_is_waiting, postgresql_where=_is_waiting
        ),
        sa.Index("ix_job_due", "state", "run_at"),
    )

    id: Mapped[Id]
    kind: Mapped[str]
    payload: Mapped[Json]
    dedupe_key: Mapped[str | None]
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    run_at: Mapped[datetime] = mapped_column(default=clock.now)
    leased_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


Handler: TypeAlias = Callable[[Database, dict[str, Any]], None]


@dataclass(frozen=True)
class Recurring:
    """A job the clock asks for: a kind, and how many seconds lie between two of them."""

    kind: str
    every: int


def enqueue(
    session: Session,
    kind: str,
    payload: dict[str, Any],
    *,
    run_at: datetime | None = None,
    dedupe_key: str | None = None,
) -> None:
    """Ask for work in this transaction. With a key, one waiting job is enough: a second asking changes nothing."""
    if dedupe_key and session.scalar(
        sa.select(Job.id).where(Job.dedupe_key == dedupe_key, Job.state == JobState.WAITING)
    ):
        return
    job = Job(kind=kind, payload=payload, dedupe_key=dedupe_key, run_at=run_at or clock.now())
    try:
        with session.begin_nested():
            session.add(job)
    except sa.exc.IntegrityError:
        if not dedupe_key:
            raise  # with a key, another transaction asked for the same work at the same moment


def take_back(session: Session, kinds: Collection[str]) -> None:
    """Ask no more for work of these kinds: what still waits of it is gone."""
    session.execute(sa.delete(Job).where(Job.kind.in_(kinds), Job.state == JobState.WAITING))


def claim(session: Session, now: datetime) -> Job | None:
    """Take the oldest due job for this worker: a waiting one, or one whose worker stopped answering."""
    due = sa.or_(
        sa.and_(Job.state == JobState.WAITING, Job.run_at <= now),
        sa.and_(Job.state == JobState.RUNNING, Job.leased_until < now),
    )
    job = session.scalars(
        sa.select(Job).where(due).order_by(Job.run_at, Job.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if job is None:
        return None
    job.state, job.leased_until, job.attempts = JobState.RUNNING, now + LEASE, job.attempts + 1
    return job


def run_next(database: Database, handlers: Mapping[str, Handler]) -> bool:
    """Do one due job, if there is one; whether there was."""
    with database.writing.begin() as session:
        job = claim(session, clock.now())
        if job is None:
            return False
        taken = (job.id, job.kind, dict(job.payload), job.attempts)
    _perform(database, handlers, *taken)
    return True


def _perform(
    database: Database, handlers: Mapping[str, Handler], job_id: int, kind: str, payload: dict[str, Any], attempt: int
) -> None:
    stop = Event()
    beat = Thread(target=_heartbeat, args=(database, job_id, stop), daemon=True)
    beat.start()
    started = time.monotonic()
    error: str | None = None
    try:
        handlers[kind](database, payload)
    except Exception as problem:  # whatever a handler meets, the job row must say so and the worker go on
        error = f"{type(problem).__name__}: {problem}"
        _log.exception("job failed", job=job_id, kind=kind, attempt=attempt)
    finally:
        stop.set()
        beat.join()
    _finish(database, job_id, attempt, error)
    _log.info("job", job=job_id, kind=kind, attempt=attempt, seconds=round(time.monotonic() - started, 3), error=error)


def _heartbeat(database: Database, job_id: int, stop: Event) -> None:
    while not stop.wait(LEASE.total_seconds() / 3):
        with database.writing.begin() as session:
            session.execute(sa.update(Job).where(Job.id == job_id).values(leased_until=clock.now() + LEASE))


def _finish(database: Database, job_id: int, attempt: int, error: str | None) -> None:
    with database.writing.begin() as session:
        job = session.get(Job, job_id)
        if job is None or job.state is not JobState.RUNNING or job.attempts != attempt:
            return  # the lease ran out and another worker has it now
        job.leased_until, job.last_error = None, error
        if error is None:
            job.state, job.finished_at = JobState.DONE, clock.now()
        elif attempt >= TRIES:
            job.state, job.finished_at = JobState.PARKED, clock.now()
        else:
            _try_again(session, job, attempt)


def _try_again(session: Session, job: Job, attempt: int) -> None:
    """Back to waiting with a growing pause; where the same work was asked for anew meanwhile, that one is enough."""
    twin = job.dedupe_key and session.scalar(
        sa.select(Job.id).where(Job.dedupe_key == job.dedupe_key, Job.state == JobState.WAITING)
    )
    if twin:
        job.state, job.finished_at = JobState.DONE, clock.now()
    else:
        job.state, job.run_at = JobState.WAITING, clock.now() + timedelta(seconds=2**attempt)


def ask_recurring(session: Session, recurring: tuple[Recurring, ...], now: datetime) -> None:
    """Ask for each clock job once per its interval, however many workers ask."""
    for job in recurring:
        bucket = int(now.timestamp()) // job.every
        key = f"{job.kind}:{bucket}"
        if not session.scalar(sa.select(Job.id).where(Job.dedupe_key == key)):
            enqueue(session, job.kind, {}, dedupe_key=key)


def work(
    database: Database,
    handlers: Mapping[str, Handler],
    recurring: tuple[Recurring, ...],
    stop: Event,
    *,
    pause: float = 0.5,
) -> None:
    """Work until told to stop; a job under way is finished first."""
    asked = 0.0
    while not stop.is_set():
        if time.monotonic() - asked > 10:
            with database.writing.begin() as session:
                ask_recurring(session, recurring, clock.now())
            asked = time.monotonic()
        if not run_next(database, handlers):
            stop.wait(pause)


def run_all(database: Database, handlers: Mapping[str, Handler], *, limit: int = 100_000) -> int:
    """Do every job that is due now and return how many (commands and tests)."""
    return next((done for done in range(limit) if not run_next(database, handlers)), limit)
