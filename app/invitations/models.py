"""The table of invitations."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.briefs.models import Brief
from app.core import clock
from app.core.db import Base, Id
from app.invitations.workflow import INVITATION, LIVE, InvitationState
from app.talents.models import Profile

_is_live = sa.text(f"state IN {tuple(map(str, LIVE))}")


class Invitation(Base):
    """One firm's question to one talent about one brief; `answer_by` is five business days after it was sent."""

    __tablename__ = "invitation"
    __table_args__ = (
        sa.Index(
            "one_live_invitation_per_brief_and_talent",
            "brief_id",
            "profile_id",
            unique=True,
            sqlite_where=_is_live,
            postgresql_where=_is_live,
        ),
    )

    id: Mapped[Id]
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    state: Mapped[InvitationState] = mapped_column(default=InvitationState.SENT)
    message: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer_by: Mapped[date]
    reminded_at: Mapped[datetime | None]

    brief: Mapped[Brief] = relationship()
    profile: Mapped[Profile] = relationship()

    @property
    def profile_is_known(self) -> bool:
        """The firm may read the talent's name from acceptance on."""
        return self.state is InvitationState.ACCEPTED

    @property
    def leads_to_proposal(self) -> bool:
        return self.state is InvitationState.ACCEPTED and self.brief.is_open


LIFECYCLES = ((INVITATION, Invitation),)
