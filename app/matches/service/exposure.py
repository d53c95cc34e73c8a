"""Counting first-page places, so that the next first pages know who stands on enough of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actors import Actor, Kind
from app.matches.models import FirstPlace, MatchRun, Mode, Side
from app.matches.rules.documents import number_of
from app.matches.rules.exposure import week_of


def note_first_page(session: Session, actor: Actor, run: MatchRun, keys: Sequence[str]) -> None:
    """Places count when the firm itself saw them on a ranked list; looking again in the same week counts no more."""
    if actor.kind is not Kind.CLIENT or run.side is not Side.CLIENT or run.mode is not Mode.FULL or not keys:
        return
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = [
        {
            "week_on": week_of(run.as_of),
            "brief_id": run.brief_id,
            "profile_id": number_of(key),
            "is_offered": key in run.offered,
            "at": clock.now(),
        }
        for key in keys
    ]
    session.execute(insert(FirstPlace).on_conflict_do_nothing(), rows)
