"""Runs migrations on the database that the settings name (or that a test hands over as `connection`)."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy.engine import Connection

from app.core.db import Database, Moment
from app.settings import read_settings
from app.tables import metadata


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """A migration stands alone: our column types are written as what the database stores."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # never queue behind a long transaction while holding up everybody else
        connection.exec_driver_sql("SET lock_timeout = '10s'")
        connection.exec_driver_sql("SET statement_timeout = '15min'")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    handed_over = context.config.attributes.get("connection")
    if handed_over is not None:
        migrate(handed_over)
        return
    settings = read_settings()
    settings.instance.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    with database.engine.execution_options(begin="IMMEDIATE").connect() as connection:
        migrate(connection)
        connection.commit()
    database.engine.dispose()


run()
