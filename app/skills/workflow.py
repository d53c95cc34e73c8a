"""The lifecycle of a skill word that the vocabulary did not know."""

from __future__ import annotations

from enum import StrEnum

from app.core.actors import Actor, Kind, is_office
from app.core.language import _
from app.core.workflow import Action, State, Workflow


class WordState(StrEnum):
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    DECLINED = "declined"


S = WordState


def _sees(actor: Actor, _word: object) -> bool:
    return actor.kind in (Kind.OFFICE, Kind.CLOCK)


PROPOSED_SKILL = Workflow(
    name="proposed_skill",
    label=_("새 역량 말"),
    states={
        S.PROPOSED: State(_("살펴볼 말"), "active"),
        S.ADOPTED: State(_("받아들임"), "good"),
        S.DECLINED: State(_("받지 않음")),
    },
    actions=(
        Action("adopt", _("받아들이기"), (S.PROPOSED, S.DECLINED), S.ADOPTED, who=is_office, main=True),
        Action("decline", _("받지 않기"), (S.PROPOSED,), S.DECLINED, who=is_office, asks=("reason",)),
    ),
    sees=_sees,
    title=lambda word: str(word.word),
    path=lambda word: "/office/skills",
)
