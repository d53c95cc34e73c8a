"""Jobs: written with the business row, done once, tried again, parked where the office sees them."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock, jobs
from app.core.db import Database
from app.core.jobs import Job, JobState


def _jobs(database: Database) -> list[Job]:
    with database.reading() as session:
        return list(session.scalars(sa.select(Job).order_by(Job.id)))


def test_a_job_rolled_back_with_its_transaction_was_never_asked_for(database: Database) -> None:
    with database.writing() as session:
        jobs.enqueue(session, "say", {})
        session.rollback()
    assert _jobs(database) == []


def test_asking_twice_with_one_key_is_asking_once(database: Database) -> None:
    with database.writing.begin() as session:
        jobs.enqueue(session, "say", {}, dedupe_key="same")
        jobs.enqueue(session, "say", {}, dedupe_key="same")
    assert len(_jobs(database)) == 1


def test_a_job_is_done_once(database: Database) -> None:
    said: list[str] = []
    with database.writing.begin() as session:
        jobs.enqueue(session, "say", {"word": "안녕"})
    handlers = {"say": lambda _database, payload: said.append(payload["word"])}
    assert jobs.run_all(database, handlers) == 1
    assert jobs.run_all(database, handlers) == 0
    assert said == ["안녕"]


def test_a_failing_job_is_tried_five_times_and_then_parked(database: Database) -> None:
    def fail(_database: Database, _payload: object) -> None:
        raise ValueError("no")

    with database.writing.begin() as session:
        jobs.enqueue(session, "say", {})
    moment = clock.now()
    for attempt in range(1, 8):
        with clock.at(moment + timedelta(hours=attempt)):
            jobs.run_all(database, {"say": fail})
    (job,) = _jobs(database)
    assert (job.state, job.attempts, job.last_error) == (JobState.PARKED, jobs.TRIES, "ValueError: no")


def test_a_job_whose_worker_died_is_taken_by_another(database: Database) -> None:
    with database.writing.begin() as session:
        jobs.enqueue(session, "say", {})
    with database.writing.begin() as session:
        assert jobs.claim(session, clock.now()) is not None
    assert not jobs.run_next(database, {})
    with clock.at(clock.now() + jobs.LEASE * 2):
        assert jobs.run_next(database, {"say": lambda _database, _payload: None})
    assert _jobs(database)[0].state is JobState.DONE


def test_the_clock_asks_once_per_interval_however_many_workers_ask(database: Database) -> None:
    recurring = (jobs.Recurring("close", 60),)
    moment = clock.start_of_day(clock.today())
    for _worker in range(3):
        with database.writing.begin() as session:
            jobs.ask_recurring(session, recurring, moment)
    with database.writing.begin() as session:
        jobs.ask_recurring(session, recurring, moment + timedelta(seconds=60))
    assert len(_jobs(database)) == 2
