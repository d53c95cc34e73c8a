"""Keeping what was shown: runs, who saw which page, which candidate was opened; and asking for what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.workflow import is_client_or_office
from app.core.actors import Actor
from app.core.errors import NotFound
from app.matches.models import Glance, Impression, MatchRun
from app.matches.queries.lists import UNREAD, Listing, find_run, list_for_brief
from app.matches.service.indexing import ask_for_index
from app.matches.service.refreshing import ask_for_refresh
from app.settings import Settings


def rank_for_brief(session: Session, actor: Actor, brief: Brief, *, settings: Settings, as_of: date) -> MatchRun:
    """The list of a brief's candidates, kept so that it can be made again."""
    if not is_client_or_office(actor, brief):
        raise NotFound()
    return keep_list(session, list_for_brief(session, brief, settings, as_of))


def keep_list(session: Session, listing: Listing) -> MatchRun:
    """Store the run unless the same was stored before, and ask for whatever kept it from being ranked in full."""
    if listing.problem not in (None, UNREAD):
        ask_for_index(session)
    for key in listing.behind:
        ask_for_refresh(session, key)
    return _store(session, listing.run)


def _store(session: Session, run: MatchRun) -> MatchRun:
    found = find_run(session, run.inputs_digest)
    if found is not None:
        return found
    try:
        with session.begin_nested():
            session.add(run)
        return run
    except IntegrityError:  # somebody looked at the same list at the same moment
        twin = find_run(session, run.inputs_digest)
        if twin is None:
            raise
        return twin


def note_shown(session: Session, actor: Actor, run: MatchRun, *, page: int, items: Sequence[tuple[str, int]]) -> None:
    """Remember which page of which list this person saw, with the ranks on it."""
    _note(session, actor, run, Glance.SHOWN, page, items)


def note_opened(session: Session, actor: Actor, run: MatchRun, *, key: str, rank: int) -> None:
    """Once for each reader, list and place: loading the page again is no second opening."""
    session.execute(sa.select(MatchRun.id).where(MatchRun.id == run.id).with_for_update(key_share=True))
    opened = sa.select(Impression.items).where(
        Impression.run_id == run.id, Impression.glance == Glance.OPENED, Impression.user_id == actor.user_id
    )
    if all(key != known for items in session.scalars(opened) for known, _rank in items):
        _note(session, actor, run, Glance.OPENED, None, [(key, rank)])


def _note(
    session: Session, actor: Actor, run: MatchRun, glance: Glance, page: int | None, items: Sequence[tuple[str, int]]
) -> None:
    session.add(
        Impression(run_id=run.id, glance=glance, user_id=actor.user_id, page=page, items=[list(item) for item in items])
    )
