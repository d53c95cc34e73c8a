"""kill -9 of the worker at random moments: nothing acknowledged is lost, nothing is done half, nothing is done twice in effect.

`KILLS=200 pytest tests/heavy/test_kill.py` is the full run; the default is a sample.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import sqlalchemy as sa

from app.core import jobs
from app.core.db import Base, Database
from app.core.jobs import Job, JobState

KILLS = int(os.environ.get("KILLS", "12"))
JOBS = 150
SEED = 20261122

WORKER = textwrap.dedent(
    """
    import sys, time
    from datetime import timedelta
    from threading import Event
    import sqlalchemy as sa
    from app.core import jobs
    from app.core.db import Database

    jobs.LEASE = timedelta(seconds=1)
    database = Database(sys.argv[1])

    def mark(database, payload):
        with database.writing.begin() as session:
            session.execute(sa.text("INSERT INTO mark (n) VALUES (:n) ON CONFLICT DO NOTHING"), payload)
        time.sleep(0.005)

    jobs.work(database, {"mark": mark}, (), Event(), pause=0.05)
    """
)


def _worker(url: str) -> subprocess.Popen[bytes]:
    root = Path(__file__).parent.parent.parent
    return subprocess.Popen([sys.executable, "-c", WORKER, url], cwd=root, stderr=subprocess.DEVNULL)


def _left(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).where(Job.state != JobState.DONE)) or 0


def test_a_killed_worker_loses_nothing_and_doubles_nothing(database_url):
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    with database.writing.begin() as session:
        session.execute(sa.text("CREATE TABLE IF NOT EXISTS mark (n INTEGER PRIMARY KEY)"))
        session.execute(sa.text("DELETE FROM mark"))
        for n in range(JOBS):
            jobs.enqueue(session, "mark", {"n": n})
    chance = random.Random(SEED)
    for _cycle in range(KILLS):
        workers = [_worker(database_url), _worker(database_url)]
        time.sleep(chance.uniform(0.3, 1.2))
        for worker in workers:
            worker.kill()
            worker.wait()
    last = _worker(database_url)
    deadline = time.monotonic() + 60
    while _left(database) and time.monotonic() < deadline:
        time.sleep(0.2)
    last.kill()
    last.wait()
    with database.reading() as session:
        marks = session.scalar(sa.text("SELECT count(*) FROM mark"))
        states = session.execute(sa.select(Job.state, sa.func.count()).group_by(Job.state)).all()
    database.engine.dispose()
    assert marks == JOBS
    assert [(state, count) for state, count in states] == [(JobState.DONE, JOBS)]
