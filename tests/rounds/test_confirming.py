"""A second person confirms, one of two at the same moment, and firms are told once; what is left is assigned again."""

from __future__ import annotations

import pytest

from app.briefs.models import Brief
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, WrongState
from app.core.history import history_of
from app.invitations.models import Invitation
from app.invitations.service import decline_invitation, invite
from app.matches.models import Exclusion
from app.rounds import jobs, queries, service
from app.rounds.models import AssignmentRound, Recommendation
from app.rounds.workflow import RecommendationState, RoundState
from app.talents.models import Profile
from app.talents.workflow import ProfileState
from tests.factories import make_client, make_office
from tests.factories.moves import stand
from tests.factories.proposals import owner_of
from tests.factories.racing import race


@pytest.fixture
def solved(office):
    office.begin()
    office.solve()
    return office


@pytest.fixture
def sent(solved):
    solved.confirm()
    solved.send()
    return solved


def test_whoever_asked_for_the_solution_does_not_confirm_it(solved):
    with solved.at_work() as (session, round_):
        with pytest.raises(Forbidden, match="다른 담당자"):
            service.confirm_round(session, solved.asker, round_, solution_id=round_.solution.id)
        assert round_.state is RoundState.SOLVED


def test_a_second_person_confirms(solved):
    solved.confirm()
    with solved.at_work() as (session, round_):
        assert round_.state is RoundState.CONFIRMED
        last = history_of(session, "round", round_.id)[-1]
        assert (last.move, last.actor_id) == ("confirm", solved.second.user_id)


def test_a_firm_confirms_nothing_and_learns_nothing(solved):
    with solved.at_work() as (session, round_), pytest.raises(NotFound):
        service.confirm_round(session, solved.client, round_, solution_id=round_.solution.id)


def test_of_two_who_confirm_at_once_one_is_told_it_is_done(solved):
    with solved.database.writing.begin() as session:
        third = make_office(session)
    with solved.at_work() as (_session, round_):
        solution_id = round_.solution.id

    def confirm(actor):
        return lambda s: service.confirm_round(
            s, actor, s.get_one(AssignmentRound, solved.round_id), solution_id=solution_id
        )

    refused = [r for r in race(solved.database, confirm(solved.second), confirm(third)) if r]

    assert [(type(r), WrongState.status) for r in refused] == [(WrongState, 409)]


def test_a_solution_made_while_one_was_reading_is_not_confirmed(solved):
    with solved.at_work() as (_session, round_):
        read = round_.solution.id
    solved.solve()
    with (
        pytest.raises(WrongState, match="다시 계산"),
        solved.at_work() as (session, round_),
    ):
        service.confirm_round(session, solved.second, round_, solution_id=read)


def test_a_solution_that_assigns_nobody_is_not_confirmed(office):
    with office.database.writing.begin() as session:
        for profile_id in (office.pressman_id, office.reader_id):
            stand(session, session.get_one(Profile, profile_id), ProfileState.PAUSED)
    office.begin()
    office.solve()
    with office.at_work() as (session, round_), pytest.raises(Invalid):
        service.confirm_round(session, office.second, round_, solution_id=round_.solution.id)


def test_confirming_invites_nobody_and_tells_each_firm_once(sent):
    sent.send()

    assert [(one.brief_id, one.profile_id) for one in sent.recommended()] == sent.pairs()
    assert {one.state for one in sent.recommended()} == {RecommendationState.OFFERED}
    with sent.at_work() as (session, round_):
        assert round_.state is RoundState.SENT
        assert session.query(Invitation).count() == 0


def test_what_changed_since_it_was_solved_is_left_out(solved):
    solved.confirm()
    with solved.database.writing.begin() as session:
        stand(session, session.get_one(Profile, solved.reader_id), ProfileState.PAUSED)
    solved.send()

    assert [one.profile_id for one in solved.recommended()] == [solved.pressman_id]
    with solved.at_work() as (session, round_):
        assert history_of(session, "round", round_.id)[-1].facts == {"sent": 1, "left_out": 1}


def test_the_firm_invites_by_its_own_press(sent):
    first = sent.recommended()[0]
    with sent.database.writing.begin() as session:
        recommendation = session.get_one(Recommendation, first.id)
        invitation = service.invite_recommended(session, sent.client, recommendation)

        assert recommendation.state is RecommendationState.INVITED
        assert (invitation.brief_id, invitation.profile_id) == (first.brief_id, first.profile_id)


def test_another_firm_and_the_office_cannot_invite(sent):
    first = sent.recommended()[0]
    with sent.database.writing.begin() as session:
        recommendation = session.get_one(Recommendation, first.id)
        with pytest.raises(NotFound):
            service.invite_recommended(session, make_client(session), recommendation)
        with pytest.raises(Forbidden):
            service.invite_recommended(session, sent.second, recommendation)
        assert session.query(Invitation).count() == 0


def test_whom_a_firm_passes_over_is_not_assigned_to_it_again(sent):
    first = sent.recommended()[0]
    with sent.database.writing.begin() as session:
        recommendation = session.get_one(Recommendation, first.id)
        service.pass_recommended(session, sent.client, recommendation, reason="이미 아는 분이에요")

        assert (first.brief_id, first.profile_id) in queries.settled_pairs(session)
        assert session.query(Exclusion).count() == 0  # the firm may still find the talent on its own list


def test_a_recommendation_nobody_answered_lapses(sent):
    with clock.at(clock.start_of_day(clock.add_business_days(clock.today(), 11))):
        jobs.lapse_recommendations(sent.database, {})
    assert {one.state for one in sent.recommended()} == {RecommendationState.LAPSED}


def test_a_recommendation_waits_until_its_last_day(sent):
    with clock.at(clock.start_of_day(sent.recommended()[0].answer_by)):
        jobs.lapse_recommendations(sent.database, {})
    assert {one.state for one in sent.recommended()} == {RecommendationState.OFFERED}


def test_a_recommendation_ends_when_the_firm_invited_by_another_way(sent):
    first, second = sent.recommended()
    with sent.database.writing.begin() as session:
        invite(session, sent.client, session.get_one(Brief, first.brief_id), session.get_one(Profile, first.profile_id))
    jobs.lapse_recommendations(sent.database, {})

    states = {one.id: one.state for one in sent.recommended()}
    assert states == {first.id: RecommendationState.LAPSED, second.id: RecommendationState.OFFERED}


def test_what_was_declined_is_assigned_again_to_somebody_else(sent):
    """The reader declines the words brief; the press brief has its invitation: one place is left."""
    with sent.database.writing.begin() as session:
        for one in sent.recommended():
            recommendation = session.get_one(Recommendation, one.id)
            invitation = service.invite_recommended(session, sent.client, recommendation)
            if one.profile_id == sent.reader_id:
                decline_invitation(session, owner_of(invitation.profile), invitation, reason="바빠요")
    with sent.at_work() as (session, round_):
        rest = service.follow_up(session, sent.asker, round_)
        assert rest.follows_id == sent.round_id
        assert [line.brief_id for line in rest.briefs] == [sent.words_id]
        sent.round_id = rest.id
    sent.solve()

    assert sent.pairs() == [(sent.words_id, sent.pressman_id)]


def test_a_round_is_followed_once_and_only_when_something_is_left(sent):
    with sent.at_work() as (session, round_), pytest.raises(WrongState, match="남은 자리"):
        service.follow_up(session, sent.asker, round_)
    with sent.at_work() as (session, round_):
        for one in round_.recommendations:
            service.pass_recommended(session, sent.client, one, reason="다른 분을 찾아요")
        service.follow_up(session, sent.asker, round_)
        with pytest.raises(WrongState, match="이미 이어진"):
            service.follow_up(session, sent.asker, round_)


def test_an_abandoned_round_sends_nothing(solved):
    with solved.at_work() as (session, round_):
        service.abandon_round(session, solved.asker, round_, reason="다음 주에 다시 해요")
    solved.send()
    assert solved.recommended() == []
