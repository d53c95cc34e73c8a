"""How often somebody may do something: counted in the database, so that all web workers count together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Database
from app.core.errors import TooMany


@dataclass(frozen=True)
class Limit:
    """At most `times` in each window of `seconds`."""

    name: str
    times: int
    seconds: int


class RateCount(Base):
    """How often one subject did one thing in one window."""

    __tablename__ = "rate_count"

    name: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    ends_at: Mapped[datetime] = mapped_column(index=True)


def spend(database: Database, limit: Limit, subject: str) -> None:
    """Count one try, in a transaction of its own so that it stays when the request is refused. Raises TooMany."""
    moment = int(clock.now().timestamp())
    window, left = moment // limit.seconds, limit.seconds - moment % limit.seconds
    if database.is_sqlite:
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    row = insert(RateCount).values(
        name=limit.name, subject=subject, window=window, count=1, ends_at=clock.now() + timedelta(seconds=left)
    )
    counted = row.on_conflict_do_update(
        index_elements=["name", "subject", "window"], set_={"count": RateCount.count + 1}
    ).returning(RateCount.count)
    with database.writing.begin() as session:
        count = session.execute(counted).scalar_one()
    if count > limit.times:
        raise TooMany(left)


def forget_old_counts(database: Database) -> None:
    """Delete windows that ended more than a day ago."""
    day_ago = clock.now() - timedelta(days=1)
    with database.writing.begin() as session:
        session.execute(sa.delete(RateCount).where(RateCount.ends_at < day_ago))
