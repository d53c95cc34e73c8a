"""지금 할 일: what waits for each person, gathered from every feature, oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import Organisation
from app.accounts.workflow import ORGANISATION, OrganisationState
from app.briefs.models import Brief
from app.briefs.workflow import BRIEF, BriefState
from app.contracts.models import Contract, Milestone, Payment
from app.contracts.workflow import CONTRACT, MILESTONE, ContractState, MilestoneState
from app.core.actors import Actor, Kind
from app.core.history import History
from app.core.jobs import Job, JobState
from app.core.language import Text, _
from app.core.workflow import Workflow
from app.home.rules import Todo
from app.invitations.models import Invitation
from app.invitations.workflow import INVITATION, InvitationState
from app.outcomes.models import Outcome
from app.outcomes.workflow import OUTCOME, OutcomeState
from app.proposals.models import CounterOffer, OfferState, Proposal, Side
from app.proposals.workflow import PROPOSAL, ProposalState
from app.rounds.models import AssignmentRound, Recommendation
from app.rounds.workflow import RECOMMENDATION, ROUND, RecommendationState, RoundState
from app.talents.models import Profile, ProfileSkill, SkillEvidence
from app.talents.workflow import PROFILE, SKILL_EVIDENCE, EvidenceState, ProfileState

LIMIT = 200


def todos_for(session: Session, actor: Actor) -> list[Todo]:
    """Everything that waits for this person, the longest waiting first."""
    sources = _SOURCES.get(actor.kind, ())
    found = [todo for source in sources for todo in source(session, actor)]
    return sorted(found, key=lambda todo: (todo.since, todo.url, str(todo.what)))


def _waiting(
    session: Session,
    workflow: Workflow,
    table: type[Any],
    what: Text,
    *conditions: Any,
    url: Callable[[Any], str] | None = None,
    by: Callable[[Any], date | None] = lambda thing: None,
    joins: Sequence[Any] = (),
) -> list[Todo]:
    """Things that meet the conditions, each since its last move."""
    moved = (
        sa.select(sa.func.max(History.at))
        .where(History.thing == workflow.name, History.thing_id == table.id)
        .scalar_subquery()
    )
    query = sa.select(table, moved)
    for other in joins:
        query = query.join(other)
    rows = session.execute(query.where(*conditions).order_by(table.id).limit(LIMIT)).unique().all()
    address = url or workflow.path
    return [
        Todo(what, workflow.title(thing), address(thing), since or _made(thing), by(thing)) for thing, since in rows
    ]


def _made(thing: Any) -> Any:
    return next(
        getattr(thing, name) for name in ("created_at", "sent_at", "submitted_at") if getattr(thing, name, None)
    )


# -- client -------------------------------------------------------------------------------------------------------


def _client_organisation(session: Session, actor: Actor) -> list[Todo]:
    if not actor.is_owner:
        return []
    again = Organisation.state.in_((OrganisationState.UNVERIFIED, OrganisationState.EXPIRED))
    return _waiting(
        session,
        ORGANISATION,
        Organisation,
        _("기업 확인을 요청해 주세요"),
        Organisation.id == actor.organisation_id,
        again,
        url=lambda _: "/organisation",
    )


def _client_briefs(session: Session, actor: Actor) -> list[Todo]:
    mine = Brief.organisation_id == actor.organisation_id

    def waiting(state: BriefState, what: Text, page: str) -> list[Todo]:
        return _waiting(
            session, BRIEF, Brief, what, mine, Brief.state == state, url=lambda brief: f"/briefs/{brief.id}{page}"
        )

    return [
        *waiting(BriefState.CHANGES_REQUESTED, _("사무국이 부탁한 내용을 고쳐 주세요"), ""),
        *waiting(BriefState.DRAFT, _("과제를 마저 적어 주세요"), ""),
        *waiting(BriefState.CLOSED, _("모집이 끝났어요. 제안을 살펴봐 주세요"), "/proposals"),
        *waiting(BriefState.SELECTING, _("함께할 사람을 정해 주세요"), "/proposals"),
    ]


def _client_proposals(session: Session, actor: Actor) -> list[Todo]:
    mine = Brief.organisation_id == actor.organisation_id
    new = _waiting(
        session,
        PROPOSAL,
        Proposal,
        _("새 제안이 왔어요. 열어 봐 주세요"),
        mine,
        Proposal.state == ProposalState.SUBMITTED,
        joins=(Proposal.brief,),
    )
    contracted = sa.select(Contract.proposal_id).where(Contract.state != ContractState.VOIDED)
    chosen = _waiting(
        session,
        PROPOSAL,
        Proposal,
        _("계약서를 만들어 주세요"),
        mine,
        Proposal.state == ProposalState.SELECTED,
        Proposal.id.not_in(contracted),
        joins=(Proposal.brief,),
    )
    return new + chosen + _offers(session, Side.TALENT, mine, joins=(Proposal.brief,))


def _offers(session: Session, side: Side, *conditions: Any, joins: Sequence[Any]) -> list[Todo]:
    """Terms the other side put forward and that wait for an answer."""
    offered = sa.select(CounterOffer.proposal_id).where(
        CounterOffer.state == OfferState.OPEN, CounterOffer.side == side
    )
    negotiating = (Proposal.state == ProposalState.NEGOTIATING, Proposal.id.in_(offered))
    return _waiting(
        session, PROPOSAL, Proposal, _("상대가 보낸 조건에 답해 주세요"), *conditions, *negotiating, joins=joins
    )


def _client_contracts(session: Session, actor: Actor) -> list[Todo]:
    mine = Contract.organisation_id == actor.organisation_id
    drafts = _waiting(
        session,
        CONTRACT,
        Contract,
        _("계약서를 확인하고 서명을 요청해 주세요"),
        mine,
        Contract.state == ContractState.DRAFT,
    )
    return drafts + (_unsigned(session, Side.CLIENT, mine) if actor.is_owner else [])


def _unsigned(session: Session, side: Side, *conditions: Any, joins: Sequence[Any] = ()) -> list[Todo]:
    open_states = (ContractState.PENDING_SIGNATURE, ContractState.PARTIALLY_SIGNED)
    not_yet = ~Contract.signatures.any(side=side, version=Contract.version)
    return _waiting(
        session,
        CONTRACT,
        Contract,
        _("계약서에 서명해 주세요"),
        *conditions,
        Contract.state.in_(open_states),
        not_yet,
        joins=joins,
    )


def _client_milestones(session: Session, actor: Actor) -> list[Todo]:
    mine = Contract.organisation_id == actor.organisation_id
    accepted = Milestone.state.in_((MilestoneState.ACCEPTED, MilestoneState.DEEMED_ACCEPTED))
    joins = (Milestone.contract,)
    return [
        *_waiting(
            session,
            MILESTONE,
            Milestone,
            _("산출물을 검수해 주세요"),
            mine,
            Milestone.state == MilestoneState.SUBMITTED,
            joins=joins,
        ),
        *_waiting(
            session,
            MILESTONE,
            Milestone,
            _("대금 지급을 기록해 주세요"),
            mine,
            accepted,
            ~Milestone.payment.has(),
            joins=joins,
        ),
    ]


def _client_recommendations(session: Session, actor: Actor) -> list[Todo]:
    return _waiting(
        session,
        RECOMMENDATION,
        Recommendation,
        _("사무국이 추천한 인재를 살펴봐 주세요"),
        Brief.organisation_id == actor.organisation_id,
        Recommendation.state == RecommendationState.OFFERED,
        joins=(Recommendation.brief,),
        by=lambda recommendation: recommendation.answer_by,
    )


def _client_outcomes(session: Session, actor: Actor) -> list[Todo]:
    return _outcomes(session, Contract.organisation_id == actor.organisation_id)


def _outcomes(session: Session, *conditions: Any, joins: Sequence[Any] = ()) -> list[Todo]:
    waiting = Outcome.state.in_((OutcomeState.DUE, OutcomeState.RETURNED))
    return _waiting(
        session, OUTCOME, Outcome, _("성과를 알려 주세요"), waiting, *conditions, joins=(Outcome.contract, *joins)
    )


# -- talent -------------------------------------------------------------------------------------------------------


def _talent_profile(session: Session, actor: Actor) -> list[Todo]:
    mine = Profile.user_id == actor.user_id
    unlisted = Profile.state.in_((ProfileState.DRAFT, ProfileState.UNCLAIMED))
    return _waiting(session, PROFILE, Profile, _("프로필을 마저 적고 공개해 주세요"), mine, unlisted)


def _talent_invitations(session: Session, actor: Actor) -> list[Todo]:
    mine = Profile.user_id == actor.user_id
    return _waiting(
        session,
        INVITATION,
        Invitation,
        _("초대에 답해 주세요"),
        mine,
        Invitation.state == InvitationState.SENT,
        joins=(Invitation.profile,),
        by=lambda invitation: invitation.answer_by,
    )


def _talent_proposals(session: Session, actor: Actor) -> list[Todo]:
    mine = Profile.user_id == actor.user_id
    drafts = _waiting(
        session,
        PROPOSAL,
        Proposal,
        _("제안서를 마저 적어 주세요"),
        mine,
        Proposal.state == ProposalState.DRAFT,
        joins=(Proposal.profile,),
        by=lambda proposal: proposal.brief.deadline_on,
    )
    return drafts + _offers(session, Side.CLIENT, mine, joins=(Proposal.profile,))


def _talent_contracts(session: Session, actor: Actor) -> list[Todo]:
    return _unsigned(session, Side.TALENT, Profile.user_id == actor.user_id, joins=(Contract.profile,))


def _talent_milestones(session: Session, actor: Actor) -> list[Todo]:
    mine = (Profile.user_id == actor.user_id, Contract.state == ContractState.ACTIVE)
    joins = (Milestone.contract, Contract.profile)
    unconfirmed = Milestone.payment.has(Payment.confirmed_at.is_(None))
    accepted = Milestone.state.in_((MilestoneState.ACCEPTED, MilestoneState.DEEMED_ACCEPTED))

    def waiting(state: MilestoneState, what: Text) -> list[Todo]:
        return _waiting(
            session,
            MILESTONE,
            Milestone,
            what,
            *mine,
            Milestone.state == state,
            joins=joins,
            by=lambda milestone: milestone.due_on,
        )

    return [
        *waiting(MilestoneState.CHANGES_REQUESTED, _("고쳐서 다시 올려 주세요")),
        *waiting(MilestoneState.IN_PROGRESS, _("산출물을 올려 주세요")),
        *_waiting(
            session,
            MILESTONE,
            Milestone,
            _("대금을 받았는지 확인해 주세요"),
            mine[0],
            accepted,
            unconfirmed,
            joins=joins,
        ),
    ]


def _talent_outcomes(session: Session, actor: Actor) -> list[Todo]:
    return _outcomes(session, Profile.user_id == actor.user_id, joins=(Contract.profile,))


# -- office -------------------------------------------------------------------------------------------------------


def _office_reviews(session: Session, actor: Actor) -> list[Todo]:
    not_mine = sa.or_(Outcome.reporter_id.is_(None), Outcome.reporter_id != actor.user_id)
    return [
        *_waiting(
            session,
            ORGANISATION,
            Organisation,
            _("기업을 확인해 주세요"),
            Organisation.state == OrganisationState.REQUESTED,
        ),
        *_waiting(session, BRIEF, Brief, _("과제를 검토해 주세요"), Brief.state == BriefState.SUBMITTED),
        *_waiting(
            session,
            SKILL_EVIDENCE,
            SkillEvidence,
            _("역량 증빙을 확인해 주세요"),
            SkillEvidence.state == EvidenceState.SUBMITTED,
            joins=(SkillEvidence.skill, ProfileSkill.profile),
            url=lambda evidence: "/office/evidence",
        ),
        *_waiting(
            session, OUTCOME, Outcome, _("성과를 검증해 주세요"), Outcome.state == OutcomeState.REPORTED, not_mine
        ),
    ]


def _office_rounds(session: Session, actor: Actor) -> list[Todo]:
    """Solutions that wait for somebody who did not ask for them."""
    solved = (AssignmentRound.state == RoundState.SOLVED, AssignmentRound.asked_by_id != actor.user_id)
    return _waiting(session, ROUND, AssignmentRound, _("배정안을 읽고 확정해 주세요"), *solved)


def _office_parked_jobs(session: Session, _actor: Actor) -> list[Todo]:
    jobs = session.scalars(sa.select(Job).where(Job.state == JobState.PARKED).order_by(Job.id).limit(LIMIT))
    return [
        Todo(
            _("다섯 번 실패한 작업을 살펴봐 주세요"),
            f"{job.kind} #{job.id}",
            f"/office/jobs#job-{job.id}",
            job.created_at,
        )
        for job in jobs
    ]


_SOURCES: dict[Kind, tuple[Callable[[Session, Actor], list[Todo]], ...]] = {
    Kind.CLIENT: (
        _client_organisation,
        _client_briefs,
        _client_proposals,
        _client_recommendations,
        _client_contracts,
        _client_milestones,
        _client_outcomes,
    ),
    Kind.TALENT: (
        _talent_profile,
        _talent_invitations,
        _talent_proposals,
        _talent_contracts,
        _talent_milestones,
        _talent_outcomes,
    ),
    Kind.OFFICE: (_office_reviews, _office_rounds, _office_parked_jobs),
}


def parked_jobs(session: Session) -> Sequence[Job]:
    return session.scalars(sa.select(Job).where(Job.state == JobState.PARKED).order_by(Job.id)).all()
