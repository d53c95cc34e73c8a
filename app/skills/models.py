"""The table of skill words nobody knew yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Id
from app.skills.workflow import PROPOSED_SKILL, WordState


class ProposedSkill(Base):
    """A word somebody used for a skill, kept once whatever its spelling, with how often it was used."""

    __tablename__ = "proposed_skill"

    id: Mapped[Id]
    word: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    count: Mapped[int] = mapped_column(default=1)
    state: Mapped[WordState] = mapped_column(default=WordState.PROPOSED, index=True)
    first_seen_at: Mapped[datetime] = mapped_column(default=clock.now)


LIFECYCLES = ((PROPOSED_SKILL, ProposedSkill),)
