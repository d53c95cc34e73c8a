"""The databases that tests run on: each test finds empty tables, and what it leaves behind harms nobody."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import Database
from app.core.jobs import Job
from tests.databases import NoPostgres, provide_postgres


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_starts_with_empty_tables(database: Database, time: str) -> None:
    with database.writing.begin() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0
        session.add(Job(kind=time, payload={}))


@pytest.fixture
def left_open() -> Iterator[list[Session]]:
    """Sessions nobody closes before the tables are emptied; thrown away afterwards."""
    sessions: list[Session] = []
    yield sessions
    for session in sessions:
        session.invalidate()


@pytest.mark.postgres
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_transaction_left_open_does_not_hold_up_the_next_test(
    left_open: list[Session], postgres_url: str, time: str
) -> None:
    session = Database(postgres_url).writing()
    left_open.append(session)
    assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0
    session.add(Job(kind=time, payload={}))
    session.flush()


def test_without_postgresql_the_reason_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_PG_URL", raising=False)
    monkeypatch.setattr("tests.databases.find_postgres", lambda: None)
    with pytest.raises(NoPostgres, match="TEST_PG_URL"), provide_postgres():
        pass
