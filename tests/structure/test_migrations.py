"""`alembic upgrade head` makes exactly the tables the code declares, on both databases, up, down and up again."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from app.core.db import Database
from app.tables import metadata
from tests.databases import provide_postgres  # noqa: F401  (the fixtures stand there)

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request, tmp_path):
    """A database without any tables."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        database = Database(request.getfixturevalue("postgres_server"))
        metadata.drop_all(database.engine)
    yield database
    if request.param == "postgres":
        with database.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
        metadata.drop_all(database.engine)
        metadata.create_all(database.engine)
    database.engine.dispose()


def _run(database: Database, verb: str, revision: str) -> None:
    config = Config(str(ROOT / "alembic.ini"))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        getattr(command, verb)(config, revision)
        connection.commit()


def test_the_newest_migration_is_the_code(empty):
    _run(empty, "upgrade", "head")
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_up_down_and_up_again(empty):
    _run(empty, "upgrade", "head")
    _run(empty, "downgrade", "base")
    left = set(sa.inspect(empty.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    _run(empty, "upgrade", "head")
    assert set(metadata.tables) <= set(sa.inspect(empty.engine).get_table_names())
