"""Briefs and profiles in the market as they read now, as the matcher's documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.briefs.models import Brief
from app.matches.queries.market import IN_THE_MARKET, LOOKING
from app.matches.rules.documents import document_of_brief, document_of_profile, number_of
from app.talents.models import Profile
from matching.documents import Document

AT_ONCE = 200

MARKET: dict[str, tuple[Any, Any]] = {
    "brief": (Brief, sa.select(Brief).options(selectinload(Brief.requirements)).where(Brief.state.in_(LOOKING))),
    "profile": (
        Profile,
        sa.select(Profile)
        .options(
            joinedload(Profile.user),
            selectinload(Profile.projects),
            selectinload(Profile.skills),
            selectinload(Profile.courses),
            selectinload(Profile.certificates),
        )
        .where(Profile.state.in_(IN_THE_MARKET)),
    ),
}
_READERS: dict[str, Callable[[Any], Document]] = {"brief": document_of_brief, "profile": document_of_profile}


def read_documents(session: Session, kind: str, *conditions: Any) -> list[Document]:
    """The first few of them by number."""
    table, query = MARKET[kind]
    found = session.scalars(query.where(*conditions).order_by(table.id).limit(AT_ONCE)).unique()
    return [_READERS[kind](row) for row in found]


def all_documents(session: Session) -> Iterator[Document]:
    """Everything in the market as it reads now, a few hundred at a time."""
    for kind, (table, _query) in MARKET.items():
        last = 0
        while found := read_documents(session, kind, table.id > last):
            yield from found
            last = number_of(found[-1].id)
