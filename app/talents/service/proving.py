"""Proof of skills: handed in and decided by the office, or brought by a verified outcome and taken back with it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Invalid, Taken
from app.core.files import StoredFile
from app.core.language import _
from app.core.workflow import begin, move
from app.skills.queries import find_skill_id
from app.skills.rules import folded
from app.talents import queries, rules
from app.talents.models import Profile, ProfileSkill, SkillEvidence
from app.talents.service.writing import ask_for_matches, check_may_write
from app.talents.workflow import SKILL_EVIDENCE


def submit_evidence(
    session: Session, talent: Actor, skill: ProfileSkill, *, source: str, note: str = "", file: StoredFile | None = None
) -> SkillEvidence:
    """Hand in one proof of a skill for the office to look at. Raises Taken while one like it stands."""
    check_may_write(talent, skill.profile)
    if source not in sources_of(skill.profile):
        sentence = _("무엇으로 보여 줄지 골라 주세요.")
        raise Invalid(sentence, {"source": sentence})
    if not note.strip() and file is None:
        sentence = _("어디에서 무엇을 했는지 적거나 파일을 붙여 주세요.")
        raise Invalid(sentence, {"note": sentence})
    lock(session, skill)
    if any(proof.source == source for proof in skill.live):
        raise Taken(_("같은 증빙이 이미 있어요. 사무국의 답을 기다려 주세요."))
    proof = SkillEvidence(
        profile_skill_id=skill.id,
        source=source,
        level=rules.level_of(source),
        note=note.strip(),
        file_id=file.id if file else None,
    )
    skill.proofs.append(proof)
    return begin(session, SKILL_EVIDENCE, talent, proof)  # type: ignore[no-any-return]


def sources_of(profile: Profile) -> dict[str, str]:
    """What a talent can point at: their courses, their certificates, a mentor. Outcomes come by themselves."""
    courses = {f"course:{course.id}": course.title for course in profile.courses}
    certificates = {f"certificate:{certificate.id}": certificate.title for certificate in profile.certificates}
    return {**courses, **certificates, "mentor": ""}


def approve_evidence(session: Session, office: Actor, evidence: SkillEvidence) -> None:
    move(session, SKILL_EVIDENCE, "approve", office, evidence)
    recompute(session, evidence.skill)


def reject_evidence(session: Session, office: Actor, evidence: SkillEvidence, *, reason: str) -> None:
    move(session, SKILL_EVIDENCE, "reject", office, evidence, reason=reason)


def revoke_evidence(session: Session, actor: Actor, evidence: SkillEvidence, *, reason: str) -> None:
    move(session, SKILL_EVIDENCE, "revoke", actor, evidence, reason=reason)
    recompute(session, evidence.skill)


def verify_skills(session: Session, actor: Actor, profile: Profile, *, names: Iterable[str], source: str) -> None:
    """Prove exactly these skills by a verified outcome (the clock's or the office's act); a second time changes nothing."""
    lock(session, profile)
    for name in dict.fromkeys(names):
        skill = _skill_named(session, profile, name)
        if not any(proof.source == source for proof in skill.approved):
            _prove(session, actor, skill, source)


def revoke_skills(session: Session, actor: Actor, profile: Profile, *, source: str, reason: str) -> None:
    """Take back every proof of one source: its skills fall to what remains, at once."""
    lock(session, profile)
    for evidence in queries.approved_from(session, profile, source):
        revoke_evidence(session, actor, evidence, reason=reason)


def _skill_named(session: Session, profile: Profile, name: str) -> ProfileSkill:
    """The profile's skill of this name, or added now: the outcome shows it although its owner had not named it."""
    found = next((skill for skill in profile.skills if folded(skill.name) == folded(name)), None)
    if found is not None:
        return found
    skill = ProfileSkill(
        name=name,
        skill_id=find_skill_id(name),
        level=rules.LEVEL_OF_VERIFIED_NEWCOMER,
        position=max((other.position for other in profile.skills), default=-1) + 1,
    )
    profile.skills.append(skill)
    session.flush()
    return skill


def _prove(session: Session, actor: Actor, skill: ProfileSkill, source: str) -> None:
    proof = SkillEvidence(profile_skill_id=skill.id, source=source, level=rules.level_of(source))
    skill.proofs.append(proof)
    begin(session, SKILL_EVIDENCE, actor, proof)
    approve_evidence(session, actor, proof)


def recompute(session: Session, skill: ProfileSkill) -> None:
    """A skill is as well proven as its strongest standing proof."""
    skill.evidence_level = rules.strongest(proof.level for proof in skill.approved)
    session.flush()
    ask_for_matches(session, skill.profile)
