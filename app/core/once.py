"""One key, one effect: what a POST answered is kept with its key, in the transaction of its effect."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.db import Base

KEPT = timedelta(days=7)


class Answered(Base):
    """The answer given to one idempotency key of one person."""

    __tablename__ = "answered_request"

    key: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(primary_key=True)
    request_digest: Mapped[str]
    status: Mapped[int]
    location: Mapped[str | None]
    body: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


def find_answer(session: Session, key: str, who: str) -> Answered | None:
    return session.get(Answered, (key, who))


def forget_old_answers(session: Session) -> None:
    session.execute(sa.delete(Answered).where(Answered.at < clock.now() - KEPT))
