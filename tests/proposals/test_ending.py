"""Ending briefs that have proposals, and what the clock does by itself."""

from __future__ import annotations

import pytest

from app.briefs.workflow import BRIEF, BriefState
from app.core.actors import CLOCK
from app.core.errors import Forbidden, Invalid, WrongState
from app.core.history import history_of
from app.core.jobs import Job
from app.core.workflow import move
from app.invitations import service as invitations
from app.invitations.workflow import InvitationState
from app.proposals import jobs, service
from app.proposals.workflow import ProposalState
from tests.factories import make_brief, make_client, make_office
from tests.factories.invitations import make_invitation
from tests.factories.moves import stand
from tests.factories.proposals import AN_ANSWER, make_draft, make_proposal, make_reviewed


@pytest.fixture
def client(session):
    return make_client(session)


def test_ending_unfilled_gives_everybody_a_reason(session, client):
    brief = make_brief(session, client)
    waiting, draft = make_proposal(session, brief), make_draft(session, brief)
    stand(session, brief, BriefState.CLOSED)
    with pytest.raises(Invalid):
        service.end_unfilled(session, client, brief, reason="맞는 분이 없었습니다")
    service.end_unfilled(session, client, brief, reason="맞는 분이 없었습니다", answers={waiting.id: AN_ANSWER})
    assert (brief.state, waiting.state, draft.state) == (
        BriefState.NO_SUITABLE,
        ProposalState.NOT_SELECTED,
        ProposalState.LAPSED,
    )
    assert brief.stop_reason == "nobody"


def test_the_clock_settles_a_brief_that_went_into_a_joint_one(session, client):
    brief = make_brief(session, client)
    proposal, invitation = make_reviewed(session, client, brief), make_invitation(session, client, brief)
    move(session, BRIEF, "merge", CLOCK, brief, reason="공동 과제로 이어져요")
    service.keep_time(session, brief)
    invitations.keep_time(session, invitation)
    assert (proposal.state, invitation.state) == (ProposalState.LAPSED, InvitationState.WITHDRAWN)


def test_a_published_brief_cannot_end_unfilled(session, client):
    with pytest.raises(WrongState):
        service.end_unfilled(session, client, make_brief(session, client), reason="맞는 분이 없었습니다")


def test_withdrawing_a_brief_tells_proposers_why_and_takes_invitations_back(session, client):
    brief = make_brief(session, client)
    proposal, invitation = make_reviewed(session, client, brief), make_invitation(session, client, brief)
    session.query(Job).delete()
    service.withdraw_published_brief(session, client, brief, stop_reason="solved", reason="설비를 바꾸게 되었습니다")
    assert (brief.state, proposal.state, invitation.state) == (
        BriefState.WITHDRAWN,
        ProposalState.LAPSED,
        InvitationState.WITHDRAWN,
    )
    assert session.query(Job).where(Job.kind == "notices.tell").count() >= 2


def test_the_office_may_cancel_and_a_stranger_may_not(session, client):
    brief = make_brief(session, client)
    proposal = make_proposal(session, brief)
    with pytest.raises(Forbidden):
        service.cancel_brief(session, make_client(session), brief, stop_reason="other", reason="남의 일")
    service.cancel_brief(session, make_office(session), brief, stop_reason="other", reason="허위 과제")
    assert (brief.state, proposal.state) == (BriefState.CANCELLED, ProposalState.LAPSED)


def test_a_draft_brief_is_cancelled_simply(session, client):
    brief = make_brief(session, client, state=BriefState.DRAFT)
    service.cancel_brief(session, client, brief, stop_reason="solved", reason="필요가 없어졌습니다")
    assert brief.state is BriefState.CANCELLED


def test_after_closing_drafts_end_and_submitted_ones_come_under_review(session, client):
    brief = make_brief(session, client)
    submitted, draft = make_proposal(session, brief), make_draft(session, brief)
    service.keep_time(session, brief)
    assert submitted.state is ProposalState.SUBMITTED  # still published: nothing happens
    stand(session, brief, BriefState.CLOSED)
    for _ in range(2):  # harmless when repeated
        service.keep_time(session, brief)
    assert (brief.state, submitted.state, draft.state) == (
        BriefState.SELECTING,
        ProposalState.UNDER_REVIEW,
        ProposalState.LAPSED,
    )


def test_a_closed_brief_without_proposals_stays_closed(session, client):
    brief = make_brief(session, client)
    make_draft(session, brief)
    stand(session, brief, BriefState.CLOSED)
    service.keep_time(session, brief)
    assert brief.state is BriefState.CLOSED


def test_the_job_settles_what_an_ended_brief_left(database):
    with database.writing.begin() as session:
        brief = make_brief(session)
        left = make_proposal(session, brief)
        stand(session, brief, BriefState.CANCELLED)
        number = left.id
    jobs.keep_time(database, {})
    with database.reading() as session:
        assert session.get_one(type(left), number).state is ProposalState.LAPSED


def test_everybody_with_a_proposal_hears_once_of_a_changed_brief(database):
    with database.writing.begin() as session:
        brief = make_brief(session)
        proposal = make_proposal(session, brief)
        brief.version = 2
        number = proposal.id
    for _ in range(2):
        jobs.keep_time(database, {})
    with database.reading() as session:
        rows = history_of(session, "proposal", number)
        assert [row.facts for row in rows if row.move == "tell_of_change"] == [{"version": 2}]
        assert session.get_one(type(proposal), number).answers_older_version
