"""The lifecycle of an invitation."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.core.actors import Actor, Kind, is_clock
from app.core.language import Text, _
from app.core.workflow import Action, State, Workflow


class InvitationState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


S = InvitationState

LIVE = (S.SENT, S.ACCEPTED)


def is_inviter(actor: Actor, invitation: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == invitation.brief.organisation_id


def is_invited(actor: Actor, invitation: Any) -> bool:
    return actor.kind is Kind.TALENT and actor.user_id == invitation.profile.user_id


def _sees(actor: Actor, invitation: Any) -> bool:
    return is_inviter(actor, invitation) or is_invited(actor, invitation) or actor.kind in (Kind.OFFICE, Kind.CLOCK)


def _still_open(invitation: Any) -> Text | None:
    return None if invitation.brief.is_open else _("이 과제는 지금 제안을 받지 않아요.")


INVITATION = Workflow(
    name="invitation",
    label=_("과제 초대"),
    states={
        S.SENT: State(_("답을 기다림"), "active"),
        S.ACCEPTED: State(_("수락"), "good"),
        S.DECLINED: State(_("거절")),
        S.EXPIRED: State(_("기한 지남")),
        S.WITHDRAWN: State(_("취소")),
    },
    actions=(
        Action(
            "accept",
            _("초대 수락"),
            (S.SENT,),
            S.ACCEPTED,
            who=is_invited,
            guard=_still_open,
            tells=("client",),
            told=_("‘%(title)s’ 초대를 인재가 수락했어요"),
            main=True,
        ),
        Action(
            "decline",
            _("초대 거절"),
            (S.SENT,),
            S.DECLINED,
            who=is_invited,
            asks=("reason",),
            tells=("client",),
            told=_("‘%(title)s’ 초대를 인재가 거절했어요: %(reason)s"),
        ),
        Action(
            "withdraw",
            _("초대 취소"),
            (S.SENT,),
            S.WITHDRAWN,
            who=is_inviter,
            tells=("talent",),
            told=_("‘%(title)s’ 초대를 기업이 취소했어요"),
        ),
        Action(
            "send",
            _("초대 보냄"),
            (S.SENT,),
            S.SENT,
            who=is_clock,
            tells=("talent",),
            told=_("‘%(title)s’ 과제에 초대받았어요. 영업일 5일 안에 답해 주세요"),
        ),
        Action(
            "remind",
            _("다시 알림"),
            (S.SENT,),
            S.SENT,
            who=is_clock,
            tells=("talent",),
            told=_("‘%(title)s’ 초대에 아직 답하지 않았어요. 답할 날이 이틀 남았어요"),
        ),
        Action(
            "expire",
            _("기한 지남"),
            (S.SENT,),
            S.EXPIRED,
            who=is_clock,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 초대의 답변 기한이 지났어요"),
        ),
        Action(
            "end",
            _("모집 끝"),
            (S.SENT,),
            S.WITHDRAWN,
            who=is_clock,
            tells=("talent",),
            told=_("‘%(title)s’ 과제의 모집이 끝나 초대도 끝났어요"),
        ),
    ),
    sees=_sees,
    title=lambda invitation: str(invitation.brief.title),
    parties=lambda invitation: {
        "client": [m.user_id for m in invitation.brief.organisation.memberships],
        "talent": [invitation.profile.user_id],
    },
    path=lambda invitation: f"/invitations/{invitation.id}",
)
