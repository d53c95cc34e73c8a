"""The table of notices."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Id, Json


class Notice(Base):
    """One person told of one history row; put into words when read, in the reader's language."""

    __tablename__ = "notice"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "history_id", name="one_notice_per_person_and_event"),
        sa.Index("ix_notice_unread", "user_id", "read_at"),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    history_id: Mapped[int] = mapped_column(sa.ForeignKey("history.id"))
    workflow: Mapped[str]
    move: Mapped[str]
    gaps: Mapped[Json]
    path: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]
