"""The lifecycle of a set of weights: fitted as a candidate, switched on by a person, followed by another."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.core.actors import is_clock, is_office
from app.core.language import Text, _
from app.core.workflow import Action, State, Workflow


class WeightsState(StrEnum):
    CANDIDATE = "candidate"
    IN_USE = "in_use"
    RETIRED = "retired"


S = WeightsState


def _fits_the_scoring(version: Any) -> Text | None:
    return _("점수를 매기는 방법이 바뀌어 이 값은 더 쓸 수 없어요. 새로 맞춰 주세요.") if version.is_outdated else None


WEIGHTS = Workflow(
    name="weights",
    label=_("순위 가중치"),
    states={
        S.CANDIDATE: State(_("후보 값")),
        S.IN_USE: State(_("쓰고 있음"), "good"),
        S.RETIRED: State(_("전에 씀")),
    },
    actions=(
        Action(
            "announce",
            _("새 후보 알림"),
            (S.CANDIDATE,),
            S.CANDIDATE,
            who=is_clock,
            tells=("office",),
            told=_("지난 일에서 새 순위 가중치 후보(%(title)s)를 맞췄어요. 지금 값과 견줘 보고 바꿀지 정해 주세요"),
        ),
        Action(
            "switch_on",
            _("이 가중치로 바꾸기"),
            (S.CANDIDATE, S.RETIRED),
            S.IN_USE,
            who=is_office,
            guard=_fits_the_scoring,
            asks=("reason",),
            main=True,
        ),
        # never pressed: it happens to the one before, in the transaction that switches another on
        Action("retire", _("다음 것에 자리를 내줌"), (S.IN_USE,), S.RETIRED, who=is_clock),
    ),
    sees=lambda actor, thing: is_office(actor, thing) or is_clock(actor, thing),
    title=lambda version: str(_("제품에 든 값")) if version.numbers is None else str(version.version),
    path=lambda version: f"/office/weights/{version.id}",
)
