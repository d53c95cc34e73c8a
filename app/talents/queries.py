"""Reading profiles: their owner reads all, the office what it must decide on, nobody else anything but the blind view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts.queries import has_consented
from app.core.actors import Actor
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.pages import Page, paginate
from app.talents import rules
from app.talents.models import CommittedHours, Profile, ProfileSkill, SkillEvidence
from app.talents.workflow import PROFILE, SKILL_EVIDENCE, EvidenceState, ProfileState

_WHOLE = (
    selectinload(Profile.projects),
    selectinload(Profile.skills).selectinload(ProfileSkill.proofs),
    selectinload(Profile.courses),
    selectinload(Profile.certificates),
)


def find_own_profile(session: Session, talent: Actor) -> Profile | None:
    return session.scalars(sa.select(Profile).where(Profile.user_id == talent.user_id).options(*_WHOLE)).first()


def own_profile(session: Session, talent: Actor) -> Profile:
    profile = find_own_profile(session, talent)
    if profile is None:
        raise NotFound(_("아직 프로필이 없어요. 먼저 프로필을 시작해 주세요."))
    return profile


def get_profile(session: Session, actor: Actor, profile_id: int) -> Profile:
    """A profile this person may read in full. Raises NotFound otherwise."""
    profile = session.get(Profile, profile_id, options=_WHOLE)
    if profile is None or not PROFILE.sees(actor, profile):
        raise NotFound()
    return profile


def has_agreed(session: Session, profile: Profile) -> bool:
    """Whether the owner has consented to being matched, and not withdrawn it."""
    return has_consented(session, profile.user_id, rules.CONSENT_PURPOSE)


def listed_profiles() -> sa.Select[Any]:
    """Profiles that may appear in lists: listed, and not taken out of the matcher by their owner."""
    return sa.select(Profile).where(Profile.state == ProfileState.LISTED, Profile.matching_refused_at.is_(None))


# -- how far a profile has come -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Section:
    """One part of a profile: where it is written, whether it says enough, and why it is worth writing."""

    path: str
    label: Text
    is_done: bool
    why: Text


def sections(profile: Profile) -> list[Section]:
    """The parts of a profile in the order they are best written."""
    return [
        Section("edit", _("소개"), bool(profile.headline and profile.summary), _("기업이 맨 먼저 읽는 두 가지예요.")),
        Section("skills", _("가진 역량"), bool(profile.skills), _("하나 이상 적어야 공개할 수 있어요.")),
        Section("projects", _("해 본 일"), bool(profile.projects), _("요건을 채우는 문장이 여기에서 나와요.")),
        Section(
            "availability",
            _("일할 수 있는 때와 조건"),
            bool(profile.availability_hours and profile.rate_won_per_hour),
            _("시간과 금액이 맞는 과제만 보여 드려요."),
        ),
        Section("courses", _("마친 교육"), bool(profile.courses), _("마친 교육은 역량의 근거가 돼요.")),
        Section("certificates", _("가진 자격"), bool(profile.certificates), _("자격은 교육보다 강한 근거예요.")),
    ]


# -- proofs -------------------------------------------------------------------------------------------------------


def get_evidence(session: Session, actor: Actor, evidence_id: int) -> SkillEvidence:
    evidence = session.get(SkillEvidence, evidence_id, options=[joinedload(SkillEvidence.file)])
    if evidence is None or not SKILL_EVIDENCE.sees(actor, evidence):
        raise NotFound()
    return evidence


def evidence_queue(session: Session, page: int = 1) -> Page[SkillEvidence]:
    """Proofs waiting for the office, the longest waiting first."""
    query = sa.select(SkillEvidence).where(SkillEvidence.state == EvidenceState.SUBMITTED)
    query = query.options(
        joinedload(SkillEvidence.skill).joinedload(ProfileSkill.profile), joinedload(SkillEvidence.file)
    )
    return paginate(session, query.order_by(SkillEvidence.submitted_at, SkillEvidence.id), page)


def approved_from(session: Session, profile: Profile, source: str) -> Sequence[SkillEvidence]:
    """The standing proofs of one source in one profile."""
    query = (
        sa.select(SkillEvidence)
        .join(SkillEvidence.skill)
        .where(
            ProfileSkill.profile_id == profile.id,
            SkillEvidence.source == source,
            SkillEvidence.state == EvidenceState.APPROVED,
        )
    )
    return session.scalars(query.order_by(SkillEvidence.id)).all()


# -- hours --------------------------------------------------------------------------------------------------------


def find_commitment(session: Session, source: str) -> CommittedHours | None:
    return session.scalars(sa.select(CommittedHours).where(CommittedHours.source == source)).first()


def free_hours(session: Session, profile: Profile, starts_on: date, ends_on: date) -> int:
    """Hours a week that are free on every day of a span: what is offered less the most that is promised at once."""
    query = sa.select(CommittedHours).where(
        CommittedHours.profile_id == profile.id,
        CommittedHours.starts_on <= ends_on,
        CommittedHours.ends_on >= starts_on,
    )
    promised = rules.busiest(session.scalars(query).all(), starts_on, ends_on)
    return max(0, (profile.availability_hours or 0) - promised)
