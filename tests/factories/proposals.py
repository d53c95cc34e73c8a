"""Proposals for tests, written and handed in the way people do it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core import clock
from app.core.actors import Actor
from app.proposals import service
from app.proposals.models import Proposal
from app.proposals.rules import Answer, Proof
from app.talents.models import Profile
from tests.factories import make_profile

AN_ANSWER = Answer("현장 자료를 다뤄 본 분을 먼저 찾았습니다.", "experience")


def owner_of(profile: Profile) -> Actor:
    return profile.user.as_actor()


def make_draft(session: Session, brief: Brief, profile: Profile | None = None) -> Proposal:
    profile = profile or make_profile(session)
    return service.start_proposal(session, owner_of(profile), brief)


def fill(session: Session, proposal: Proposal, **answers: Any) -> Proposal:
    """Write everything that is asked."""
    defaults = {
        "approach": "하중 곡선을 주마다 나누어 보고, 닳기 시작하는 신호를 찾겠습니다.",
        "amount_won": 10_000_000,
        "starts_on": clock.today() + timedelta(days=30),
        "ends_on": clock.today() + timedelta(days=100),
    }
    proofs = {r.id: Proof("프레스 하중 기록 12만 건으로 이상을 찾았습니다.") for r in proposal.brief.requirements}
    talent = owner_of(proposal.profile)
    service.save_proposal(
        session, talent, proposal, version=proposal.edit_version, proofs=proofs, **{**defaults, **answers}
    )
    return proposal


def make_proposal(session: Session, brief: Brief, profile: Profile | None = None, **answers: Any) -> Proposal:
    """A proposal just submitted."""
    proposal = fill(session, make_draft(session, brief, profile), **answers)
    service.submit_proposal(session, owner_of(proposal.profile), proposal)
    return proposal


def make_reviewed(session: Session, client: Actor, brief: Brief, profile: Profile | None = None) -> Proposal:
    """A proposal its client has opened."""
    proposal = make_proposal(session, brief, profile)
    service.open_proposal(session, client, proposal)
    return proposal
