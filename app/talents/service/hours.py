"""Hours a week promised to a contract, so that nobody is offered work they have no time for."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.core.db import lock
from app.talents import queries
from app.talents.models import CommittedHours, Profile
from app.talents.service.writing import ask_for_matches


def commit_hours(
    session: Session, profile: Profile, *, source: str, hours: int, starts_on: date, ends_on: date
) -> CommittedHours:
    """Promise hours to one source ("contract:7"); a second promise to it replaces the first."""
    lock(session, profile)
    promise = queries.find_commitment(session, source)
    if promise is None:
        promise = CommittedHours(
            profile_id=profile.id, source=source, hours=hours, starts_on=starts_on, ends_on=ends_on
        )
        session.add(promise)
    promise.hours, promise.starts_on, promise.ends_on = hours, starts_on, ends_on
    session.flush()
    ask_for_matches(session, profile)
    return promise


def release_hours(session: Session, *, source: str) -> None:
    """Give back what was promised to a source; nothing happens where nothing is promised."""
    promise = queries.find_commitment(session, source)
    if promise is not None:
        profile = session.get_one(Profile, promise.profile_id)
        session.delete(promise)
        session.flush()
        ask_for_matches(session, profile)
