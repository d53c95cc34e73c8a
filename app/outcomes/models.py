"""Tables of outcomes: the measured change and the skills it proves."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.briefs.models import Better
from app.contracts.models import Contract
from app.core import clock
from app.core.db import Base, Edited, Id, Json
from app.core.files import StoredFile
from app.outcomes.workflow import OUTCOME, OutcomeState


class Outcome(Edited, Base):
    """One ended contract's result; `skill_names` are the profile skills this work used, and no others are proven by it."""

    __tablename__ = "outcome"

    id: Mapped[Id]
    contract_id: Mapped[int] = mapped_column(sa.ForeignKey("contract.id"), unique=True)
    state: Mapped[OutcomeState] = mapped_column(default=OutcomeState.DUE, index=True)
    kpi_name: Mapped[str]
    unit: Mapped[str]
    better: Mapped[Better]
    baseline: Mapped[Decimal] = mapped_column(sa.Numeric(18, 4))
    target: Mapped[Decimal] = mapped_column(sa.Numeric(18, 4))
    actual: Mapped[Decimal | None] = mapped_column(sa.Numeric(18, 4))
    method: Mapped[str] = mapped_column(default="")
    measured_from: Mapped[date | None]
    measured_to: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_file.id"))
    skill_names: Mapped[Json] = mapped_column(default=list)
    reporter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("app_user.id"))
    reported_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    contract: Mapped[Contract] = relationship()
    file: Mapped[StoredFile | None] = relationship()

    @property
    def meets_target(self) -> bool:
        if self.actual is None:
            return False
        return self.actual <= self.target if self.better is Better.LOWER else self.actual >= self.target


LIFECYCLES = ((OUTCOME, Outcome),)
