"""How many people a published brief takes: more places, each for one person with a contract of their own."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.service.writing import check_may_write
from app.briefs.workflow import BRIEF, BriefState
from app.core import history
from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Invalid
from app.core.language import _

MOST_PLACES = 4


def open_places(session: Session, client: Actor, brief: Brief, *, places: int) -> None:
    """Raise the number of places. Never lower: somebody may have been selected for one of them meanwhile."""
    check_may_write(client, brief, (BriefState.PUBLISHED,))
    lock(session, brief)
    check_may_write(client, brief, (BriefState.PUBLISHED,))  # awarded while we waited
    if not brief.slots < places <= MOST_PLACES:
        raise Invalid(_("지금보다 많고 네 자리보다 많지 않은 수를 골라 주세요."))
    brief.slots = places
    state = str(brief.state)
    history.record(
        session, client, BRIEF.name, brief.id, move="open_places", from_state=state, to_state=state, facts={"places": places}
    )  # fmt: skip
