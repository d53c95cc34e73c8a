"""Databases for tests: every test that asks for one runs on SQLite and on PostgreSQL, each time on empty tables.

Services commit, so rolling back is not enough. SQLite: a copy of one empty file. PostgreSQL: one server and
one database for each xdist worker, its rows deleted after each test (2 ms, where TRUNCATE takes 50).
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.core import db
from app.core.db import Database, normalise_url
from app.tables import metadata
from scripts.setup.debian import find_postgres
from scripts.setup.leash import Leashed

STARTS_WITHIN = 30.0  # seconds
db.open_engine = cache(db.open_engine)  # an engine remembers the SQL it compiled: a quarter of what the tests did
_FAST_AND_FORGETFUL = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=100",
)


class NoPostgres(RuntimeError):
    """Neither TEST_PG_URL nor a server's programs are here."""


@contextmanager
def provide_postgres() -> Iterator[str]:
    """The URL of an empty database: on TEST_PG_URL's server if set, else on a throw-away one. Raises NoPostgres."""
    given = os.environ.get("TEST_PG_URL")
    if given:
        with _database_on(given) as url:
            yield url
        return
    programs = find_postgres()
    if programs is None:
        raise NoPostgres("set TEST_PG_URL or install postgresql: this half of the tests needs it")
    with _server(programs) as url, _database_on(url) as own:
        yield own


@contextmanager
def _server(programs: Path) -> Iterator[str]:
    """Its own data, its own socket, nothing on the network; it ends with us, however we end."""
    with tempfile.TemporaryDirectory(prefix="ieum-pg-") as name:
        folder = Path(name)
        run_as = _as_postgres(folder) if os.geteuid() == 0 else []
        data, socket = folder / "data", folder / "socket"
        initdb = f"{programs}/initdb -D {data} -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync".split()
        subprocess.run([*run_as, "mkdir", str(socket)], check=True)
        subprocess.run([*run_as, *initdb], check=True, stdout=subprocess.DEVNULL, cwd="/")
        settings = [word for setting in _FAST_AND_FORGETFUL for word in ("-c", setting)]
        command = [*run_as, str(programs / "postgres"), "-D", str(data), "-k", str(socket), *settings]
        url = f"postgresql+psycopg://postgres@/postgres?host={socket}"
        with Leashed(command, folder / "log") as server:
            _wait_for(url, server)
            yield url


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package has made a user for it."""
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _wait_for(url: str, server: Leashed) -> None:
    engine = sa.create_engine(url)
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            engine.connect().close()
            return
        except sa.exc.OperationalError:
            if server.ended() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{server.log.read_text()}") from None
            time.sleep(0.05)
        finally:
            engine.dispose()


@contextmanager
def _database_on(server: str) -> Iterator[str]:
    address = sa.make_url(normalise_url(server))
    name = f"ieum_test_{uuid4().hex}"
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield address.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One database for this worker's whole session. Without PostgreSQL its tests are skipped, and fail in CI."""
    try:
        with provide_postgres() as url:
            yield url
    except NoPostgres as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(str(reason))
        pytest.skip(str(reason))


@pytest.fixture
def postgres_database(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database of this test's own, without any table (migrations, set-up)."""
    with _database_on(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def _postgres_tables(postgres_server: str) -> Iterator[Engine]:
    engine = sa.create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(_sqlite_tables: Path) -> str:
    """Empty tables in a new file under the worker's one address, so that its engine is the same for every test."""
    path = _sqlite_tables.with_name("ieum.db")
    url = f"sqlite:///{path}"
    Database(url).engine.dispose()
    for left in (path, *path.parent.glob("ieum.db-*")):
        left.unlink(missing_ok=True)
    shutil.copy(_sqlite_tables, path)
    return url


@pytest.fixture
def postgres_url(_postgres_tables: Engine, postgres_server: str) -> Iterator[str]:
    """Empty tables on PostgreSQL."""
    yield postgres_server
    _empty(_postgres_tables)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A test that asks for this runs twice: once on each database."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.engine.dispose()


def _empty(engine: Engine) -> None:
    """Deletes every row. Connections a test left open are cut, so that their locks cannot hold us up."""
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        deletes = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables))
        connection.exec_driver_sql(f"DO $$ BEGIN {deletes}; END $$")
