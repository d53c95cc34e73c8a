"""What a talent says of themselves so that unequal treatment can be seen; nothing upstream of here can read it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Id


class DeclaredGroup(Base):
    """Groups one talent gave, an empty word for what they kept to themselves; deleted when they take it back."""

    __tablename__ = "declared_group"

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), unique=True)
    gender: Mapped[str] = mapped_column(default="")
    age_band: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime] = mapped_column(default=clock.now)
