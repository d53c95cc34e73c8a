"""The lifecycle of a brief. Moves that follow from proposals and contracts are declared here and served downstream."""

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


S = BriefState

WRITABLE = (S.DRAFT, S.CHANGES_REQUESTED)
PUBLIC = (S.PUBLISHED, S.CLOSED, S.SELECTING, S.AWARDED, S.COMPLETED, S.NO_SUITABLE)
BEFORE_AWARD = (S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.PUBLISHED, S.SUSPENDED, S.CLOSED, S.SELECTING)


def is_client(actor: Actor, brief: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == brief.organisation_id


def is_client_or_office(actor: Actor, brief: Any) -> bool:
    return is_client(actor, brief) or is_office(actor, brief)


def sees_brief(actor: Actor, brief: Any) -> bool:
    """The firm and the office always; everybody once it has been published."""
    return is_client(actor, brief) or actor.kind in (Kind.OFFICE, Kind.CLOCK) or brief.state in PUBLIC


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
}
# Where the firm's next step is done, where that is a page of its own: its words and its path below the brief's.
NEXT_PAGE_FOR_CLIENT: dict[BriefState, tuple[Text, str]] = {
    S.PUBLISHED: (_("추천 인재 보기"), "/candidates"),
    S.CLOSED: (_("제안 견주어 보기"), "/proposals"),
    S.SELECTING: (_("제안 견주어 보기"), "/proposals"),
}
TURN_OF_CLIENT = (S.DRAFT, S.CHANGES_REQUESTED, S.CLOSED, S.SELECTING)
