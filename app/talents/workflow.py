"""The lifecycles of a profile's listing and of a skill's evidence."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any

from app.core.actors import Actor, Kind, is_clock, is_office
from app.core.language import Text, _
from app.core.workflow import Action, State, Workflow


class ProfileState(StrEnum):
    UNCLAIMED = "unclaimed"
    DRAFT = "draft"
    LISTED = "listed"
    PAUSED = "paused"


class EvidenceState(StrEnum):
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    REVOKED = "revoked"


class EvidenceLevel(IntEnum):
    """How well a skill is proven; stored as its number so that the strongest is the largest."""

    SELF_DECLARED = 0
    COURSE = 1
    CERTIFICATE = 2
    MENTOR = 3
    OUTCOME_VERIFIED = 4


LEVEL_LABELS: dict[EvidenceLevel, Text] = {
    EvidenceLevel.SELF_DECLARED: _("자기기재"),
    EvidenceLevel.COURSE: _("교육이수"),
    EvidenceLevel.CERTIFICATE: _("자격"),
    EvidenceLevel.MENTOR: _("멘토확인"),
    EvidenceLevel.OUTCOME_VERIFIED: _("성과검증"),
}


def is_self(actor: Actor, profile: Any) -> bool:
    return actor.kind is Kind.TALENT and actor.user_id == profile.user_id


def _sees_profile(actor: Actor, profile: Any) -> bool:
    return is_self(actor, profile) or actor.kind in (Kind.OFFICE, Kind.CLOCK)


def _ready_to_list(profile: Any) -> Text | None:
    if not profile.headline or not profile.summary:
        return _("한 줄 소개와 소개 글을 먼저 적어 주세요.")
    if not profile.skills:
        return _("역량을 하나 이상 적어 주세요.")
    return None


P = ProfileState

# What its owner can do next in each state, in the words of their own page.
NEXT: dict[ProfileState, Text] = {
    P.UNCLAIMED: _("과정 자료로 만든 프로필이에요. 내 것이 맞으면 확인해 주세요."),
    P.DRAFT: _("아직 아무에게도 보이지 않아요. 적고 나서 동의하고 공개해 주세요."),
    P.LISTED: _("맞는 과제에 번호로 보이고 있어요. 이름과 연락처는 보이지 않아요."),
    P.PAUSED: _("쉬는 중이라 기업의 목록에 보이지 않아요. 언제든 다시 공개할 수 있어요."),
}

PROFILE = Workflow(
    name="profile",
    label=_("역량 프로필"),
    states={
        P.UNCLAIMED: State(_("주인 확인 전")),
        P.DRAFT: State(_("작성 중")),
        P.LISTED: State(_("공개 중"), "good"),
        P.PAUSED: State(_("쉬는 중"), "attention"),
    },
    actions=(
        Action("claim", _("계정 확인"), (P.UNCLAIMED,), P.DRAFT, who=is_self),
        Action("list", _("공개하기"), (P.DRAFT, P.PAUSED), P.LISTED, who=is_self, guard=_ready_to_list, main=True),
        Action("list_for_demo", _("시연용 공개"), (P.UNCLAIMED,), P.LISTED, who=is_clock, guard=_ready_to_list),
        Action("pause", _("잠시 쉬기"), (P.LISTED,), P.PAUSED, who=is_self),
        Action(
            "pause_unanswered",
            _("무응답 쉼"),
            (P.LISTED,),
            P.PAUSED,
            who=is_clock,
            tells=("talent",),
            told=_("초대 세 번에 답이 없어 프로필 공개를 잠시 멈췄어요. 다시 공개할 수 있어요"),
        ),
    ),
    sees=_sees_profile,
    title=lambda profile: str(profile.number),
    parties=lambda profile: {"talent": [profile.user_id]},
    path=lambda profile: "/profile",
)


def owns_evidence(actor: Actor, evidence: Any) -> bool:
    return is_self(actor, evidence.skill.profile)


def _office_or_clock(actor: Actor, thing: Any) -> bool:
    return is_office(actor, thing) or is_clock(actor, thing)


def _sees_evidence(actor: Actor, evidence: Any) -> bool:
    return owns_evidence(actor, evidence) or actor.kind in (Kind.OFFICE, Kind.CLOCK)


E = EvidenceState

SKILL_EVIDENCE = Workflow(
    name="skill_evidence",
    label=_("역량 증빙"),
    states={
        E.SUBMITTED: State(_("확인 중"), "active"),
        E.APPROVED: State(_("인정"), "good"),
        E.REJECTED: State(_("인정 안 됨"), "bad"),
        E.REVOKED: State(_("취소됨"), "bad"),
    },
    actions=(
        Action(
            "approve",
            _("인정하기"),
            (E.SUBMITTED,),
            E.APPROVED,
            who=_office_or_clock,
            tells=("talent",),
            told=_("‘%(title)s’ 역량의 증빙이 인정됐어요"),
            main=True,
        ),
        Action(
            "reject",
            _("인정하지 않음"),
            (E.SUBMITTED,),
            E.REJECTED,
            who=is_office,
            asks=("reason",),
            tells=("talent",),
            told=_("‘%(title)s’ 역량의 증빙이 인정되지 않았어요: %(reason)s"),
        ),
        Action(
            "revoke",
            _("인정 취소"),
            (E.APPROVED,),
            E.REVOKED,
            who=_office_or_clock,
            asks=("reason",),
            tells=("talent",),
            told=_("‘%(title)s’ 역량의 인정이 취소됐어요: %(reason)s"),
            danger=True,
        ),
    ),
    sees=_sees_evidence,
    title=lambda evidence: str(evidence.skill.name),
    parties=lambda evidence: {"talent": [evidence.skill.profile.user_id]},
    path=lambda evidence: "/profile",
)
