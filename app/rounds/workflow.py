"""The lifecycles of an assignment round and of what it recommends to each firm."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.core.actors import Actor, Kind, is_clock, is_office
from app.core.language import Text, _
from app.core.workflow import Action, State, Workflow


class RoundState(StrEnum):
    DRAFT = "draft"
    SOLVING = "solving"
    SOLVED = "solved"
    CONFIRMED = "confirmed"
    SENT = "sent"
    ABANDONED = "abandoned"


R = RoundState

WAITING = (R.DRAFT, R.SOLVING, R.SOLVED, R.CONFIRMED)


def is_second_person(actor: Actor, round_: Any) -> bool:
    """Somebody of the office who did not ask for this solution."""
    return actor.kind is Kind.OFFICE and actor.user_id != round_.asked_by_id


def _sees_round(actor: Actor, _round: Any) -> bool:
    return actor.kind in (Kind.OFFICE, Kind.CLOCK)


def _has_both_sides(round_: Any) -> Text | None:
    return None if round_.is_complete else _("과제와 인재를 하나 이상 골라 주세요.")


def _assigns_somebody(round_: Any) -> Text | None:
    return (
        None if round_.assigns_somebody else _("배정된 짝이 없어서 확정할 것이 없어요. 조건을 바꿔 다시 계산해 주세요.")
    )


ROUND = Workflow(
    name="round",
    label=_("매칭 라운드"),
    states={
        R.DRAFT: State(_("준비중")),
        R.SOLVING: State(_("계산중"), "active"),
        R.SOLVED: State(_("확정 기다림"), "attention"),
        R.CONFIRMED: State(_("확정"), "active"),
        R.SENT: State(_("기업에 보냄"), "good"),
        R.ABANDONED: State(_("그만둠")),
    },
    actions=(
        Action("solve", _("배정 계산"), (R.DRAFT,), R.SOLVING, who=is_office, guard=_has_both_sides, main=True),
        Action("solve", _("다시 계산"), (R.SOLVED,), R.SOLVING, who=is_office, guard=_has_both_sides),
        Action("halt", _("계산 멈추기"), (R.SOLVING,), R.DRAFT, who=is_office),
        Action(
            "finish",
            _("계산 마침"),
            (R.SOLVING,),
            R.SOLVED,
            who=is_clock,
            tells=("office",),
            told=_("‘%(title)s’ 라운드의 배정안이 나왔어요. 계산한 사람이 아닌 담당자가 확정해 주세요"),
        ),
        Action("change", _("조건 바꾸기"), (R.DRAFT, R.SOLVED), R.DRAFT, who=is_office),
        Action(
            "confirm",
            _("배정 확정"),
            (R.SOLVED,),
            R.CONFIRMED,
            who=is_second_person,
            guard=_assigns_somebody,
            main=True,
        ),
        Action("send", _("기업에 보냄"), (R.CONFIRMED,), R.SENT, who=is_clock),
        Action(
            "abandon",
            _("라운드 그만두기"),
            (R.DRAFT, R.SOLVING, R.SOLVED),
            R.ABANDONED,
            who=is_office,
            asks=("reason",),
            danger=True,
        ),
    ),
    sees=_sees_round,
    title=lambda round_: str(round_.title),
    path=lambda round_: f"/office/rounds/{round_.id}",
)

# What the office does next, in the words of the round's page.
NEXT_FOR_OFFICE: dict[RoundState, Text] = {
    R.DRAFT: _("조건을 살펴보고 배정을 계산해 주세요. 아직 아무에게도 알리지 않았어요."),
    R.SOLVING: _("점수를 내고 가장 좋은 배정을 찾고 있어요. 다른 일을 하고 와도 돼요."),
    R.SOLVED: _("배정안을 읽고, 바꿀 짝이 있으면 고정하거나 금지한 뒤 다시 계산해 주세요. 확정은 계산하지 않은 사람이 해요."),
    R.CONFIRMED: _("기업마다 추천을 보내고 있어요."),
    R.SENT: _("기업이 추천을 보고 초대할지 정해요. 답이 온 뒤 남은 자리는 이어서 배정할 수 있어요."),
    R.ABANDONED: _("그만둔 라운드예요. 아무에게도 보내지 않았어요."),
}  # fmt: skip


class RecommendationState(StrEnum):
    OFFERED = "offered"
    INVITED = "invited"
    PASSED = "passed"
    LAPSED = "lapsed"


N = RecommendationState


def is_firm(actor: Actor, recommendation: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == recommendation.brief.organisation_id


def _sees_recommendation(actor: Actor, recommendation: Any) -> bool:
    return is_firm(actor, recommendation) or actor.kind in (Kind.OFFICE, Kind.CLOCK)


RECOMMENDATION = Workflow(
    name="recommendation",
    label=_("사무국 추천"),
    states={
        N.OFFERED: State(_("기업이 볼 차례"), "attention"),
        N.INVITED: State(_("초대 보냄"), "good"),
        N.PASSED: State(_("초대하지 않음")),
        N.LAPSED: State(_("기한 지남")),
    },
    actions=(
        Action(
            "tell",
            _("추천 알림"),
            (N.OFFERED,),
            N.OFFERED,
            who=is_clock,
            tells=("client",),
            told=_("사무국이 ‘%(title)s’ 과제에 인재를 추천했어요. 살펴보고 초대할지 정해 주세요"),
        ),
        Action("invite", _("초대 보내기"), (N.OFFERED,), N.INVITED, who=is_firm, main=True),
        Action("pass", _("초대하지 않기"), (N.OFFERED,), N.PASSED, who=is_firm, asks=("reason",)),
        Action("lapse", _("기한 지남"), (N.OFFERED,), N.LAPSED, who=is_clock),
    ),
    sees=_sees_recommendation,
    title=lambda recommendation: str(recommendation.brief.heading),
    parties=lambda recommendation: {"client": [m.user_id for m in recommendation.brief.organisation.memberships]},
    path=lambda recommendation: f"/briefs/{recommendation.brief_id}/recommended",
)
