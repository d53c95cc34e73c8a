"""The lifecycle of a proposal."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.briefs.workflow import BriefState
from app.core.actors import Actor, Kind, is_clock, is_office
from app.core.language import Text, _
from app.core.workflow import Action, State, Workflow


class ProposalState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    UNDER_REVIEW = "under_review"
    SHORTLISTED = "shortlisted"
    NEGOTIATING = "negotiating"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    DISQUALIFIED = "disqualified"
    LAPSED = "lapsed"


S = ProposalState

LIVE = (S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.SHORTLISTED, S.NEGOTIATING, S.SELECTED)
OPEN = (S.SUBMITTED, S.UNDER_REVIEW, S.SHORTLISTED, S.NEGOTIATING)
ANSWERABLE = (S.UNDER_REVIEW, S.SHORTLISTED, S.NEGOTIATING)


def is_client(actor: Actor, proposal: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == proposal.brief.organisation_id


def is_proposer(actor: Actor, proposal: Any) -> bool:
    return actor.kind is Kind.TALENT and actor.user_id == proposal.profile.user_id


def is_party(actor: Actor, proposal: Any) -> bool:
    return is_client(actor, proposal) or is_proposer(actor, proposal)


def sees_proposal(actor: Actor, proposal: Any) -> bool:
    """Its writer always; the firm and the office once it has been submitted."""
    if is_proposer(actor, proposal) or actor.kind is Kind.CLOCK:
        return True
    return proposal.state is not S.DRAFT and (is_client(actor, proposal) or actor.kind is Kind.OFFICE)


def _answers_every_essential(proposal: Any) -> Text | None:
    return _("필수 요건마다 근거를 적어 주세요.") if proposal.unanswered_essentials else None


def _may_be_revised(proposal: Any) -> Text | None:
    if not proposal.brief.is_open:
        return _("모집이 끝난 과제예요.")
    return None if proposal.answers_older_version else _("과제가 바뀌지 않아 고쳐 쓸 수 없어요.")


def _terms_are_agreed(proposal: Any) -> Text | None:
    return _("아직 답하지 않은 조건 제안이 있어요. 협의를 마친 뒤 선정해 주세요.") if proposal.has_open_offer else None


def _may_be_reconsidered(proposal: Any) -> Text | None:
    if not proposal.may_be_reconsidered:
        return _("미선정한 지 7일이 지나 되돌릴 수 없어요.")
    if proposal.brief.state not in (BriefState.PUBLISHED, BriefState.CLOSED, BriefState.SELECTING):
        return _("선정이 끝난 과제예요. 선정을 되돌린 뒤에 다시 검토할 수 있어요.")
    return None


def _tell_of_change(state: ProposalState) -> Action:
    """The brief says something else than when this was written: its writer hears of it, and decides."""
    return Action(
        "tell_of_change",
        _("과제 바뀜 알림"),
        (state,),
        state,
        who=is_clock,
        tells=("talent",),
        told=_("‘%(title)s’ 과제가 바뀌었어요. 다시 읽고, 그대로 둘지 고쳐 쓸지 정해 주세요"),
    )


PROPOSAL = Workflow(
    name="proposal",
    label=_("제안서"),
    states={
        S.DRAFT: State(_("작성중")),
        S.SUBMITTED: State(_("제출"), "active"),
        S.WITHDRAWN: State(_("철회")),
        S.UNDER_REVIEW: State(_("검토중"), "active"),
        S.SHORTLISTED: State(_("후보"), "active"),
        S.NEGOTIATING: State(_("협의중"), "active"),
        S.SELECTED: State(_("선정됨"), "good"),
        S.NOT_SELECTED: State(_("미선정")),
        S.DISQUALIFIED: State(_("실격"), "bad"),
        S.LAPSED: State(_("종료")),
    },
    actions=(
        Action(
            "submit",
            _("제안서 제출"),
            (S.DRAFT,),
            S.SUBMITTED,
            who=is_proposer,
            guard=_answers_every_essential,
            tells=("client",),
            told=_("‘%(title)s’ 과제에 제안이 들어왔어요"),
            main=True,
        ),
        Action(
            "revise", _("바뀐 과제에 맞춰 고쳐 쓰기"), (S.SUBMITTED,), S.DRAFT, who=is_proposer, guard=_may_be_revised
        ),
        Action(
            "withdraw",
            _("제안 철회"),
            (S.DRAFT, *OPEN),
            S.WITHDRAWN,
            who=is_proposer,
            asks=("reason",),
            tells=("client",),
            told=_("‘%(title)s’ 과제의 제안이 철회됐어요: %(reason)s"),
            danger=True,
        ),
        Action(
            "open",
            _("검토 시작"),
            (S.SUBMITTED,),
            S.UNDER_REVIEW,
            who=lambda actor, proposal: is_client(actor, proposal) or is_clock(actor, proposal),
            tells=("talent",),
            told=_("‘%(title)s’ 과제의 제안을 기업이 검토하고 있어요"),
            main=True,
        ),
        Action(
            "shortlist",
            _("후보로 올리기"),
            (S.UNDER_REVIEW,),
            S.SHORTLISTED,
            who=is_client,
            tells=("talent",),
            told=_("‘%(title)s’ 과제의 후보가 됐어요"),
        ),
        Action(
            "offer",
            _("조건 제안"),
            ANSWERABLE,
            S.NEGOTIATING,
            who=is_party,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 과제에 새 조건 제안이 왔어요. 답해 주세요"),
        ),
        Action(
            "agree",
            _("조건 합의"),
            (S.NEGOTIATING,),
            S.SHORTLISTED,
            who=is_party,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 과제의 조건에 합의했어요"),
        ),
        Action(
            "refuse",
            _("조건 거절"),
            (S.NEGOTIATING,),
            S.SHORTLISTED,
            who=is_party,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 과제의 조건 제안이 받아들여지지 않았어요"),
        ),
        Action(
            "take_back",
            _("조건 제안 거두기"),
            (S.NEGOTIATING,),
            S.SHORTLISTED,
            who=is_party,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 과제의 조건 제안을 상대가 거뒀어요"),
        ),
        Action(
            "select",
            _("이 제안 선정"),
            ANSWERABLE,
            S.SELECTED,
            who=is_client,
            guard=_terms_are_agreed,
            tells=("talent",),
            told=_("‘%(title)s’ 과제에 선정됐어요. 계약을 준비해요"),
            main=True,
        ),
        Action(
            "turn_down",
            _("미선정 알리기"),
            ANSWERABLE,
            S.NOT_SELECTED,
            who=is_client,
            asks=("reason",),
            tells=("talent",),
            told=_("‘%(title)s’ 과제에 이번에는 함께하지 못해요: %(reason)s"),
        ),
        Action(
            "reconsider",
            _("다시 검토"),
            (S.NOT_SELECTED,),
            S.UNDER_REVIEW,
            who=is_client,
            guard=_may_be_reconsidered,
            tells=("talent",),
            told=_("‘%(title)s’ 과제의 제안을 기업이 다시 검토해요"),
        ),
        Action(
            "undo_selection",
            _("선정 취소"),
            (S.SELECTED,),
            S.NOT_SELECTED,
            who=lambda actor, proposal: is_client(actor, proposal) or is_clock(actor, proposal),
            asks=("reason",),
            tells=("talent", "office"),
            told=_("‘%(title)s’ 과제의 선정이 취소됐어요: %(reason)s"),
            danger=True,
        ),
        Action(
            "disqualify",
            _("실격 처리"),
            LIVE,
            S.DISQUALIFIED,
            who=is_office,
            asks=("reason",),
            tells=("talent", "client"),
            told=_("‘%(title)s’ 과제의 제안이 실격됐어요: %(reason)s"),
            danger=True,
        ),
        Action(
            "undo_unsigned",
            _("계약 없이 기한 지남"),
            (S.SELECTED,),
            S.NOT_SELECTED,
            who=is_clock,
            tells=("talent", "office"),
            told=_("‘%(title)s’ 과제의 계약이 기한 안에 체결되지 않아 선정이 되돌려졌어요"),
        ),
        Action(
            "lapse",
            _("모집 끝"),
            (S.DRAFT, *OPEN),
            S.LAPSED,
            who=is_clock,
            tells=("talent",),
            told=_("‘%(title)s’ 과제의 모집이 끝나 제안서도 종료됐어요"),
        ),
        Action(
            "lapse_with_brief",
            _("과제가 끝남"),
            (S.DRAFT, *OPEN),
            S.LAPSED,
            who=is_clock,
            asks=("reason",),
            tells=("talent",),
            told=_("‘%(title)s’ 과제가 끝나 제안서도 종료됐어요: %(reason)s"),
        ),
        *(_tell_of_change(state) for state in (S.DRAFT, *OPEN)),
    ),
    sees=sees_proposal,
    title=lambda proposal: str(proposal.brief.title),
    parties=lambda proposal: {
        "client": [m.user_id for m in proposal.brief.organisation.memberships],
        "talent": [proposal.profile.user_id],
    },
    path=lambda proposal: f"/proposals/{proposal.id}",
)
