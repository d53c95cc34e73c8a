"""Tables of proposals: the offer, the evidence for each requirement, and the counter-offers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.briefs.models import Brief, Requirement
from app.briefs.rules import without_firm
from app.core import clock
from app.core.db import Base, Edited, Id, Won
from app.invitations.models import Invitation
from app.proposals.rules import EVIDENCE_LIMIT, RECONSIDER_WITHIN
from app.proposals.workflow import LIVE, PROPOSAL, ProposalState
from app.talents.models import Profile, Project

_is_live = sa.text(f"state IN {tuple(map(str, LIVE))}")
_is_selected = sa.text("state = 'selected'")


class Side(StrEnum):
    CLIENT = "client"
    TALENT = "talent"


class OfferState(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Proposal(Edited, Base):
    """One talent's offer for one brief. `amount_won` and the days are the terms as they stand after negotiation."""

    __tablename__ = "proposal"
    __table_args__ = (
        sa.Index(
            "one_live_proposal_per_brief_and_talent",
            "brief_id",
            "profile_id",
            unique=True,
            sqlite_where=_is_live,
            postgresql_where=_is_live,
        ),
        sa.Index(
            "one_selected_proposal_per_slot",
            "brief_id",
            "slot",
            unique=True,
            sqlite_where=_is_selected,
            postgresql_where=_is_selected,
        ),
        sa.CheckConstraint("state <> 'selected' OR slot IS NOT NULL", name="selected_has_a_slot"),
        sa.CheckConstraint("amount_won >= 0", name="amount_is_not_negative"),
    )

    id: Mapped[Id]
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("invitation.id"))
    brief_version: Mapped[int]
    told_version: Mapped[int] = mapped_column(default=1)
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.DRAFT)
    slot: Mapped[int | None]
    approach: Mapped[str] = mapped_column(default="")
    amount_won: Mapped[Won | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    submitted_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer_reason: Mapped[str | None]
    answer_gap: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    brief: Mapped[Brief] = relationship()
    profile: Mapped[Profile] = relationship()
    invitation: Mapped[Invitation | None] = relationship()
    evidence: Mapped[list[RequirementEvidence]] = relationship(
        back_populates="proposal", order_by="RequirementEvidence.id", cascade="all, delete-orphan"
    )
    offers: Mapped[list[CounterOffer]] = relationship(
        back_populates="proposal", order_by="CounterOffer.id", cascade="all, delete-orphan"
    )

    @property
    def unanswered_essentials(self) -> list[Requirement]:
        answered = {row.requirement_id for row in self.evidence if row.text.strip()}
        return [requirement for requirement in self.brief.essentials if requirement.id not in answered]

    @property
    def open_offer(self) -> CounterOffer | None:
        """The terms that wait for the other side's answer; a proposal is under negotiation exactly while there are some."""
        return next((offer for offer in self.offers if offer.state is OfferState.OPEN), None)

    @property
    def has_open_offer(self) -> bool:
        return self.open_offer is not None

    def close_offer(self) -> None:
        """Whatever terms still wait fall away with the proposal."""
        if self.open_offer is not None:
            self.open_offer.state = OfferState.WITHDRAWN

    def evidence_for(self, requirement: Requirement) -> RequirementEvidence | None:
        return next((row for row in self.evidence if row.requirement_id == requirement.id), None)

    @property
    def answers_older_version(self) -> bool:
        """The brief was changed in something that matters after this was written."""
        return self.brief_version < self.brief.version

    @property
    def knows_firm(self) -> bool:
        """The writer may know the firm once invited, or once the proposal was handed in."""
        return self.invitation_id is not None or self.submitted_at is not None

    @property
    def firm_name(self) -> str:
        """The firm's name as its writer may read it."""
        return self.brief.organisation.name if self.knows_firm else ""

    @property
    def heading(self) -> str:
        """The brief's heading as the writer may read it."""
        firm = self.brief.organisation
        return self.brief.heading if self.knows_firm else without_firm(self.brief.heading, firm.name, firm.name_en)

    @property
    def awaits_contract(self) -> bool:
        """Selected: what follows is its contract."""
        return self.state is ProposalState.SELECTED

    @property
    def may_be_reconsidered(self) -> bool:
        return self.answered_at is not None and clock.now() - self.answered_at <= RECONSIDER_WITHIN


class RequirementEvidence(Base):
    """What proves one requirement, in at most 300 characters, tied to a project of the profile where there is one."""

    __tablename__ = "requirement_evidence"
    __table_args__ = (
        sa.UniqueConstraint("proposal_id", "requirement_id", name="one_evidence_per_requirement"),
        sa.CheckConstraint(f"length(text) <= {EVIDENCE_LIMIT}", name="evidence_is_short"),
    )

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    requirement_id: Mapped[int] = mapped_column(sa.ForeignKey("requirement.id"))
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("project.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(default="")

    proposal: Mapped[Proposal] = relationship(back_populates="evidence")
    requirement: Mapped[Requirement] = relationship()
    project: Mapped[Project | None] = relationship()


class CounterOffer(Base):
    """Terms one side puts to the other; agreeing writes them into the proposal."""

    __tablename__ = "counter_offer"
    __table_args__ = (
        sa.Index(
            "one_open_offer_per_proposal",
            "proposal_id",
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
    )

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    side: Mapped[Side]
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN)
    amount_won: Mapped[Won]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    proposal: Mapped[Proposal] = relationship(back_populates="offers")


LIFECYCLES = ((PROPOSAL, Proposal),)
