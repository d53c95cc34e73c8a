"""Writing down who took which list out of the system, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, history
from app.core.actors import Actor, Kind
from app.core.errors import Forbidden, NotFound, require
from app.core.history import History
from app.core.language import _
from app.core.numbers import next_number

EXPORT = "export"
OPEN_FOR = timedelta(hours=1)


def ask_export(session: Session, office: Actor, *, reason: str, what: dict[str, Any]) -> int:
    """Record that a list is taken out, whose and why; returns the export's number. Raises Invalid without a reason."""
    if office.kind is not Kind.OFFICE:
        raise Forbidden()
    require(reason.strip(), "reason", _("어디에 쓰려고 내려받는지 적어 주세요."))
    number = next_number(session, EXPORT)
    facts = {"reason": reason.strip(), **what}
    history.record(session, office, EXPORT, number, move="ask", from_state=None, to_state="asked", facts=facts)
    return number


def open_export(session: Session, office: Actor, number: int) -> History:
    """What was asked for, for the person who asked and for an hour. Raises NotFound."""
    row = session.scalars(sa.select(History).where(History.thing == EXPORT, History.thing_id == number)).first()
    if row is None or row.actor_id != office.user_id or row.at < clock.now() - OPEN_FOR:
        raise NotFound()
    return row
