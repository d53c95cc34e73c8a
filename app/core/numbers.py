"""Numbers people say aloud ("B-2026-0001"): one counter a series, counted in the transaction of the thing it names."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.db import Base


class NumberSeries(Base):
    """The last number given out in one series."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


def next_number(session: Session, series: str, *, first: int = 1) -> int:
    """The next number of a series, never given twice: a second asker waits for the first one's transaction to end."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = dialect.insert(NumberSeries).values(name=series, last=first)
    counted = row.on_conflict_do_update(index_elements=["name"], set_={"last": NumberSeries.last + 1})
    number: int = session.execute(counted.returning(NumberSeries.last)).scalar_one()
    return number
