"""The history of anything: one row for each change of state, written with the change itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.actors import Actor
from app.core.db import Base, Id, Json


class History(Base):
    """Who moved what from where to where, when, and with which facts (a reason, an amount).

    `actor_id` is a user's number and no foreign key: core knows no people, and a person's row can be
    erased while the history of the things they touched stays.
    """

    __tablename__ = "history"
    __table_args__ = (
        sa.Index("ix_history_thing", "thing", "thing_id", "id"),
        sa.Index("ix_history_move", "thing", "move", "at"),
    )

    id: Mapped[Id]
    thing: Mapped[str]
    thing_id: Mapped[int]
    move: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    facts: Mapped[Json]


def record(
    session: Session,
    actor: Actor,
    thing: str,
    thing_id: int,
    *,
    move: str,
    from_state: str | None,
    to_state: str,
    facts: dict[str, Any],
) -> History:
    """Write one history row in the transaction of the change it tells of."""
    row = History(
        thing=thing,
        thing_id=thing_id,
        move=move,
        from_state=from_state,
        to_state=to_state,
        actor_kind=actor.kind.value,
        actor_id=actor.user_id,
        at=clock.now(),
        facts=facts,
    )
    session.add(row)
    session.flush()
    return row


def history_of(session: Session, thing: str, thing_id: int) -> Sequence[History]:
    """Oldest first."""
    query = sa.select(History).where(History.thing == thing, History.thing_id == thing_id).order_by(History.id)
    return session.scalars(query).all()


def last_move(session: Session, thing: str, thing_id: int) -> History | None:
    query = sa.select(History).where(History.thing == thing, History.thing_id == thing_id).order_by(History.id.desc())
    return session.scalars(query.limit(1)).first()


def moved_at(session: Session, thing: str, thing_id: int, move: str) -> datetime | None:
    """When a thing last made a move, if it ever did."""
    query = sa.select(sa.func.max(History.at)).where(
        History.thing == thing, History.thing_id == thing_id, History.move == move
    )
    return session.scalar(query)
