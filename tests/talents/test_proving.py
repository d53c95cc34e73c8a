"""Proofs of skills: the office's answers, verified outcomes, and falling back to what remains."""

from __future__ import annotations

import pytest

from app.core.actors import CLOCK
from app.core.errors import Forbidden, Invalid, NotFound, Taken, WrongState
from app.talents import queries, rules, service
from app.talents.workflow import EvidenceState
from tests.factories import make_office, make_talent
from tests.factories.talents import add_skill, begin_profile


def prove(session, talent, skill, source="mentor"):
    return service.submit_evidence(session, talent, skill, source=source, note="강사님이 봐 주셨어요")


def test_a_skill_is_as_well_proven_as_its_strongest_proof():
    assert rules.strongest([]) == 0
    assert rules.strongest([1, 4, 2]) == 4


def test_the_office_approves_and_the_level_rises(session):
    talent, profile = begin_profile(session)
    course = service.save_course(session, talent, profile, title="제조 AI 과정", hours=960)
    skill = add_skill(session, talent, profile)
    weak, strong = prove(session, talent, skill, f"course:{course.id}"), prove(session, talent, skill)
    assert skill.evidence_level == 0
    office = make_office(session)
    service.approve_evidence(session, office, strong)
    service.approve_evidence(session, office, weak)
    assert skill.evidence_level == 3
    service.revoke_evidence(session, office, strong, reason="멘토가 확인을 거두었어요")
    assert skill.evidence_level == 1


def test_a_rejected_proof_proves_nothing_and_may_be_handed_in_again(session):
    talent, profile = begin_profile(session)
    skill, office = add_skill(session, talent, profile), make_office(session)
    proof = prove(session, talent, skill)
    with pytest.raises(Invalid):
        service.reject_evidence(session, office, proof, reason=" ")
    service.reject_evidence(session, office, proof, reason="누가 확인했는지 없어요")
    assert skill.evidence_level == 0
    with pytest.raises(WrongState):
        service.approve_evidence(session, office, proof)
    prove(session, talent, skill)


def test_one_like_it_at_a_time(session):
    talent, profile = begin_profile(session)
    skill = add_skill(session, talent, profile)
    prove(session, talent, skill)
    with pytest.raises(Taken):
        prove(session, talent, skill)


@pytest.mark.parametrize("source", ["outcome:1", "course:999", "friend", ""])
def test_a_talent_points_only_at_what_is_theirs_to_point_at(session, source):
    talent, profile = begin_profile(session)
    skill = add_skill(session, talent, profile)
    with pytest.raises(Invalid):
        prove(session, talent, skill, source)


def test_a_proof_needs_words_or_a_file(session):
    talent, profile = begin_profile(session)
    with pytest.raises(Invalid):
        service.submit_evidence(session, talent, add_skill(session, talent, profile), source="mentor")


def test_nobody_approves_their_own_proof(session):
    talent, profile = begin_profile(session)
    proof = prove(session, talent, add_skill(session, talent, profile))
    with pytest.raises(Forbidden):
        service.approve_evidence(session, talent, proof)
    with pytest.raises(NotFound):
        service.approve_evidence(session, make_talent(session), proof)


def test_the_office_reads_the_longest_waiting_first(session):
    talent, profile = begin_profile(session)
    skills = [add_skill(session, talent, profile, name=name) for name in ("이상탐지", "시계열 예측", "OCR")]
    proofs = [prove(session, talent, skill) for skill in skills]
    service.approve_evidence(session, make_office(session), proofs[1])
    assert list(queries.evidence_queue(session)) == [proofs[0], proofs[2]]


# -- verified outcomes --------------------------------------------------------------------------------------------


def levels_of(profile):
    return {skill.name: skill.evidence_level for skill in profile.skills}


def test_a_verified_outcome_proves_exactly_its_skills(session):
    talent, profile = begin_profile(session)
    for name in ("이상탐지", "시계열 예측"):
        add_skill(session, talent, profile, name=name)
    service.verify_skills(session, CLOCK, profile, names=["이상탐지", "PyTorch"], source="outcome:12")
    assert levels_of(profile) == {"이상탐지": 4, "시계열 예측": 0, "PyTorch": 4}


def test_verifying_twice_proves_once(session):
    talent, profile = begin_profile(session)
    skill = add_skill(session, talent, profile)
    for _ in range(2):
        service.verify_skills(session, CLOCK, profile, names=["이상탐지", "이상 탐지"], source="outcome:12")
    assert [proof.source for proof in skill.approved] == ["outcome:12"]


def test_revoking_an_outcome_lowers_its_skills_at_once_to_what_remains(session):
    talent, profile = begin_profile(session)
    skill, office = add_skill(session, talent, profile), make_office(session)
    service.approve_evidence(session, office, prove(session, talent, skill))
    for source in ("outcome:12", "outcome:13"):
        service.verify_skills(session, CLOCK, profile, names=["이상탐지", "PyTorch"], source=source)
    service.revoke_skills(session, CLOCK, profile, source="outcome:12", reason="측정이 잘못됐어요")
    assert levels_of(profile) == {"이상탐지": 4, "PyTorch": 4}
    service.revoke_skills(session, CLOCK, profile, source="outcome:13", reason="측정이 잘못됐어요")
    assert levels_of(profile) == {"이상탐지": 3, "PyTorch": 0}
    assert [proof.state for proof in skill.proofs].count(EvidenceState.REVOKED) == 2


def test_revoking_what_was_never_verified_changes_nothing(session):
    talent, profile = begin_profile(session)
    skill = add_skill(session, talent, profile)
    service.revoke_skills(session, CLOCK, profile, source="outcome:99", reason="없던 일이에요")
    assert skill.proofs == []


def test_an_outcome_verified_again_after_revocation_counts_again(session):
    _talent, profile = begin_profile(session)
    service.verify_skills(session, CLOCK, profile, names=["OCR"], source="outcome:1")
    service.revoke_skills(session, CLOCK, profile, source="outcome:1", reason="다시 봐요")
    service.verify_skills(session, CLOCK, profile, names=["OCR"], source="outcome:1")
    assert levels_of(profile) == {"OCR": 4}
