"""Tables of contracts: the document and its signatures, milestones, deliveries and payment records."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation
from app.briefs.models import Brief
from app.contracts.rules.terms import REMIND_BEFORE, Step, Terms, points_to_employment
from app.contracts.workflow import ACCEPTED, CONTRACT, MILESTONE, ContractState, MilestoneState
from app.core import clock
from app.core.db import Base, Edited, Id, Json, Won
from app.core.files import StoredFile
from app.proposals.models import Proposal
from app.proposals.models import Side as Side
from app.talents.models import Profile


class TaxMode(StrEnum):
    """How a payment is taxed: 3.3 % withheld from a person, or VAT added for a registered business."""

    WITHHOLDING = "withholding"
    VAT = "vat"


_is_live = sa.text("state != 'voided'")


class Contract(Edited, Base):
    """One selected proposal's contract for work; `document` is the frozen text whose SHA-256 both sides sign."""

    __tablename__ = "contract"
    __table_args__ = (
        sa.Index(
            "one_live_contract_per_proposal",
            "proposal_id",
            unique=True,
            sqlite_where=_is_live,
            postgresql_where=_is_live,
        ),
        sa.CheckConstraint("amount_won > 0", name="amount_is_positive"),
    )

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(unique=True)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"))
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    state: Mapped[ContractState] = mapped_column(default=ContractState.DRAFT)
    title: Mapped[str]
    amount_won: Mapped[Won]
    tax_mode: Mapped[TaxMode] = mapped_column(default=TaxMode.WITHHOLDING)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    hours_per_week: Mapped[int]
    terms: Mapped[Json] = mapped_column(default=lambda: asdict(Terms()))
    signs_of_employment: Mapped[Json | None] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)
    document: Mapped[str | None]
    document_sha256: Mapped[str | None]
    signed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    proposal: Mapped[Proposal] = relationship()
    brief: Mapped[Brief] = relationship()
    organisation: Mapped[Organisation] = relationship()
    profile: Mapped[Profile] = relationship()
    milestones: Mapped[list[Milestone]] = relationship(
        back_populates="contract", order_by="Milestone.position, Milestone.id", cascade="all, delete-orphan"
    )
    signatures: Mapped[list[Signature]] = relationship(back_populates="contract", order_by="Signature.id")

    @property
    def chosen(self) -> Terms:
        return Terms(**self.terms)

    @property
    def points_to_employment(self) -> bool:
        return points_to_employment(self.signs_of_employment or ())

    @property
    def steps(self) -> list[Step]:
        """The milestones as they are written."""
        return [Step(m.title, m.criteria, m.amount_won, m.due_on) for m in self.milestones]

    @property
    def is_intact(self) -> bool:
        """Whether the kept document is the very text its hash was taken of."""
        return self.document is not None and digest_of(self.document) == self.document_sha256

    @property
    def awaits_outcome(self) -> bool:
        """Complete: what follows is what changed."""
        return self.state is ContractState.COMPLETED

    @property
    def shares_contact(self) -> bool:
        """Both sides may know how to reach each other from signature on."""
        return self.signed_at is not None

    @property
    def valid_signatures(self) -> list[Signature]:
        """Signatures over the document as it stands."""
        return [s for s in self.signatures if s.version == self.version and s.document_sha256 == self.document_sha256]

    @property
    def is_signed_by_both(self) -> bool:
        return {signature.side for signature in self.valid_signatures} == set(Side)


def digest_of(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


class Signature(Base):
    """One side's signature over one document hash, with the words it was given in."""

    __tablename__ = "signature"
    __table_args__ = (sa.UniqueConstraint("contract_id", "version", "side", name="one_signature_per_side_and_version"),)

    id: Mapped[Id]
    contract_id: Mapped[int] = mapped_column(sa.ForeignKey("contract.id"))
    version: Mapped[int]
    side: Mapped[Side]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    signer_name: Mapped[str]
    document_sha256: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(default=clock.now)

    contract: Mapped[Contract] = relationship(back_populates="signatures")


class Milestone(Edited, Base):
    """One step of the work with its criteria, amount (before VAT) and day."""

    __tablename__ = "milestone"
    __table_args__ = (sa.CheckConstraint("amount_won >= 0", name="amount_is_not_negative"),)

    id: Mapped[Id]
    contract_id: Mapped[int] = mapped_column(sa.ForeignKey("contract.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    criteria: Mapped[str]
    amount_won: Mapped[Won]
    due_on: Mapped[date]
    state: Mapped[MilestoneState] = mapped_column(default=MilestoneState.PLANNED)
    rounds: Mapped[int] = mapped_column(default=0)
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_on: Mapped[date | None]
    last_return: Mapped[str | None]
    submitted_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(back_populates="milestones")
    deliveries: Mapped[list[Delivery]] = relationship(
        back_populates="milestone", order_by="Delivery.id", cascade="all, delete-orphan"
    )
    payment: Mapped[Payment | None] = relationship(back_populates="milestone", uselist=False)

    @property
    def is_overdue(self) -> bool:
        waiting = (MilestoneState.PLANNED, MilestoneState.IN_PROGRESS, MilestoneState.CHANGES_REQUESTED)
        return self.state in waiting and clock.today() > self.due_on

    @property
    def awaits_inspection(self) -> bool:
        return self.state is MilestoneState.SUBMITTED

    @property
    def inspect_by(self) -> date | None:
        """The last day of the inspection of what was handed in."""
        if self.submitted_at is None:
            return None
        return clock.add_business_days(clock.day_of(self.submitted_at), self.contract.chosen.inspection_days)

    @property
    def reminder_is_due(self) -> bool:
        """Whether the client should be reminded today: at most once a day, and once for each of the set distances."""
        if self.inspect_by is None or self.reminders >= len(REMIND_BEFORE) or self.reminded_on == clock.today():
            return False
        return clock.business_days_between(clock.today(), self.inspect_by) <= REMIND_BEFORE[self.reminders]

    @property
    def may_be_deemed_accepted(self) -> bool:
        """The inspection ended unanswered, both reminders went out on earlier days, and the contract says so."""
        if self.inspect_by is None or self.reminded_on is None or not self.contract.chosen.deemed_acceptance:
            return False
        is_reminded = self.reminders >= len(REMIND_BEFORE) and self.reminded_on < clock.today()
        return is_reminded and clock.today() > self.inspect_by

    @property
    def is_accepted(self) -> bool:
        return self.state in ACCEPTED

    @property
    def pay_by(self) -> date | None:
        """The last day on which the payment is in time."""
        if self.accepted_at is None:
            return None
        return clock.day_of(self.accepted_at) + timedelta(days=self.contract.chosen.payment_days)

    @property
    def payment_is_late(self) -> bool:
        return self.pay_by is not None and self.payment is None and clock.today() > self.pay_by


class Delivery(Base):
    """What was handed in for one round of a milestone."""

    __tablename__ = "delivery"

    id: Mapped[Id]
    milestone_id: Mapped[int] = mapped_column(sa.ForeignKey("milestone.id"), index=True)
    round: Mapped[int]
    note: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    milestone: Mapped[Milestone] = relationship(back_populates="deliveries")
    files: Mapped[list[StoredFile]] = relationship(secondary="delivery_file", order_by="StoredFile.id")


class DeliveryFile(Base):
    __tablename__ = "delivery_file"

    delivery_id: Mapped[int] = mapped_column(sa.ForeignKey("delivery.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id"), primary_key=True)


class Payment(Base):
    """A payment the client records and the talent confirms; the platform never holds money."""

    __tablename__ = "payment"
    __table_args__ = (sa.CheckConstraint("paid_won >= 0", name="paid_is_not_negative"),)

    id: Mapped[Id]
    milestone_id: Mapped[int] = mapped_column(sa.ForeignKey("milestone.id"), unique=True)
    supply_won: Mapped[Won]
    vat_won: Mapped[Won]
    income_tax_won: Mapped[Won]
    local_tax_won: Mapped[Won]
    paid_won: Mapped[Won]
    paid_on: Mapped[date]
    tax_invoice: Mapped[str | None]
    recorded_by: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime | None]

    milestone: Mapped[Milestone] = relationship(back_populates="payment")


LIFECYCLES = ((CONTRACT, Contract), (MILESTONE, Milestone))
