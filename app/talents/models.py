"""Tables of profiles: projects, skills with their evidence, courses, certificates, committed hours."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core import clock
from app.core.db import Base, Edited, Id, Json, Won
from app.core.files import StoredFile
from app.talents.workflow import PROFILE, SKILL_EVIDENCE, EvidenceLevel, EvidenceState, ProfileState


class Profile(Edited, Base):
    """One talent's profile, shown to clients under its number only ("인재 A-1042")."""

    __tablename__ = "profile"

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    state: Mapped[ProfileState] = mapped_column(default=ProfileState.DRAFT, index=True)
    headline: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    availability_hours: Mapped[int | None]
    starts_on: Mapped[date | None]
    rate_won_per_hour: Mapped[Won | None]
    regions: Mapped[Json] = mapped_column(default=list)
    remote: Mapped[str] = mapped_column(default="any")
    languages: Mapped[Json] = mapped_column(default=lambda: ["ko"])
    wanted_industries: Mapped[Json] = mapped_column(default=list)
    unwanted_industries: Mapped[Json] = mapped_column(default=list)
    growth_skills: Mapped[Json] = mapped_column(default=list)
    matching_refused_at: Mapped[datetime | None]
    imported_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    user: Mapped[User] = relationship()
    projects: Mapped[list[Project]] = relationship(
        back_populates="profile", order_by="Project.position, Project.id", cascade="all, delete-orphan"
    )
    skills: Mapped[list[ProfileSkill]] = relationship(
        back_populates="profile", order_by="ProfileSkill.position, ProfileSkill.id", cascade="all, delete-orphan"
    )
    courses: Mapped[list[Course]] = relationship(
        back_populates="profile", order_by="Course.id", cascade="all, delete-orphan"
    )
    certificates: Mapped[list[Certificate]] = relationship(
        back_populates="profile", order_by="Certificate.id", cascade="all, delete-orphan"
    )


class Project(Edited, Base):
    """What a person did: with which data, by which method, in which part, and what number moved."""

    __tablename__ = "project"

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    data: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    metric: Mapped[str] = mapped_column(default="")
    link: Mapped[str | None]
    industry_ksic: Mapped[str | None]
    ended_on: Mapped[date | None]

    profile: Mapped[Profile] = relationship(back_populates="projects")


class ProfileSkill(Base):
    """A skill as its owner names it, tied to the vocabulary where it is known; `evidence_level` is the strongest proof."""

    __tablename__ = "profile_skill"
    __table_args__ = (
        sa.UniqueConstraint("profile_id", "name", name="a_skill_once_in_a_profile"),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name="level_is_1_to_4"),
    )

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    skill_id: Mapped[str | None] = mapped_column(index=True)
    level: Mapped[int]
    last_used_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    evidence_level: Mapped[int] = mapped_column(default=int(EvidenceLevel.SELF_DECLARED))

    profile: Mapped[Profile] = relationship(back_populates="skills")
    proofs: Mapped[list[SkillEvidence]] = relationship(
        back_populates="skill", order_by="SkillEvidence.id", cascade="all, delete-orphan"
    )

    @property
    def approved(self) -> list[SkillEvidence]:
        return [proof for proof in self.proofs if proof.state is EvidenceState.APPROVED]

    @property
    def live(self) -> list[SkillEvidence]:
        """Proofs that stand or wait; while there are any, the skill's name may not be made to mean something else."""
        return [proof for proof in self.proofs if proof.state in (EvidenceState.APPROVED, EvidenceState.SUBMITTED)]

    @property
    def evidence_name(self) -> str:
        """The name of its level of proof, as macros and the matcher know it."""
        return EvidenceLevel(self.evidence_level).name.lower()


_is_live = sa.text("state IN ('submitted', 'approved')")


class SkillEvidence(Base):
    """One proof of a skill; `source` names where it comes from ("outcome:12", "course:3", "certificate:5", "mentor")."""

    __tablename__ = "skill_evidence"
    __table_args__ = (
        sa.Index(
            "one_live_proof_per_skill_and_source",
            "profile_skill_id",
            "source",
            unique=True,
            sqlite_where=_is_live,
            postgresql_where=_is_live,
        ),
    )

    id: Mapped[Id]
    profile_skill_id: Mapped[int] = mapped_column(sa.ForeignKey("profile_skill.id"), index=True)
    level: Mapped[int]
    state: Mapped[EvidenceState] = mapped_column(default=EvidenceState.SUBMITTED)
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_file.id"))
    submitted_at: Mapped[datetime] = mapped_column(default=clock.now)

    skill: Mapped[ProfileSkill] = relationship(back_populates="proofs")
    file: Mapped[StoredFile | None] = relationship()


class Course(Base):
    __tablename__ = "course"

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    title: Mapped[str]
    hours: Mapped[int | None]
    ended_on: Mapped[date | None]

    profile: Mapped[Profile] = relationship(back_populates="courses")


class Certificate(Base):
    __tablename__ = "certificate"

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    title: Mapped[str]
    issued_on: Mapped[date | None]

    profile: Mapped[Profile] = relationship(back_populates="certificates")


class CommittedHours(Base):
    """Hours a week promised to a contract: what is left is what the matcher may count on."""

    __tablename__ = "committed_hours"

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    source: Mapped[str] = mapped_column(unique=True)
    hours: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class BlockedOrganisation(Base):
    """A firm a talent does not want to be shown to, or work for."""

    __tablename__ = "blocked_organisation"

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)


LIFECYCLES = ((PROFILE, Profile), (SKILL_EVIDENCE, SkillEvidence))
