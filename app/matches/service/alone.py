"""One at a time over all workers: a lock that ends with its holder, however that ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

import sqlalchemy as sa

from app.core.db import Database
from app.settings import Settings


@contextmanager
def alone(database: Database, settings: Settings, work: str) -> Iterator[None]:
    """Waits until nobody else does this work: PostgreSQL tells over all machines; with SQLite there is only this one."""
    if database.is_sqlite:
        with (settings.instance / f"{work}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.select(sa.func.pg_advisory_lock(crc32(work.encode()))))
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(crc32(work.encode()))))
