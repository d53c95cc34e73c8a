"""Numbers and texts as they stand in briefs and profiles, for lists made without the matcher."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.briefs.models import Brief
from app.matches.rules.documents import brief_key, document_of_brief, number_of, profile_key
from app.talents.models import Profile
from app.talents.rules import hider_for


def public_numbers(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """The number each is known by in public."""
    wanted = set(keys)
    briefs = {brief_key(id_): number for id_, number in session.execute(sa.select(Brief.id, Brief.number))}
    profiles = {profile_key(id_): number for id_, number in session.execute(sa.select(Profile.id, Profile.number))}
    return {key: number for key, number in {**briefs, **profiles}.items() if key in wanted}


def plain_texts(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """Heads and bodies as the matcher would read them, masked alike."""
    keys = list(keys)
    return {**_of_briefs(session, _ids(keys, "brief")), **_of_profiles(session, _ids(keys, "profile"))}


def _ids(keys: Iterable[str], kind: str) -> list[int]:
    return [number_of(key) for key in keys if key.startswith(f"{kind}:")]


def _of_briefs(session: Session, ids: list[int]) -> dict[str, str]:
    query = sa.select(Brief).options(selectinload(Brief.requirements)).where(Brief.id.in_(ids))
    briefs = session.scalars(query).unique()
    return {brief_key(brief.id): " ".join(text.text for text in document_of_brief(brief).texts) for brief in briefs}


def _of_profiles(session: Session, ids: list[int]) -> dict[str, str]:
    profiles = session.scalars(sa.select(Profile).options(joinedload(Profile.user)).where(Profile.id.in_(ids)))
    return {profile_key(one.id): hider_for(one)(f"{one.headline} {one.summary}") for one in profiles}
