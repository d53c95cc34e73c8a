"""Starting, saving and submitting a proposal."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, StaleEdit, Taken, WrongState
from app.invitations.service import accept_invitation
from app.proposals import queries, service
from app.proposals.models import Proposal, RequirementEvidence
from app.proposals.rules import Proof
from app.proposals.workflow import ProposalState
from tests.factories import make_brief, make_client, make_profile, make_talent
from tests.factories.invitations import make_invitation
from tests.factories.proposals import fill, make_draft, make_proposal, owner_of
from tests.factories.racing import race


def test_an_application_starts_from_the_briefs_own_terms(session):
    brief = make_brief(session)
    proposal = make_draft(session, brief)
    assert (proposal.state, proposal.amount_won, proposal.invitation) == (ProposalState.DRAFT, 12_000_000, None)


def test_a_proposal_after_an_accepted_invitation_remembers_it(session):
    invitation = make_invitation(session)
    accept_invitation(session, owner_of(invitation.profile), invitation)
    assert make_draft(session, invitation.brief, invitation.profile).invitation is invitation


def test_one_live_proposal_for_each_brief_and_talent(session):
    brief, profile = make_brief(session), make_profile(session)
    first = make_draft(session, brief, profile)
    with pytest.raises(Taken):
        make_draft(session, brief, profile)
    service.withdraw_proposal(session, owner_of(profile), first, reason="다시 쓰려고 합니다")
    assert make_draft(session, brief, profile).id != first.id


@pytest.mark.parametrize("state", [BriefState.CLOSED, BriefState.SELECTING, BriefState.AWARDED])
def test_a_closed_brief_takes_no_proposal(session, state):
    with pytest.raises(WrongState):
        make_draft(session, make_brief(session, state=state))


def test_the_last_second_of_the_deadline_is_too_late(session):
    brief = make_brief(session)
    profile = make_profile(session)
    assert brief.deadline_on
    with clock.at(clock.end_of_day(brief.deadline_on)), pytest.raises(WrongState):
        make_draft(session, brief, profile)
    with clock.at(clock.end_of_day(brief.deadline_on) - timedelta(seconds=1)):
        assert make_draft(session, brief, profile).id


def test_only_a_talent_with_a_profile_proposes(session):
    brief = make_brief(session)
    with pytest.raises(Forbidden):
        service.start_proposal(session, make_client(session), brief)
    with pytest.raises(NotFound):
        service.start_proposal(session, make_talent(session), brief)
    with pytest.raises(NotFound):
        service.start_proposal(session, make_talent(session), make_brief(session, state=BriefState.DRAFT))


def test_what_is_typed_is_kept_with_its_project(session):
    proposal = make_draft(session, make_brief(session, nices=("금속 가공 경험",)))
    project = proposal.profile.projects[0]
    essential, nice = proposal.brief.requirements
    proofs = {essential.id: Proof("하중 기록으로 찾았습니다.", project.id), nice.id: Proof("")}
    save(session, proposal, proofs=proofs, approach="먼저 자료를 봅니다.")
    assert proposal.evidence_for(essential).project is project
    assert proposal.evidence_for(nice) is None
    assert (proposal.approach, proposal.edit_version) == ("먼저 자료를 봅니다.", 2)


def save(session, proposal, *, version=None, proofs=None, **answers):
    version = proposal.edit_version if version is None else version
    service.save_proposal(
        session, owner_of(proposal.profile), proposal, version=version, proofs=proofs or {}, **answers
    )


def test_another_persons_project_is_not_linked(session):
    proposal = make_draft(session, make_brief(session))
    stranger = make_profile(session).projects[0]
    essential = proposal.brief.essentials[0]
    save(session, proposal, proofs={essential.id: Proof("근거", stranger.id)})
    assert proposal.evidence_for(essential).project_id is None


def test_a_proof_for_a_requirement_of_another_brief_is_ignored(session):
    proposal = make_draft(session, make_brief(session))
    other = make_brief(session).essentials[0]
    save(session, proposal, proofs={other.id: Proof("근거")})
    assert not proposal.evidence


def test_a_proof_longer_than_three_hundred_is_refused_beside_its_field(session):
    proposal = make_draft(session, make_brief(session))
    essential = proposal.brief.essentials[0]
    save(session, proposal, proofs={essential.id: Proof("가" * 300)})
    with pytest.raises(Invalid) as refused:
        save(session, proposal, proofs={essential.id: Proof("가" * 301)})
    assert f"evidence_{essential.id}" in refused.value.fields


def test_autosave_keeps_what_fits_and_waits_with_the_rest(session):
    proposal = make_draft(session, make_brief(session, essentials=("하나", "둘")))
    one, two = proposal.brief.essentials
    service.autosave_proposal(
        session,
        owner_of(proposal.profile),
        proposal,
        version=1,
        proofs={one.id: Proof("가" * 301), two.id: Proof("짧은 근거")},
        approach="나" * 2001,
        amount_won=9_000_000,
    )
    assert proposal.evidence_for(one) is None
    assert proposal.evidence_for(two).text == "짧은 근거"
    assert (proposal.approach, proposal.amount_won) == ("", 9_000_000)


def test_a_save_over_a_newer_one_shows_both_texts(session):
    proposal = make_draft(session, make_brief(session))
    essential = proposal.brief.essentials[0]
    save(session, proposal, version=1, proofs={essential.id: Proof("먼저 쓴 근거")}, approach="먼저")
    with pytest.raises(StaleEdit) as stale:
        save(session, proposal, version=1, proofs={essential.id: Proof("나중 근거")}, approach="나중")
    assert [(d.theirs, d.mine) for d in stale.value.differences] == [("먼저", "나중"), ("먼저 쓴 근거", "나중 근거")]
    save(
        session, proposal, version=1, proofs={essential.id: Proof("먼저 쓴 근거")}, approach="먼저"
    )  # the same: nothing lost


def test_submitting_asks_for_every_essential_the_amount_and_the_days(session):
    proposal = make_draft(session, make_brief(session, starts_on=None))
    proposal.amount_won = None
    with pytest.raises(Invalid) as refused:
        service.submit_proposal(session, owner_of(proposal.profile), proposal)
    essential = proposal.brief.essentials[0]
    assert set(refused.value.fields) == {"approach", "amount_won", "starts_on", "ends_on", f"evidence_{essential.id}"}
    fill(session, proposal)
    service.submit_proposal(session, owner_of(proposal.profile), proposal)
    assert proposal.state is ProposalState.SUBMITTED
    assert proposal.submitted_at


def test_a_nice_to_have_needs_no_answer(session):
    proposal = fill(session, make_draft(session, make_brief(session, nices=("있으면 좋음",))))
    nice = proposal.brief.nices[0]
    save(session, proposal, proofs={nice.id: Proof("")})
    service.submit_proposal(session, owner_of(proposal.profile), proposal)
    assert proposal.state is ProposalState.SUBMITTED


def test_work_may_not_end_before_it_starts(session):
    proposal = fill(session, make_draft(session, make_brief(session)), ends_on=clock.today())
    with pytest.raises(Invalid) as refused:
        service.submit_proposal(session, owner_of(proposal.profile), proposal)
    assert set(refused.value.fields) == {"ends_on"}


def test_a_submitted_proposal_can_no_longer_be_edited(session):
    proposal = make_proposal(session, make_brief(session))
    with pytest.raises(WrongState):
        save(session, proposal, approach="몰래 고침")


def test_a_changed_brief_may_be_answered_anew(session):
    brief = make_brief(session)
    proposal = make_proposal(session, brief)
    talent = owner_of(proposal.profile)
    with pytest.raises(Invalid):
        service.revise_proposal(session, talent, proposal)
    brief.version = 2
    service.revise_proposal(session, talent, proposal)
    assert (proposal.state, proposal.brief_version, proposal.submitted_at) == (ProposalState.DRAFT, 2, None)


def test_a_firm_never_sees_a_draft_nor_one_withdrawn_before_it_was_handed_in(session):
    client = make_client(session)
    brief = make_brief(session, client)
    proposal = make_draft(session, brief)
    assert not queries.proposals_for(session, client, brief)
    service.withdraw_proposal(session, owner_of(proposal.profile), proposal, reason="그만둡니다")
    with pytest.raises(NotFound):
        queries.get_proposal(session, client, proposal.id)


def test_strangers_see_no_proposal(session):
    client = make_client(session)
    proposal = make_proposal(session, make_brief(session, client))
    assert queries.get_proposal(session, client, proposal.id) is proposal
    for stranger in (make_client(session), owner_of(make_profile(session))):
        with pytest.raises(NotFound):
            queries.get_proposal(session, stranger, proposal.id)


def test_the_database_keeps_proofs_short(session):
    proposal = make_draft(session, make_brief(session))
    row = RequirementEvidence(proposal_id=proposal.id, requirement_id=proposal.brief.essentials[0].id, text="가" * 301)
    session.add(row)
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_proposing_twice_at_once_makes_one_proposal(database):
    with database.writing.begin() as session:
        brief, profile = make_brief(session).id, make_profile(session)
        talent = owner_of(profile)
    propose = lambda s: service.start_proposal(s, talent, s.get_one(Brief, brief))  # noqa: E731
    refused = race(database, propose, propose)
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "Taken"]
    with database.reading() as session:
        assert len(session.query(Proposal).all()) == 1
