"""The lifecycles of a brief and of a joint one. Moves that follow from proposals and contracts are declared here and
served downstream."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.accounts.workflow import OrganisationState
from app.core.actors import Actor, Kind, is_clock, is_office
from app.core.language import Text, _
from app.core.workflow import Action, State, Workflow


class BriefState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    SELECTING = "selecting"
    NO_SUITABLE = "no_suitable"
    AWARDED = "awarded"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    MERGED = "merged"


class JointState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    JOINED = "joined"
    DECLINED = "declined"
    EXPIRED = "expired"


S = BriefState
J = JointState

WRITABLE = (S.DRAFT, S.CHANGES_REQUESTED)
PUBLIC = (S.PUBLISHED, S.CLOSED, S.SELECTING, S.AWARDED, S.COMPLETED, S.NO_SUITABLE)
JOINABLE = (S.SUBMITTED, S.CHANGES_REQUESTED, S.PUBLISHED)
BEFORE_AWARD = (S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.PUBLISHED, S.SUSPENDED, S.CLOSED, S.SELECTING)


def is_client(actor: Actor, brief: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == brief.organisation_id


def is_client_or_office(actor: Actor, brief: Any) -> bool:
    return is_client(actor, brief) or is_office(actor, brief)


def is_partner(actor: Actor, brief: Any) -> bool:
    """Whether this person's firm takes part in a joint brief that another firm leads."""
    return actor.kind is Kind.CLIENT and actor.organisation_id in brief.partner_ids


def sees_brief(actor: Actor, brief: Any) -> bool:
    """The firm, its partners and the office always; everybody once it has been published."""
    is_public = actor.kind in (Kind.OFFICE, Kind.CLOCK) or brief.state in PUBLIC
    return is_public or is_client(actor, brief) or is_partner(actor, brief)


def _complete(brief: Any) -> Text | None:
    return _("아직 채워야 할 칸이 있어요. 표시된 곳을 채워 주세요.") if brief.missing_fields else None


def is_held_back(brief: Any) -> bool:
    """Whether the verdict no-go still stands in the way."""
    return brief.verdict == "no_go" and not brief.verdict_override_reason


def may_override(brief: Any) -> bool:
    return brief.state is S.SUBMITTED and is_held_back(brief)


def _publishable(brief: Any) -> Text | None:
    if brief.organisation.state is not OrganisationState.VERIFIED:
        return _("기업 확인이 끝나야 게시할 수 있어요.")
    if is_held_back(brief):
        return _("진단 결과가 보류예요. 게시하려면 판정을 바꾸는 이유를 먼저 남겨 주세요.")
    if brief.is_late:
        return _("모집 마감일이 지났어요. 새 마감일을 적도록 보완을 요청해 주세요.")
    return None


BRIEF = Workflow(
    name="brief",
    label=_("과제"),
    states={
        S.DRAFT: State(_("작성중")),
        S.SUBMITTED: State(_("검토요청"), "active"),
        S.CHANGES_REQUESTED: State(_("보완요청"), "attention"),
        S.REJECTED: State(_("반려"), "bad"),
        S.PUBLISHED: State(_("게시"), "good"),
        S.SUSPENDED: State(_("일시중지"), "attention"),
        S.WITHDRAWN: State(_("철회")),
        S.CLOSED: State(_("마감")),
        S.SELECTING: State(_("선정중"), "active"),
        S.NO_SUITABLE: State(_("적임자없음")),
        S.AWARDED: State(_("선정"), "good"),
        S.COMPLETED: State(_("완료"), "good"),
        S.CANCELLED: State(_("취소")),
        S.MERGED: State(_("공동 과제로 합침"), "good"),
    },
    actions=(
        Action(
            "submit",
            _("검토 요청"),
            WRITABLE,
            S.SUBMITTED,
            who=is_client,
            guard=_complete,
            tells=("office",),
            told=_("‘%(title)s’ 과제가 검토를 기다려요"),
            main=True,
        ),
        Action(
            "publish",
            _("게시하기"),
            (S.SUBMITTED,),
            S.PUBLISHED,
            who=is_office,
            guard=_publishable,
            tells=("client",),
            told=_("‘%(title)s’ 과제가 게시됐어요. 추천 인재를 볼 수 있어요"),
            main=True,
        ),
        Action(
            "request_changes",
            _("보완 요청"),
            (S.SUBMITTED,),
            S.CHANGES_REQUESTED,
            who=is_office,
            asks=("reason",),
            tells=("client",),
            told=_("‘%(title)s’ 과제를 조금 고쳐 주세요: %(reason)s"),
        ),
        Action(
            "reject",
            _("반려하기"),
            (S.SUBMITTED,),
            S.REJECTED,
            who=is_office,
            asks=("reason",),
            tells=("client",),
            told=_("‘%(title)s’ 과제는 게시하지 못해요: %(reason)s"),
            danger=True,
        ),
        Action(
            "close_at_deadline",
            _("기한 마감"),
            (S.PUBLISHED,),
            S.CLOSED,
            who=is_clock,
            tells=("client",),
            told=_("‘%(title)s’ 과제의 모집이 마감됐어요"),
        ),
        Action("close", _("지금 마감"), (S.PUBLISHED,), S.CLOSED, who=is_client, asks=("reason",)),
        Action("withdraw", _("게시 철회"), (S.PUBLISHED,), S.WITHDRAWN, who=is_client, asks=("reason",), danger=True),
        Action(
            "suspend",
            _("잠시 멈추기"),
            (S.PUBLISHED,),
            S.SUSPENDED,
            who=is_office,
            asks=("reason",),
            tells=("client",),
            told=_("‘%(title)s’ 과제를 잠시 멈췄어요: %(reason)s"),
        ),
        Action(
            "resume",
            _("다시 게시"),
            (S.SUSPENDED,),
            S.PUBLISHED,
            who=is_office,
            tells=("client",),
            told=_("‘%(title)s’ 과제를 다시 게시했어요"),
        ),
        Action("start_selecting", _("선정 시작"), (S.CLOSED,), S.SELECTING, who=is_clock),
        Action("award", _("선정 완료"), (S.PUBLISHED, S.CLOSED, S.SELECTING), S.AWARDED, who=is_client),
        Action(
            "undo_award",
            _("선정 되돌림"),
            (S.AWARDED,),
            S.SELECTING,
            who=lambda a, b: is_client(a, b) or is_clock(a, b),
        ),
        Action(
            "end_unfilled",
            _("적임자 없음"),
            (S.CLOSED, S.SELECTING),
            S.NO_SUITABLE,
            who=is_client,
            asks=("reason",),
            danger=True,
        ),
        Action(
            "cancel", _("과제 취소"), BEFORE_AWARD, S.CANCELLED, who=is_client_or_office, asks=("reason",), danger=True
        ),
        Action(
            "merge",
            _("공동 과제로 합치기"),
            JOINABLE,
            S.MERGED,
            who=is_clock,
            tells=("client",),
            told=_("‘%(title)s’ 과제를 공동 과제로 합쳤어요: %(reason)s"),
        ),
        Action(
            "complete",
            _("완료 처리"),
            (S.AWARDED,),
            S.COMPLETED,
            who=is_clock,
            tells=("client",),
            told=_("‘%(title)s’ 과제가 끝났어요. 성과를 알려 주세요"),
        ),
    ),
    sees=sees_brief,
    title=lambda brief: str(brief.heading),
    parties=lambda brief: {"client": [m.user_id for m in brief.organisation.memberships]},
    path=lambda brief: f"/briefs/{brief.id}",
)

# What the firm can expect in each state, in the words of its own page.
NEXT_FOR_CLIENT: dict[BriefState, Text] = {
    S.DRAFT: _("적은 만큼 저장돼 있어요. 다 채우면 검토를 요청해 주세요."),
    S.SUBMITTED: _("사무국이 읽고 있어요. 영업일 2일 안에 답해요."),
    S.CHANGES_REQUESTED: _("사무국이 적은 곳을 고치고 다시 검토를 요청해 주세요."),
    S.REJECTED: _("게시하지 못한 과제예요. 이유를 기록에서 볼 수 있어요."),
    S.PUBLISHED: _("추천 인재를 보고 만나 보고 싶은 사람을 초대해 주세요."),
    S.SUSPENDED: _("사무국이 잠시 멈췄어요. 이유를 기록에서 볼 수 있어요."),
    S.WITHDRAWN: _("거두어들인 과제예요."),
    S.CLOSED: _("모집이 끝났어요. 들어온 제안을 읽고 견주어 보세요."),
    S.SELECTING: _("제안을 견주고 함께할 사람을 골라 주세요."),
    S.NO_SUITABLE: _("맞는 사람을 찾지 못하고 끝났어요. 새 과제로 다시 올릴 수 있어요."),
    S.AWARDED: _("함께할 사람을 정했어요. 계약을 확인해 주세요."),
    S.COMPLETED: _("일이 끝났어요. 숫자가 얼마나 좋아졌는지 알려 주세요."),
    S.CANCELLED: _("취소한 과제예요."),
    S.MERGED: _("같은 문제를 가진 기업과 함께 푸는 공동 과제로 이어졌어요."),
}
# Where the firm's next step is done, where that is a page of its own: its words and its path below the brief's.
NEXT_PAGE_FOR_CLIENT: dict[BriefState, tuple[Text, str]] = {
    S.PUBLISHED: (_("추천 인재 보기"), "/candidates"),
    S.CLOSED: (_("제안 견주어 보기"), "/proposals"),
    S.SELECTING: (_("제안 견주어 보기"), "/proposals"),
}
TURN_OF_CLIENT = (S.DRAFT, S.CHANGES_REQUESTED, S.CLOSED, S.SELECTING)


def is_asked(actor: Actor, joint: Any) -> bool:
    """Whether this person's firm was asked to join."""
    return actor.kind is Kind.CLIENT and actor.organisation_id in joint.asked_ids


def _all_joinable(joint: Any) -> Text | None:
    ended = any(part.brief.state not in JOINABLE for part in joint.parts)
    return _("함께하려던 과제 가운데 하나가 이미 다른 길로 갔어요.") if ended else None


JOINT = Workflow(
    name="joint",
    label=_("공동 과제"),
    states={
        J.PROPOSED: State(_("기업에 물어보는 중"), "active"),
        J.AGREED: State(_("모두 동의"), "good"),
        J.JOINED: State(_("공동 과제로 합침"), "good"),
        J.DECLINED: State(_("이루어지지 않음")),
        J.EXPIRED: State(_("답 없이 끝남")),
    },
    actions=(
        Action(
            "ask",
            _("함께 풀지 묻기"),
            (J.PROPOSED,),
            J.PROPOSED,
            who=is_office,
            guard=_all_joinable,
            tells=("client",),
            told=_("같은 문제를 가진 기업이 있어요. 함께 풀지 정해 주세요 (%(title)s)"),
        ),
        Action("agree", _("함께하기"), (J.PROPOSED,), J.PROPOSED, who=is_asked, guard=_all_joinable, main=True),
        Action(
            "agree_last",
            _("모두 동의함"),
            (J.PROPOSED,),
            J.AGREED,
            who=is_asked,
            guard=_all_joinable,
            tells=("office",),
            told=_("공동 과제 제안에 기업이 모두 동의했어요 (%(title)s)"),
        ),
        Action(
            "join",
            _("공동 과제 초안 만들기"),
            (J.AGREED,),
            J.JOINED,
            who=is_clock,
            tells=("client",),
            told=_("모두 동의해서 공동 과제 초안을 만들었어요 (%(title)s)"),
        ),
        Action(
            "decline",
            _("이번에는 따로 하기"),
            (J.PROPOSED,),
            J.DECLINED,
            who=is_asked,
            tells=("client", "office"),
            told=_("공동 과제는 이번에 이루어지지 않았어요. 과제는 그대로 이어져요 (%(title)s)"),
        ),
        Action(
            "expire",
            _("기한 지남"),
            (J.PROPOSED,),
            J.EXPIRED,
            who=is_clock,
            tells=("client", "office"),
            told=_("공동 과제 제안이 답 없이 끝났어요. 과제는 그대로 이어져요 (%(title)s)"),
        ),
    ),
    sees=lambda actor, joint: is_asked(actor, joint) or actor.kind in (Kind.OFFICE, Kind.CLOCK),
    title=lambda joint: str(joint.number),
    parties=lambda joint: {"client": [m.user_id for part in joint.parts for m in part.brief.organisation.memberships]},
    path=lambda joint: f"/joint/{joint.id}",
)
