"""Tables of briefs: the problem, its measure, its requirements, the published versions, and problems firms share."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation, User
from app.briefs.rules import NEEDED, Line, Milestone
from app.briefs.rules.milestones import kept, restored
from app.briefs.workflow import BRIEF, JOINT, BriefState, JointState
from app.core import clock
from app.core.db import Base, Edited, Id, Json, Won

_is_lead, _is_open = sa.text("is_lead"), sa.text("is_open")


class Need(StrEnum):
    ESSENTIAL = "essential"
    NICE = "nice"


class Better(StrEnum):
    """Which way the KPI should move."""

    LOWER = "lower"
    HIGHER = "higher"


class Remote(StrEnum):
    ANY = "any"
    REGION = "region"
    ONSITE = "onsite"


class Brief(Edited, Base):
    """A firm's problem to be solved. A draft may have gaps; `missing_fields` says which must be filled before review."""

    __tablename__ = "brief"
    __table_args__ = (sa.CheckConstraint("budget_won >= 0", name="budget_is_not_negative"),)

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    state: Mapped[BriefState] = mapped_column(default=BriefState.DRAFT, index=True)
    version: Mapped[int] = mapped_column(default=1)
    slots: Mapped[int] = mapped_column(default=1)

    raw: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    tried: Mapped[str] = mapped_column(default="")
    data_text: Mapped[str] = mapped_column(default="")
    kpi_name: Mapped[str] = mapped_column(default="")
    kpi_baseline: Mapped[Decimal | None] = mapped_column(sa.Numeric(18, 4))
    kpi_target: Mapped[Decimal | None] = mapped_column(sa.Numeric(18, 4))
    kpi_unit: Mapped[str] = mapped_column(default="")
    kpi_better: Mapped[Better] = mapped_column(default=Better.LOWER)
    kpi_how: Mapped[str] = mapped_column(default="")
    deliverables: Mapped[str] = mapped_column(default="")
    out_of_scope: Mapped[str] = mapped_column(default="")
    milestones_kept: Mapped[Json] = mapped_column("milestones", default=list, server_default="[]")
    task_type: Mapped[str | None]
    verdict: Mapped[str | None]
    verdict_override_reason: Mapped[str | None]
    stop_reason: Mapped[str | None]
    industry_ksic: Mapped[str] = mapped_column(default="")
    region_code: Mapped[str] = mapped_column(default="")
    remote: Mapped[Remote] = mapped_column(default=Remote.ANY)
    language: Mapped[str] = mapped_column(default="ko")
    budget_won: Mapped[Won | None]
    weeks: Mapped[int | None]
    hours_per_week: Mapped[int | None]
    starts_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    published_at: Mapped[datetime | None]
    imported_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    author: Mapped[User] = relationship()
    requirements: Mapped[list[Requirement]] = relationship(
        back_populates="brief",
        primaryjoin="and_(Requirement.brief_id == Brief.id, Requirement.retired_at.is_(None))",
        order_by="Requirement.need, Requirement.position, Requirement.id",
        cascade="all, delete-orphan",
    )

    joint: Mapped[JointBrief | None] = relationship(back_populates="brief")

    @property
    def partners(self) -> list[Organisation]:
        """The other firms of a joint brief; none where a firm has its brief to itself."""
        return [part.brief.organisation for part in self.joint.others] if self.joint else []

    @property
    def partner_ids(self) -> set[int]:
        return {firm.id for firm in self.partners}

    @property
    def heading(self) -> str:
        """What a list calls it: its title, or how its owner put it while there is none."""
        return self.title or self.raw[:60] or self.number

    @property
    def essentials(self) -> list[Requirement]:
        return [requirement for requirement in self.requirements if requirement.need is Need.ESSENTIAL]

    @property
    def nices(self) -> list[Requirement]:
        return [requirement for requirement in self.requirements if requirement.need is Need.NICE]

    @property
    def essential(self) -> list[Line]:
        """The essential requirements as a form reads and writes them."""
        return [requirement.line for requirement in self.essentials]

    @essential.setter
    def essential(self, lines: list[Line]) -> None:
        self._write(Need.ESSENTIAL, lines)

    @property
    def nice(self) -> list[Line]:
        return [requirement.line for requirement in self.nices]

    @nice.setter
    def nice(self, lines: list[Line]) -> None:
        self._write(Need.NICE, lines)

    def _write(self, need: Need, lines: list[Line]) -> None:
        """Keep rows whose sentence stays (proposals answer them by their number), add new ones, let the others go."""
        kept = {row.text: row for row in self.requirements if row.need is need}
        for position, line in enumerate(lines):
            row = kept.pop(line.text, None) or Requirement(need=need, text=line.text)
            row.position, row.skill_ids = position, list(line.skill_ids)
            if row not in self.requirements:
                self.requirements.append(row)
        for row in kept.values():
            if self.published_at is None:
                self.requirements.remove(row)
            else:
                row.retired_at = clock.now()

    @property
    def milestones(self) -> list[Milestone]:
        """The steps in which the work is handed over and paid; empty where its owner left that to the contract."""
        return restored(self.milestones_kept or [])

    @milestones.setter
    def milestones(self, milestones: list[Milestone]) -> None:
        self.milestones_kept = kept(milestones)

    @property
    def missing_fields(self) -> list[str]:
        """Names of the fields that must be filled before the office can review; a deadline gone by is as good as none."""
        return [
            name for name in NEEDED if getattr(self, name) in (None, "", []) or (name == "deadline_on" and self.is_late)
        ]

    @property
    def is_late(self) -> bool:
        """Whether its deadline came before it was published."""
        return self.published_at is None and self.deadline_on is not None and self.deadline_on <= clock.today()

    @property
    def closes_at(self) -> datetime | None:
        """The instant proposals end: 23:59:59 of the deadline in Korea."""
        return clock.end_of_day(self.deadline_on) if self.deadline_on else None

    @property
    def is_open(self) -> bool:
        """Whether proposals may still come in at this moment."""
        return self.state is BriefState.PUBLISHED and self.closes_at is not None and clock.now() < self.closes_at


class Requirement(Base):
    """One line of what the solver needs: essential or nice-to-have, tied to skills of the vocabulary.

    A line that a published brief gave up is retired, not deleted: proposals may have answered it.
    """

    __tablename__ = "requirement"

    id: Mapped[Id]
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"), index=True)
    need: Mapped[Need]
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    skill_ids: Mapped[Json] = mapped_column(default=list)
    retired_at: Mapped[datetime | None]

    brief: Mapped[Brief] = relationship(back_populates="requirements")

    @property
    def line(self) -> Line:
        return Line(self.text, tuple(self.skill_ids or ()))


class BriefVersion(Base):
    """What a brief said in one published version: proposers answer a version, and see what a newer one changed."""

    __tablename__ = "brief_version"
    __table_args__ = (sa.UniqueConstraint("brief_id", "version", name="one_row_per_brief_version"),)

    id: Mapped[Id]
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    version: Mapped[int]
    content: Mapped[Json]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class JointBrief(Base):
    """One problem of several firms: each is asked, and when all agree one draft takes the place of their briefs."""

    __tablename__ = "joint_brief"

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(unique=True)
    state: Mapped[JointState] = mapped_column(default=JointState.PROPOSED, index=True)
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    note: Mapped[str] = mapped_column(default="")
    answer_by: Mapped[date]
    brief_id: Mapped[int | None] = mapped_column(sa.ForeignKey("brief.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    brief: Mapped[Brief | None] = relationship(back_populates="joint")
    parts: Mapped[list[JointPart]] = relationship(
        back_populates="joint", order_by="JointPart.is_lead.desc(), JointPart.id"
    )

    @property
    def lead(self) -> JointPart:
        return next(part for part in self.parts if part.is_lead)

    @property
    def others(self) -> list[JointPart]:
        return [part for part in self.parts if not part.is_lead]

    @property
    def asked_ids(self) -> set[int]:
        return {part.brief.organisation_id for part in self.parts}

    def part_of(self, organisation_id: int | None) -> JointPart | None:
        """The part of one of the firms asked."""
        return next((part for part in self.parts if part.brief.organisation_id == organisation_id), None)


class JointPart(Base):
    """One firm's brief in a joint one, and what the firm answered. `is_open` while its brief waits for all answers."""

    __tablename__ = "joint_part"
    __table_args__ = (
        sa.UniqueConstraint("joint_id", "brief_id", name="one_part_of_a_brief_in_a_joint_one"),
        sa.Index(
            "one_lead_of_a_joint_brief", "joint_id", unique=True, sqlite_where=_is_lead, postgresql_where=_is_lead
        ),
        sa.Index(
            "one_open_joint_proposal_of_a_brief",
            "brief_id",
            unique=True,
            sqlite_where=_is_open,
            postgresql_where=_is_open,
        ),
    )

    id: Mapped[Id]
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_brief.id"))
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"), index=True)
    is_lead: Mapped[bool] = mapped_column(default=False)
    is_open: Mapped[bool] = mapped_column(default=True)
    agreed: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("app_user.id"))
    answered_at: Mapped[datetime | None]

    joint: Mapped[JointBrief] = relationship(back_populates="parts")
    brief: Mapped[Brief] = relationship()
    answered_by: Mapped[User | None] = relationship()


LIFECYCLES = ((BRIEF, Brief), (JOINT, JointBrief))
