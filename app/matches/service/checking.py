"""Noticing what nobody told: each minute what was edited lately, each hour everybody, a little at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.db import Database
from app.matches.models import MatchDocument, TextVector
from app.matches.queries.documents import key_of
from app.matches.queries.reading import AT_ONCE, MARKET, read_documents
from app.matches.rules.documents import digest_of, number_of, texts_as_json
from app.matches.service.claims import CLAIMED
from app.matches.service.encoding import model_hash
from app.matches.service.indexing import ask_for_index, is_index_behind
from app.matches.service.refreshing import ask_for_refresh
from app.settings import Settings
from matching.documents import Document

CHECK_JOB = "matches.check"
WALK_JOB = "matches.walk"
FEW = 2  # asked for at a time of those who fell behind: who saves now waits for no more
LATELY = timedelta(minutes=10)
Place: TypeAlias = tuple[str, int]  # where the walk goes on: among briefs or profiles, after which number
START: Place = ("brief", 0)


def check(database: Database, settings: Settings) -> None:
    """Each minute, so that nothing depends on somebody having remembered to tell; costs what was edited."""
    with database.reading() as session:
        behind, unread = find_lately_behind(session, settings), find_unread(session, settings)
        index_behind = any(is_index_behind(session, one) for one in settings.indexes)
    with database.writing.begin() as session:
        for key in [*behind, *unread[:FEW]]:
            ask_for_refresh(session, key)
        if len(unread) > FEW:  # another model, or many at once: look at everybody now
            jobs.enqueue(session, WALK_JOB, {}, dedupe_key=WALK_JOB)
        if index_behind:
            ask_for_index(session)


def walk(database: Database, settings: Settings, payload: dict[str, Any]) -> None:
    """Look at everybody in the end; what people save meanwhile stands in the queue between two steps."""
    with database.reading() as session:
        behind, onward = find_behind(session, settings, tuple(payload.get("place", START)))
    with database.writing.begin() as session:
        for key in behind:
            ask_for_refresh(session, key)
        if onward:
            jobs.enqueue(session, WALK_JOB, {"place": onward}, dedupe_key=f"{WALK_JOB}:{onward}")


def find_lately_behind(session: Session, settings: Settings) -> list[str]:
    """Of those edited in the last minutes, who is not read as they stand now: nobody else's texts are looked at."""
    behind = []
    for kind, (table, _query) in MARKET.items():
        behind += _behind(session, settings, read_documents(session, kind, table.edited_at > clock.now() - LATELY))
    return behind


def find_unread(session: Session, settings: Settings) -> list[str]:
    """The first few that this model never read; one more than asked for at a time where there are more."""
    unread: list[str] = []
    current = sa.and_(MatchDocument.superseded_at.is_(None), MatchDocument.model_hash == model_hash(settings.model))
    for kind, (table, query) in MARKET.items():
        owner = getattr(MatchDocument, f"{kind}_id")
        read = sa.select(MatchDocument.id).where(owner == table.id, current).exists()
        ids = query.with_only_columns(table.id).where(~read).order_by(table.id).limit(FEW + 1)
        unread += [f"{kind}:{number}" for number in session.scalars(ids)]
    return unread[: FEW + 1]


def find_behind(session: Session, settings: Settings, place: Place = START) -> tuple[list[str], Place | None]:
    """Walk over everybody from there: the first few who are behind, and where to go on (None at the end)."""
    kind, after = place
    table = MARKET[kind][0]
    documents = read_documents(session, kind, table.id > after)
    behind = _behind(session, settings, documents)
    if len(behind) > FEW:
        behind = behind[:FEW]
        return behind, (kind, number_of(behind[-1]))
    if len(documents) == AT_ONCE:
        return behind, (kind, number_of(documents[-1].id))
    return behind, ("profile", 0) if kind == "brief" else None


def _behind(session: Session, settings: Settings, documents: Sequence[Document]) -> list[str]:
    """Keys of those whose current document is not what stands there now, or lacks a vector."""
    name = model_hash(settings.model)
    numbers = [number_of(document.id) for document in documents]
    owned = sa.or_(MatchDocument.brief_id.in_(numbers), MatchDocument.profile_id.in_(numbers))
    current = session.scalars(sa.select(MatchDocument).where(MatchDocument.superseded_at.is_(None), owned))
    read = {key_of(row): (row.digest, row.model_hash) for row in current}
    digests = {digest for document in documents for digest in document.digests}
    have = (TextVector.model_hash == name, TextVector.content != CLAIMED)
    encoded = set(session.scalars(sa.select(TextVector.digest).where(TextVector.digest.in_(digests), *have)))
    return [
        document.id
        for document in documents
        if read.get(document.id) != (digest_of(texts_as_json(document)), name) or not document.digests <= encoded
    ]
