"""Inviting and answering."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.accounts.models import Role
from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, Taken, WrongState
from app.core.history import history_of
from app.invitations import queries, rules, service
from app.invitations.models import Invitation
from app.invitations.workflow import InvitationState
from app.matches.service.judgements import find_exclusion
from app.talents.models import BlockedOrganisation, Profile
from app.talents.workflow import ProfileState
from tests.factories import make_brief, make_client, make_organisation, make_profile, make_talent
from tests.factories.invitations import make_invitation
from tests.factories.moves import stand
from tests.factories.proposals import owner_of
from tests.factories.racing import race

A_WEDNESDAY = datetime(2026, 4, 29, 3, tzinfo=UTC)


def test_an_invitation_may_be_answered_for_five_business_days(session):
    with clock.at(A_WEDNESDAY):  # Labour Day and Children's Day lie between
        invitation = make_invitation(session, message="한번 봐 주세요")
    assert invitation.state is InvitationState.SENT
    assert invitation.answer_by == date(2026, 5, 8)
    assert [row.move for row in history_of(session, "invitation", invitation.id)] == ["begin", "send"]


def test_one_talent_has_one_live_invitation_to_a_brief(session):
    client = make_client(session)
    first = make_invitation(session, client)
    with pytest.raises(Taken, match=first.profile.number):
        service.invite(session, client, first.brief, first.profile)
    service.decline_invitation(session, owner_of(first.profile), first, reason="지금은 어렵습니다")
    assert service.invite(session, client, first.brief, first.profile).id != first.id


def test_the_database_itself_refuses_a_second_live_invitation(session):
    first = make_invitation(session)
    session.add(Invitation(brief_id=first.brief_id, profile_id=first.profile_id, answer_by=first.answer_by))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


@pytest.mark.parametrize("state", [BriefState.DRAFT, BriefState.CLOSED, BriefState.SUSPENDED, BriefState.AWARDED])
def test_only_for_a_published_brief(session, state):
    client = make_client(session)
    brief = make_brief(session, client, state=state)
    with pytest.raises(WrongState):
        service.invite(session, client, brief, make_profile(session))


def test_not_after_the_deadline_even_before_the_clock_has_closed_the_brief(session):
    client = make_client(session)
    brief = make_brief(session, client, deadline_on=clock.today() - timedelta(days=1))
    with pytest.raises(WrongState):
        service.invite(session, client, brief, make_profile(session))


def test_a_talent_who_is_not_listed_or_refuses_or_blocks_the_firm_cannot_be_invited(session):
    client = make_client(session)
    brief = make_brief(session, client)
    blocking = make_profile(session)
    session.add(BlockedOrganisation(profile_id=blocking.id, organisation_id=client.organisation_id))
    session.flush()
    paused = make_profile(session, state=ProfileState.PAUSED)
    refusing = make_profile(session, matching_refused_at=clock.now())
    for profile in (paused, refusing, blocking):
        with pytest.raises(WrongState, match="지금 초대를 받지 않는"):
            service.invite(session, client, brief, profile)


def test_only_the_firm_of_a_brief_invites_for_it(session):
    brief, profile = make_brief(session), make_profile(session)
    with pytest.raises(Forbidden):
        service.invite(session, make_client(session), brief, profile)
    with pytest.raises(NotFound):
        service.invite(session, make_client(session), make_brief(session, state=BriefState.DRAFT), profile)
    with pytest.raises(Forbidden):
        service.invite(session, make_talent(session), brief, profile)


def test_a_colleague_may_invite_too(session):
    organisation = make_organisation(session)
    owner, colleague = make_client(session, organisation), make_client(session, organisation, role=Role.MEMBER)
    assert service.invite(session, colleague, make_brief(session, owner), make_profile(session)).id


def test_at_most_thirty_open_invitations_for_a_brief(session, monkeypatch):
    monkeypatch.setattr(service, "MOST_OPEN", 2)
    client = make_client(session)
    brief = make_brief(session, client)
    first = make_invitation(session, client, brief)
    make_invitation(session, client, brief)
    with pytest.raises(WrongState, match="2건"):
        make_invitation(session, client, brief)
    service.withdraw_invitation(session, client, first)
    assert make_invitation(session, client, brief).id
    assert rules.MOST_OPEN == 30


def test_a_long_message_is_refused_at_its_field(session):
    with pytest.raises(Invalid) as refused:
        make_invitation(session, message="가" * 501)
    assert "message" in refused.value.fields


def test_accepting_declining_and_taking_back(session):
    client = make_client(session)
    accepted, declined, withdrawn = (make_invitation(session, client) for _ in range(3))
    service.accept_invitation(session, owner_of(accepted.profile), accepted)
    service.decline_invitation(session, owner_of(declined.profile), declined, reason="다른 일이 있습니다")
    service.withdraw_invitation(session, client, withdrawn)
    assert [i.state.value for i in (accepted, declined, withdrawn)] == ["accepted", "declined", "withdrawn"]
    assert find_exclusion(session, declined.brief_id, declined.profile_id)
    assert not find_exclusion(session, accepted.brief_id, accepted.profile_id)
    with pytest.raises(WrongState):
        service.withdraw_invitation(session, client, accepted)
    again = make_invitation(session, client)
    with pytest.raises(Invalid):
        service.decline_invitation(session, owner_of(again.profile), again, reason=" ")


def test_an_invitation_to_a_brief_that_closed_meanwhile_cannot_be_accepted(session):
    invitation = make_invitation(session)
    invitation.brief.deadline_on = clock.today() - timedelta(days=1)
    with pytest.raises(Invalid, match="제안을 받지 않아요"):
        service.accept_invitation(session, owner_of(invitation.profile), invitation)


# -- the clock ----------------------------------------------------------------------------------------------------


def test_the_clock_reminds_once_on_the_third_business_day(session):
    with clock.at(A_WEDNESDAY):
        invitation = make_invitation(session, brief=None)
        invitation.brief.deadline_on = date(2026, 6, 30)
    with clock.at(clock.start_of_day(date(2026, 5, 4))):
        service.keep_time(session, invitation)
        assert invitation.reminded_at is None
    for hour in (1, 2):
        with clock.at(clock.start_of_day(date(2026, 5, 6)) + timedelta(hours=hour)):
            service.keep_time(session, invitation)
    moves = [row.move for row in history_of(session, "invitation", invitation.id)]
    assert moves.count("remind") == 1
    assert invitation.state is InvitationState.SENT


def test_it_expires_after_the_last_second_of_its_day(session):
    with clock.at(A_WEDNESDAY):
        invitation = make_invitation(session)
        invitation.brief.deadline_on = date(2026, 6, 30)
    last_second = clock.end_of_day(invitation.answer_by)
    with clock.at(last_second):
        service.keep_time(session, invitation)
        assert invitation.state is InvitationState.SENT
    with clock.at(last_second + timedelta(seconds=1)):
        service.keep_time(session, invitation)
        assert invitation.state is InvitationState.EXPIRED
        service.keep_time(session, invitation)  # again: harmless


def let_expire(session, profile):
    invitation = make_invitation(session, profile=profile)
    invitation.brief.deadline_on = clock.today() + timedelta(days=60)
    with clock.at(clock.now() + timedelta(days=30)):
        service.keep_time(session, invitation)
    return invitation


def test_three_ignored_in_a_row_rest_the_listing(session):
    profile = make_profile(session)
    for _ in range(2):
        let_expire(session, profile)
    assert profile.state is ProfileState.LISTED
    let_expire(session, profile)
    assert profile.state is ProfileState.PAUSED


def test_an_answer_in_between_starts_the_count_again(session):
    profile = make_profile(session)
    let_expire(session, profile)
    let_expire(session, profile)
    answered = make_invitation(session, profile=profile)
    service.decline_invitation(session, owner_of(profile), answered, reason="일정이 맞지 않습니다")
    let_expire(session, profile)
    assert profile.state is ProfileState.LISTED


def test_invitations_to_a_brief_that_ended_are_not_counted_as_ignored(session):
    invitation = make_invitation(session)
    invitation.brief.deadline_on = clock.today() - timedelta(days=1)
    service.keep_time(session, invitation)
    assert invitation.state is InvitationState.WITHDRAWN


def test_while_the_office_holds_a_brief_its_invitations_wait(session):
    invitation = make_invitation(session)
    with clock.at(clock.now() + timedelta(days=30)):
        stand(session, invitation.brief, BriefState.SUSPENDED)
        service.keep_time(session, invitation)
    assert invitation.state is InvitationState.SENT


# -- who sees what ------------------------------------------------------------------------------------------------


def test_each_side_sees_its_own_invitations_and_strangers_none(session):
    client = make_client(session)
    invitation = make_invitation(session, client)
    talent = owner_of(invitation.profile)
    assert queries.get_invitation(session, client, invitation.id) is invitation
    assert queries.received_by(session, talent).total == 1
    for stranger in (make_client(session), owner_of(make_profile(session))):
        with pytest.raises(NotFound):
            queries.get_invitation(session, stranger, invitation.id)
        assert not queries.invitations_for(session, stranger, invitation.brief)


# -- at the same moment -------------------------------------------------------------------------------------------


def test_two_colleagues_inviting_the_same_talent_at_once_send_one_invitation(database):
    with database.writing.begin() as session:
        organisation = make_organisation(session)
        pair = [make_client(session, organisation), make_client(session, organisation)]
        brief, profile = make_brief(session, pair[0]).id, make_profile(session).id

    def invite(actor):
        return lambda s: service.invite(s, actor, s.get_one(Brief, brief), s.get_one(Profile, profile))

    refused = [r for r in race(database, *(invite(actor) for actor in pair)) if r]
    assert [type(r) for r in refused] == [Taken]
    with database.reading() as session:
        assert len(session.query(Invitation).all()) == 1


def test_accepting_while_the_firm_takes_it_back_ends_in_one_state(database):
    with database.writing.begin() as session:
        client = make_client(session)
        invitation = make_invitation(session, client)
        talent, number = owner_of(invitation.profile), invitation.id
    refused = race(
        database,
        lambda s: service.accept_invitation(s, talent, s.get_one(Invitation, number)),
        lambda s: service.withdraw_invitation(s, client, s.get_one(Invitation, number)),
    )
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "WrongState"]
    with database.reading() as session:
        assert len(history_of(session, "invitation", number)) == 3
