"""The lifecycle of an intake: open while its owner thinks, used once a draft brief was made of it, or thrown away."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.core.actors import Actor, Kind
from app.core.language import _
from app.core.workflow import Action, State, Workflow


class IntakeState(StrEnum):
    OPEN = "open"
    USED = "used"
    DISCARDED = "discarded"


S = IntakeState


def is_client(actor: Actor, intake: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == intake.organisation_id


def sees_intake(actor: Actor, intake: Any) -> bool:
    """The firm always; the office once a brief was made of it."""
    return is_client(actor, intake) or (actor.kind in (Kind.OFFICE, Kind.CLOCK) and intake.state is S.USED)


INTAKE = Workflow(
    name="intake",
    label=_("진단"),
    states={
        S.OPEN: State(_("쓰는 중"), "active"),
        S.USED: State(_("과제로 만듦"), "good"),
        S.DISCARDED: State(_("버림")),
    },
    actions=(
        Action("use", _("과제 초안 만들기"), (S.OPEN,), S.USED, who=is_client, main=True),
        Action("discard", _("버리기"), (S.OPEN,), S.DISCARDED, who=is_client, danger=True),
    ),
    sees=sees_intake,
    title=lambda intake: str(intake.raw[:60]),
    path=lambda intake: f"/start/{intake.id}",
)
