"""The lifecycle of a firm's verification: a valid number is not yet an active business."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.core.actors import Actor, Kind, is_clock, is_office
from app.core.language import _
from app.core.workflow import Action, State, Workflow


class OrganisationState(StrEnum):
    UNVERIFIED = "unverified"
    REQUESTED = "requested"
    VERIFIED = "verified"
    EXPIRED = "expired"


S = OrganisationState


def is_member(actor: Actor, organisation: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == organisation.id


def is_owner(actor: Actor, organisation: Any) -> bool:
    return is_member(actor, organisation) and actor.is_owner


def _sees(actor: Actor, organisation: Any) -> bool:
    return is_member(actor, organisation) or actor.kind in (Kind.OFFICE, Kind.CLOCK)


ORGANISATION = Workflow(
    name="organisation",
    label=_("기업 확인"),
    states={
        S.UNVERIFIED: State(_("미확인")),
        S.REQUESTED: State(_("확인 요청"), "active"),
        S.VERIFIED: State(_("확인"), "good"),
        S.EXPIRED: State(_("만료"), "attention"),
    },
    actions=(
        Action(
            "request",
            _("확인 요청"),
            (S.UNVERIFIED, S.EXPIRED),
            S.REQUESTED,
            who=is_owner,
            tells=("office",),
            told=_("‘%(title)s’이(가) 기업 확인을 요청했어요"),
            main=True,
        ),
        Action(
            "verify",
            _("확인 완료"),
            (S.REQUESTED,),
            S.VERIFIED,
            who=is_office,
            asks=("how",),
            tells=("client",),
            told=_("기업 확인이 끝났어요. 이제 과제를 게시할 수 있어요"),
            main=True,
        ),
        Action(
            "return",
            _("돌려보내기"),
            (S.REQUESTED,),
            S.UNVERIFIED,
            who=is_office,
            asks=("reason",),
            tells=("client",),
            told=_("기업 확인을 마치지 못했어요: %(reason)s"),
        ),
        Action(
            "expire",
            _("만료 처리"),
            (S.VERIFIED,),
            S.EXPIRED,
            who=lambda actor, thing: is_office(actor, thing) or is_clock(actor, thing),
            asks=("reason",),
            tells=("client",),
            told=_("기업 확인이 만료됐어요: %(reason)s"),
            danger=True,
        ),
    ),
    sees=_sees,
    title=lambda organisation: str(organisation.name),
    parties=lambda organisation: {"client": [m.user_id for m in organisation.memberships]},
    path=lambda organisation: f"/organisations/{organisation.id}",
)
