"""A group is told with consent of its own, replaced or taken back at will, and compared only while its owner is listed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import Consent
from app.core import clock
from app.core.errors import Forbidden, Invalid
from app.fairness.models import DeclaredGroup
from app.fairness.queries import comparisons, find_declaration, since_of
from app.fairness.rules import CONSENT_PURPOSE, FEWEST
from app.fairness.service import declare_group, withdraw_group
from app.invitations.models import Invitation
from app.matches.models import FirstPlace
from app.matches.rules.exposure import week_of
from app.talents.workflow import ProfileState
from tests.factories import make_brief, make_profile, make_talent


@pytest.fixture
def talent(session: Session):
    return make_talent(session)


@pytest.fixture
def profile(session: Session, talent):
    return make_profile(session, talent)


def consents(session: Session) -> list[tuple[str, bool]]:
    return [(row.purpose, row.withdrawn_at is None) for row in session.scalars(sa.select(Consent).order_by(Consent.id))]


def test_telling_keeps_consent_to_this_purpose_alone(session, talent, profile):
    declare_group(session, talent, profile, gender="woman", age_band="")
    found = find_declaration(session, profile)
    assert (found.gender, found.age_band) == ("woman", "")
    assert consents(session) == [(CONSENT_PURPOSE, True)]


def test_telling_again_replaces_what_was_told(session, talent, profile):
    declare_group(session, talent, profile, gender="woman", age_band="to_34")
    declare_group(session, talent, profile, gender="", age_band="35_49")
    (row,) = session.scalars(sa.select(DeclaredGroup)).all()
    assert (row.gender, row.age_band) == ("", "35_49")


def test_taking_it_back_deletes_it_and_a_second_time_changes_nothing(session, talent, profile):
    declare_group(session, talent, profile, gender="man", age_band="from_50")
    for _time in range(2):
        withdraw_group(session, talent, profile)
        assert session.scalars(sa.select(DeclaredGroup)).all() == []
    assert consents(session) == [(CONSENT_PURPOSE, False)]


@pytest.mark.parametrize(("gender", "age_band"), [("", ""), ("unknown", ""), ("", "77")])
def test_nothing_told_is_refused(session, talent, profile, gender, age_band):
    with pytest.raises(Invalid):
        declare_group(session, talent, profile, gender=gender, age_band=age_band)


def test_nobody_speaks_for_another(session, profile):
    stranger = make_talent(session)
    with pytest.raises(Forbidden):
        declare_group(session, stranger, profile, gender="man", age_band="")
    with pytest.raises(Forbidden):
        withdraw_group(session, stranger, profile)


def test_groups_are_compared_at_each_stage(session):
    brief = make_brief(session)
    people = {name: [make_profile(session) for _n in range(FEWEST)] for name in ("woman", "man")}
    for name, profiles in people.items():
        session.add_all(DeclaredGroup(profile_id=one.id, gender=name, age_band="") for one in profiles)
    today = clock.today()
    session.add_all(a_place(brief, one, week_of(today)) for one in (*people["woman"][:6], *people["man"][:12]))
    session.add_all(
        a_place(brief, one, since_of(today) - timedelta(weeks=1)) for one in people["woman"]
    )  # too long ago
    session.add_all(
        Invitation(brief_id=brief.id, profile_id=one.id, answer_by=today, state="sent") for one in people["woman"][:3]
    )
    paused = make_profile(session, state=ProfileState.PAUSED)
    session.add(DeclaredGroup(profile_id=paused.id, gender="man", age_band=""))
    session.flush()
    by_gender, by_age = comparisons(session, today)
    told = {impact.group: impact for impact in by_gender.stages["shown"]}
    assert (told["woman"].ratio, told["woman"].is_low, told["man"].people) == (0.5, True, FEWEST)
    assert {impact.group: impact.rate for impact in by_gender.stages["invited"]} == {
        "woman": 0.1,
        "man": 0.0,
        "other": None,
    }
    assert {impact.rate for impact in by_gender.stages["selected"] if impact.people} == {0.0}
    assert all(impact.people is None for stage in by_age.stages.values() for impact in stage)


def a_place(brief, profile, week) -> FirstPlace:
    return FirstPlace(week_on=week, brief_id=brief.id, profile_id=profile.id, is_offered=False)
