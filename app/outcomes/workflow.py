"""The lifecycle of an outcome."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.core.actors import Actor, Kind
from app.core.language import _
from app.core.workflow import Action, State, Workflow


class OutcomeState(StrEnum):
    DUE = "due"
    REPORTED = "reported"
    RETURNED = "returned"
    VERIFIED = "verified"
    UNVERIFIABLE = "unverifiable"
    REVOKED = "revoked"


S = OutcomeState


def is_client(actor: Actor, outcome: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == outcome.contract.organisation_id


def is_talent(actor: Actor, outcome: Any) -> bool:
    return actor.kind is Kind.TALENT and actor.user_id == outcome.contract.profile.user_id


def is_party(actor: Actor, outcome: Any) -> bool:
    return is_client(actor, outcome) or is_talent(actor, outcome)


def is_verifier(actor: Actor, outcome: Any) -> bool:
    """The office, and never the person who reported."""
    return actor.kind is Kind.OFFICE and actor.user_id != outcome.reporter_id


def _sees(actor: Actor, outcome: Any) -> bool:
    return is_party(actor, outcome) or actor.kind in (Kind.OFFICE, Kind.CLOCK)


OUTCOME = Workflow(
    name="outcome",
    label=_("성과"),
    states={
        S.DUE: State(_("보고 기다림"), "attention"),
        S.REPORTED: State(_("보고됨"), "active"),
        S.RETURNED: State(_("보완요청"), "attention"),
        S.VERIFIED: State(_("검증됨"), "good"),
        S.UNVERIFIABLE: State(_("검증 불가")),
        S.REVOKED: State(_("검증 취소됨"), "bad"),
    },
    actions=(
        Action(
            "report",
            _("성과 보고"),
            (S.DUE, S.RETURNED),
            S.REPORTED,
            who=is_party,
            tells=("office",),
            told=_("‘%(title)s’ 성과가 검증을 기다려요"),
            main=True,
        ),
        Action(
            "return",
            _("보완 요청"),
            (S.REPORTED,),
            S.RETURNED,
            who=is_verifier,
            asks=("reason",),
            tells=("client", "talent"),
            told=_("‘%(title)s’ 성과 보고를 보완해 주세요: %(reason)s"),
        ),
        Action(
            "verify",
            _("성과 검증"),
            (S.REPORTED,),
            S.VERIFIED,
            who=is_verifier,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 성과가 검증됐어요"),
            main=True,
        ),
        Action(
            "mark_unverifiable",
            _("검증 불가로 마치기"),
            (S.REPORTED,),
            S.UNVERIFIABLE,
            who=is_verifier,
            asks=("reason",),
            tells=("client", "talent"),
            told=_("‘%(title)s’ 성과를 검증하지 못했어요: %(reason)s"),
        ),
        Action(
            "revoke",
            _("검증 취소"),
            (S.VERIFIED,),
            S.REVOKED,
            who=is_verifier,
            asks=("reason",),
            tells=("client", "talent"),
            told=_("‘%(title)s’ 성과 검증이 취소됐어요: %(reason)s"),
            danger=True,
        ),
    ),
    sees=_sees,
    title=lambda outcome: str(outcome.contract.title),
    parties=lambda outcome: {
        "client": [m.user_id for m in outcome.contract.organisation.memberships],
        "talent": [outcome.contract.profile.user_id],
    },
    path=lambda outcome: f"/outcomes/{outcome.id}",
)
