"""Being in lists or not: consent, listing, pausing, and refusing the matcher, each as easy to take back as to give."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.core import clock
from app.core.actors import Actor
from app.core.errors import Invalid
from app.core.language import _
from app.core.workflow import move
from app.talents import queries
from app.talents.models import Profile
from app.talents.rules import CONSENT_PURPOSE, CONSENT_VERSION
from app.talents.service.writing import ask_for_matches, check_may_write
from app.talents.workflow import PROFILE, ProfileState


def claim_profile(session: Session, talent: Actor, profile: Profile) -> None:
    """Take over a profile that was made from course records."""
    move(session, PROFILE, "claim", talent, profile)


def agree_to_matching(session: Session, talent: Actor, profile: Profile) -> None:
    check_may_write(talent, profile)
    accounts.give_consent(session, talent, purpose=CONSENT_PURPOSE, version=CONSENT_VERSION)


def withdraw_agreement(session: Session, talent: Actor, profile: Profile) -> None:
    """Take consent back; a listed profile leaves the lists with it."""
    check_may_write(talent, profile)
    accounts.withdraw_consent(session, talent, purpose=CONSENT_PURPOSE)
    if profile.state is ProfileState.LISTED:
        pause_profile(session, talent, profile)


def list_profile(session: Session, talent: Actor, profile: Profile) -> None:
    """Let firms find this profile. Raises Invalid without consent, or while too little is written."""
    check_may_write(talent, profile)
    if not queries.has_agreed(session, profile):
        raise Invalid(_("먼저 매칭에 쓰이는 정보를 읽고 동의해 주세요."))
    move(session, PROFILE, "list", talent, profile)
    ask_for_matches(session, profile)


def pause_profile(session: Session, talent: Actor, profile: Profile) -> None:
    move(session, PROFILE, "pause", talent, profile)
    ask_for_matches(session, profile)


def refuse_matching(session: Session, talent: Actor, profile: Profile) -> None:
    """Leave every ranked list from now on; finding and answering briefs by oneself stays."""
    check_may_write(talent, profile)
    profile.matching_refused_at = profile.matching_refused_at or clock.now()
    ask_for_matches(session, profile)


def allow_matching(session: Session, talent: Actor, profile: Profile) -> None:
    check_may_write(talent, profile)
    profile.matching_refused_at = None
    ask_for_matches(session, profile)
