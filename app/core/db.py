"""The database: one metadata, two kinds of session (reading, writing), and column types that keep time and states honest."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Dialect, Engine, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from app.core import clock


class Moment(sa.TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database. A naive datetime is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[enum.Enum]) -> Sequence[str]:
    return [str(member.value) for member in members]


Won = Annotated[int, mapped_column(sa.BigInteger)]
Json = Annotated[Any, mapped_column(sa.JSON)]
Id = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    """Every table of the product hangs on this metadata."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment(),
        str: sa.Text(),
        enum.Enum: sa.Enum(enum.Enum, native_enum=False, length=40, create_constraint=False, values_callable=_values),
    }


class Edited:
    """A row people edit in forms: carries the version that a stale save is measured against."""

    edit_version: Mapped[int] = mapped_column(default=1, server_default="1")
    edited_at: Mapped[datetime] = mapped_column(default=clock.now)


def normalise_url(url: str) -> str:
    """Accept the address forms hosting services hand out and name the driver we ship (psycopg 3)."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url[len(prefix) :]
    return url


class Database:
    """An engine and its two session factories.

    On SQLite a writing transaction takes the write lock at its start (BEGIN IMMEDIATE), so that two
    writers queue instead of failing half-way; on PostgreSQL both factories are the same.
    """

    def __init__(self, url: str, *, durable: bool = False) -> None:
        parsed = make_url(normalise_url(url))
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.engine = open_engine(parsed, durable)
        self.reading = sessionmaker(self.engine, expire_on_commit=False)
        self.writing = sessionmaker(self.engine.execution_options(begin="IMMEDIATE"), expire_on_commit=False)


def open_engine(url: URL, durable: bool) -> Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_size=5, max_overflow=5, pool_pre_ping=True)
    engine = sa.create_engine(url)
    _prepare_sqlite(engine, durable=durable)
    return engine


def _prepare_sqlite(engine: Engine, *, durable: bool) -> None:
    @event.listens_for(engine, "connect")
    def connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # the driver's own BEGIN breaks savepoints; ours is below
        cursor = raw.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "busy_timeout=15000",
            f"synchronous={'FULL' if durable else 'NORMAL'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def lock(session: Session, thing: Base) -> None:
    """Read the row again under a lock: what follows sees the newest state and nobody changes it meanwhile.

    FOR NO KEY UPDATE: a row changed twice in one transaction makes PostgreSQL share-lock the row it refers to, and two
    who share it, each waiting to have it alone, would never end. `of`: what is loaded along cannot be locked.
    """
    session.flush()
    session.refresh(thing, with_for_update={"key_share": True, "of": type(thing)})
