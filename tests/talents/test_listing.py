"""Being in lists: consent first, and out again as easily."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.accounts.models import Consent
from app.core.actors import CLOCK
from app.core.errors import Invalid, NotFound, WrongState
from app.core.workflow import begin
from app.talents import queries, service
from app.talents.models import Profile
from app.talents.workflow import PROFILE, ProfileState
from tests.factories import make_talent
from tests.factories.talents import begin_profile, fill_profile, make_listed


def listed(session):
    return session.scalars(queries.listed_profiles()).all()


def test_listing_needs_consent_in_its_present_version(session):
    talent, profile = begin_profile(session)
    fill_profile(session, talent, profile)
    with pytest.raises(Invalid):
        service.list_profile(session, talent, profile)
    service.agree_to_matching(session, talent, profile)
    service.list_profile(session, talent, profile)
    consent = session.scalars(sa.select(Consent)).one()
    assert (consent.purpose, consent.version) == ("matching", "2026-11")
    assert listed(session) == [profile]


def test_listing_needs_something_to_read(session):
    talent, profile = begin_profile(session)
    service.agree_to_matching(session, talent, profile)
    with pytest.raises(Invalid):
        service.list_profile(session, talent, profile)
    assert profile.state is ProfileState.DRAFT


def test_withdrawing_consent_takes_a_listed_profile_out_and_listing_needs_it_anew(session):
    talent, profile = make_listed(session)
    service.withdraw_agreement(session, talent, profile)
    assert listed(session) == []
    assert profile.state is ProfileState.PAUSED
    with pytest.raises(Invalid):
        service.list_profile(session, talent, profile)


def test_withdrawing_consent_before_being_listed_changes_no_state(session):
    talent, profile = begin_profile(session)
    service.agree_to_matching(session, talent, profile)
    service.withdraw_agreement(session, talent, profile)
    assert profile.state is ProfileState.DRAFT
    assert not queries.has_agreed(session, profile)


def test_refusing_the_matcher_leaves_every_list_and_coming_back_returns(session):
    talent, profile = make_listed(session)
    service.refuse_matching(session, talent, profile)
    since = profile.matching_refused_at
    service.refuse_matching(session, talent, profile)
    assert listed(session) == []
    assert profile.matching_refused_at == since
    service.allow_matching(session, talent, profile)
    assert listed(session) == [profile]


def test_a_pause_and_its_end_are_the_owners(session):
    talent, profile = make_listed(session)
    with pytest.raises(NotFound):
        service.pause_profile(session, make_talent(session), profile)
    service.pause_profile(session, talent, profile)
    with pytest.raises(WrongState):
        service.pause_profile(session, talent, profile)
    service.list_profile(session, talent, profile)
    assert profile.state is ProfileState.LISTED


def test_an_imported_profile_is_claimed_by_its_owner_only(session):
    owner, stranger = make_talent(session), make_talent(session)
    profile = begin(
        session, PROFILE, CLOCK, Profile(user_id=owner.user_id, number="A-9001", state=ProfileState.UNCLAIMED)
    )
    with pytest.raises(NotFound):
        service.claim_profile(session, stranger, profile)
    service.claim_profile(session, owner, profile)
    assert profile.state is ProfileState.DRAFT
