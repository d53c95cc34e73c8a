"""Several people pressing at the same moment: each in a thread and a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy.orm import Session

from app.core.db import Database


def race(database: Database, *tasks: Callable[[Session], Any]) -> list[Exception | None]:
    """Run the tasks together; for each, what refused it, or None where it was done."""
    start = Barrier(len(tasks))

    def run(task: Callable[[Session], Any]) -> Exception | None:
        start.wait()
        try:
            with database.writing.begin() as session:
                task(session)
        except Exception as refusal:  # what it was is what the test asks
            return refusal
        return None

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
