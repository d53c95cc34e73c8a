"""Choosing one, and answering everybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.briefs.workflow import BriefState
from app.core import clock
from app.core.errors import Forbidden, Invalid, Taken, WrongState
from app.core.history import history_of
from app.invitations.workflow import InvitationState
from app.proposals import service
from app.proposals.models import Proposal
from app.proposals.rules import Answer
from app.proposals.workflow import ProposalState
from tests.factories import make_brief, make_client, make_office, make_organisation, make_profile
from tests.factories.invitations import make_invitation
from tests.factories.proposals import AN_ANSWER, fill, make_draft, make_proposal, make_reviewed, owner_of
from tests.factories.racing import race


@pytest.fixture
def client(session):
    return make_client(session)


def test_selecting_answers_everybody_and_awards_the_brief(session, client):
    brief = make_brief(session, client)
    chosen, reviewed = (make_reviewed(session, client, brief) for _ in range(2))
    unopened, draft = make_proposal(session, brief), make_draft(session, brief)
    invitation = make_invitation(session, client, brief)
    answers = {reviewed.id: AN_ANSWER, unopened.id: Answer("예산을 넘었습니다.", "amount")}
    service.select(session, client, chosen, answers=answers)
    states = [p.state for p in (chosen, reviewed, unopened, draft)]
    assert states == [
        ProposalState.SELECTED,
        ProposalState.NOT_SELECTED,
        ProposalState.NOT_SELECTED,
        ProposalState.LAPSED,
    ]
    assert (brief.state, chosen.slot, invitation.state) == (BriefState.AWARDED, 1, InvitationState.WITHDRAWN)
    assert (unopened.answer_reason, unopened.answer_gap) == ("예산을 넘었습니다.", "amount")
    assert [row.move for row in history_of(session, "proposal", unopened.id)][-2:] == ["open", "turn_down"]


@pytest.mark.parametrize("answers", [{}, {"reason": " ", "gap": "amount"}, {"reason": "이유", "gap": "모름"}])
def test_nobody_is_left_without_a_reason_and_a_gap(session, client, answers):
    brief = make_brief(session, client)
    chosen, other = (make_reviewed(session, client, brief) for _ in range(2))
    given = {other.id: Answer(**answers)} if answers else {}
    with pytest.raises(Invalid) as refused:
        service.select(session, client, chosen, answers=given)
    assert {name.rsplit("_", 1)[1] for name in refused.value.fields} == {str(other.id)}
    assert chosen.state is ProposalState.UNDER_REVIEW


def test_only_the_briefs_firm_selects(session, client):
    proposal = make_reviewed(session, client, make_brief(session, client))
    with pytest.raises(Forbidden):
        service.select(session, owner_of(proposal.profile), proposal)
    with pytest.raises(Forbidden):
        service.select(session, make_office(session), proposal)


def test_a_second_selection_hears_who_was_first(session, client):
    brief = make_brief(session, client)
    first, second = (make_reviewed(session, client, brief) for _ in range(2))
    service.select(session, client, first, answers={second.id: AN_ANSWER})
    with pytest.raises(Taken, match=client.display_name):
        service.select(session, client, second)


def test_a_brief_with_two_slots_is_awarded_with_the_second(session, client):
    brief = make_brief(session, client, slots=2)
    one, two, three = (make_reviewed(session, client, brief) for _ in range(3))
    service.select(session, client, one)
    assert (brief.state, three.state) == (BriefState.PUBLISHED, ProposalState.UNDER_REVIEW)
    service.select(session, client, two, answers={three.id: AN_ANSWER})
    assert (one.slot, two.slot, brief.state) == (1, 2, BriefState.AWARDED)


def test_a_firm_may_go_on_with_fewer_people_than_places(session, client):
    brief = make_brief(session, client, slots=3)
    one, two, draft = make_reviewed(session, client, brief), make_reviewed(session, client, brief), make_draft(session, brief)  # fmt: skip
    with pytest.raises(WrongState):
        service.give_up_free_places(session, client, brief, answers={one.id: AN_ANSWER, two.id: AN_ANSWER})
    service.select(session, client, one)
    with pytest.raises(Invalid):
        service.give_up_free_places(session, client, brief)
    with pytest.raises(Forbidden):
        service.give_up_free_places(session, make_client(session), brief, answers={two.id: AN_ANSWER})
    service.give_up_free_places(session, client, brief, answers={two.id: AN_ANSWER})
    assert (brief.slots, brief.state) == (1, BriefState.AWARDED)
    assert [p.state for p in (one, two, draft)] == [ProposalState.SELECTED, ProposalState.NOT_SELECTED, ProposalState.LAPSED]  # fmt: skip
    with pytest.raises(WrongState):
        service.give_up_free_places(session, client, brief)


def test_the_page_of_proposals_leads_to_going_on_with_those_selected(world, browser):
    client = make_client(world)
    brief = make_brief(world, client, slots=2)
    chosen = make_reviewed(world, client, brief)
    other = make_reviewed(world, client, brief)
    world.commit()
    visitor, path = browser(client), f"/briefs/{brief.id}/proposals"
    assert f"{path}/enough" not in visitor.get(path).text
    service.select(world, client, chosen)
    world.commit()
    assert f"{path}/enough" in visitor.get(path).text
    assert visitor.get(f"{path}/enough").status_code == 200
    answer = {f"reason_{other.id}": "예산을 넘었습니다.", f"gap_{other.id}": "amount"}
    assert visitor.post(f"{path}/enough", data=answer).status_code == 302
    assert f"{path}/enough" not in visitor.get(path).text


def test_the_database_refuses_a_second_proposal_in_a_slot(session, client):
    brief = make_brief(session, client)
    first, second = (make_reviewed(session, client, brief) for _ in range(2))
    service.select(session, client, first, answers={second.id: AN_ANSWER})
    update = sa.update(Proposal).where(Proposal.id == second.id).values(state=ProposalState.SELECTED, slot=1)
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(update)


def test_turning_one_down_alone(session, client):
    proposal = make_reviewed(session, client, make_brief(session, client))
    with pytest.raises(Invalid):
        service.turn_down(session, client, proposal, reason="", gap="amount")
    service.turn_down(session, client, proposal, reason="예산을 넘었습니다.", gap="amount")
    assert (proposal.state, proposal.answer_gap) == (ProposalState.NOT_SELECTED, "amount")


def test_reconsidering_within_seven_days(session, client):
    proposal = make_reviewed(session, client, make_brief(session, client))
    service.turn_down(session, client, proposal, reason="예산을 넘었습니다.", gap="amount")
    answered = proposal.answered_at
    assert answered
    with clock.at(answered + timedelta(days=7, seconds=1)), pytest.raises(Invalid, match="7일"):
        service.reconsider(session, client, proposal)
    with clock.at(answered + timedelta(days=7)):
        service.reconsider(session, client, proposal)
    assert (proposal.state, proposal.answer_reason) == (ProposalState.UNDER_REVIEW, None)


def test_somebody_who_proposed_anew_is_not_reconsidered_beside_it(session, client):
    brief, profile = make_brief(session, client), make_profile(session)
    proposal = make_reviewed(session, client, brief, profile)
    service.turn_down(session, client, proposal, reason="예산을 넘었습니다.", gap="amount")
    make_proposal(session, brief, profile)
    with pytest.raises(Taken):
        service.reconsider(session, client, proposal)


def test_undoing_a_selection_opens_the_brief_to_selection_again(session, client):
    brief = make_brief(session, client)
    chosen, other = (make_reviewed(session, client, brief) for _ in range(2))
    service.select(session, client, chosen, answers={other.id: AN_ANSWER})
    with pytest.raises(Invalid):
        service.reconsider(session, client, other)  # the brief is awarded
    service.undo_selection(session, client, chosen, reason="조건이 바뀌었습니다")
    assert (brief.state, chosen.state, chosen.slot) == (BriefState.SELECTING, ProposalState.NOT_SELECTED, None)
    service.reconsider(session, client, other)
    service.select(session, client, other)
    assert other.slot == 1


def test_a_disqualified_selection_opens_the_brief_again(session, client):
    brief = make_brief(session, client)
    chosen = make_reviewed(session, client, brief)
    service.select(session, client, chosen)
    service.disqualify(session, make_office(session), chosen, reason="남의 근거를 베꼈습니다")
    assert (brief.state, chosen.state) == (BriefState.SELECTING, ProposalState.DISQUALIFIED)


def test_two_colleagues_selecting_at_once_choose_one(database):
    with database.writing.begin() as session:
        organisation = make_organisation(session)
        pair = [make_client(session, organisation) for _ in range(2)]
        brief = make_brief(session, pair[0])
        ids = [make_reviewed(session, pair[0], brief).id for _ in range(2)]
        number = brief.id

    def select(actor, chosen, other):
        return lambda s: service.select(s, actor, s.get_one(Proposal, chosen), answers={other: AN_ANSWER})

    refused = race(database, select(pair[0], *ids), select(pair[1], *reversed(ids)))
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "Taken"]
    with database.reading() as session:
        states = sorted(p.state for p in session.query(Proposal).where(Proposal.brief_id == number))
        assert states == [ProposalState.NOT_SELECTED, ProposalState.SELECTED]


def test_withdrawing_while_being_selected_ends_in_one_state(database):
    with database.writing.begin() as session:
        client = make_client(session)
        proposal = make_reviewed(session, client, make_brief(session, client))
        talent, number = owner_of(proposal.profile), proposal.id
    refused = race(
        database,
        lambda s: service.select(s, client, s.get_one(Proposal, number)),
        lambda s: service.withdraw_proposal(s, talent, s.get_one(Proposal, number), reason="다른 일을 맡았습니다"),
    )
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "WrongState"]


def test_a_proposal_handed_in_during_the_selection_is_answered_or_refused(database):
    with database.writing.begin() as session:
        client = make_client(session)
        brief = make_brief(session, client)
        chosen = make_reviewed(session, client, brief).id
        late = fill(session, make_draft(session, brief))
        talent, number = owner_of(late.profile), late.id
    race(
        database,
        lambda s: service.select(s, client, s.get_one(Proposal, chosen)),
        lambda s: service.submit_proposal(s, talent, s.get_one(Proposal, number)),
    )
    with database.reading() as session:
        late, brief_state = session.get_one(Proposal, number), session.get_one(Proposal, chosen).brief.state
        assert (late.state, brief_state) in (
            (ProposalState.LAPSED, BriefState.AWARDED),  # selected first: the door was closed
            (ProposalState.SUBMITTED, BriefState.PUBLISHED),  # handed in first: the selection has to answer it too
        )


def test_a_rejected_selection_changes_nothing_elsewhere(session, client):
    brief = make_brief(session, client)
    chosen = make_reviewed(session, client, brief)
    service.withdraw_proposal(session, owner_of(chosen.profile), chosen, reason="그만둡니다")
    with pytest.raises(WrongState):
        service.select(session, client, chosen)
    session.rollback()
