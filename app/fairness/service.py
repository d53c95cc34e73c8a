"""Telling a group for the check of fairness alone, and taking it back, which deletes it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.core import clock
from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Forbidden, Invalid
from app.core.language import _
from app.fairness.models import DeclaredGroup
from app.fairness.queries import find_declaration
from app.fairness.rules import AGE_BANDS, CONSENT_PURPOSE, CONSENT_VERSION, GENDERS
from app.talents.models import Profile
from app.talents.workflow import is_self


def declare_group(session: Session, talent: Actor, profile: Profile, *, gender: str, age_band: str) -> DeclaredGroup:
    """Keep what was told, with consent to this one purpose; telling again replaces it. Raises Invalid for nothing told."""
    if not is_self(talent, profile):
        raise Forbidden()
    if not (gender in GENDERS or age_band in AGE_BANDS):
        raise Invalid(_("하나는 골라 주세요. 말하고 싶지 않으면 저장하지 않아도 돼요."))
    lock(session, profile)  # two tabs at once: the later word stands
    accounts.give_consent(session, talent, purpose=CONSENT_PURPOSE, version=CONSENT_VERSION)
    declared = find_declaration(session, profile) or DeclaredGroup(profile_id=profile.id)
    declared.gender, declared.age_band, declared.declared_at = gender, age_band, clock.now()
    session.add(declared)
    session.flush()
    return declared


def withdraw_group(session: Session, talent: Actor, profile: Profile) -> None:
    """Take consent back: what was told is deleted in the same transaction; a second time changes nothing."""
    if not is_self(talent, profile):
        raise Forbidden()
    accounts.withdraw_consent(session, talent, purpose=CONSENT_PURPOSE)
    session.execute(sa.delete(DeclaredGroup).where(DeclaredGroup.profile_id == profile.id))
