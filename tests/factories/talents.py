"""Profiles on their way, driven by the services as people would."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.core.actors import Actor
from app.talents import service
from app.talents.models import Profile, ProfileSkill
from tests.factories import make_talent


def begin_profile(session: Session, talent: Actor | None = None) -> tuple[Actor, Profile]:
    """A talent with a profile just begun."""
    talent = talent or make_talent(session)
    return talent, service.ensure_profile(session, talent)


def fill_profile(session: Session, talent: Actor, profile: Profile) -> ProfileSkill:
    """Write what must be there before a profile can be listed; the one skill."""
    texts = {
        "headline": "설비 기록에서 이상을 먼저 알아채는 사람",
        "summary": "프레스 하중 기록으로 불량을 미리 찾았습니다.",
    }
    service.save_profile(session, talent, profile, version=profile.edit_version, **texts)
    return add_skill(session, talent, profile)


def add_skill(session: Session, talent: Actor, profile: Profile, **changes: Any) -> ProfileSkill:
    facts = {"name": "이상탐지", "level": 3, "last_used_on": None, "evidence": "프레스 과제"}
    return service.save_skill(session, talent, profile, **{**facts, **changes})


def make_listed(session: Session, talent: Actor | None = None) -> tuple[Actor, Profile]:
    talent, profile = begin_profile(session, talent)
    fill_profile(session, talent, profile)
    service.agree_to_matching(session, talent, profile)
    service.list_profile(session, talent, profile)
    return talent, profile
