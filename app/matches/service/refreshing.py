"""Keeping up with what people write: one brief or profile, all that fell behind, or everything with its progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.briefs.models import Brief
from app.core import jobs
from app.core.db import Database
from app.matches.models import MatchDocument, TextVector
from app.matches.queries.documents import key_of
from app.matches.queries.market import IN_THE_MARKET, LOOKING
from app.matches.rules.documents import digest_of, document_of_brief, document_of_profile, texts_as_json
from app.matches.service.encoding import encode_texts, keep_document, missing_texts, model_hash
from app.matches.service.indexing import ask_for_index, write_index
from app.settings import Settings
from app.talents.models import Profile
from matching.documents import Document, Text

REFRESH_JOB = "matches.refresh"
AT_ONCE = 200
SAY_EVERY = 2.0  # seconds
Say = Callable[[str], None]

_BRIEFS = sa.select(Brief).options(selectinload(Brief.requirements)).where(Brief.state.in_(LOOKING))
_PROFILES = (
    sa.select(Profile)
    .options(
        joinedload(Profile.user),
        selectinload(Profile.projects),
        selectinload(Profile.skills),
        selectinload(Profile.courses),
        selectinload(Profile.certificates),
    )
    .where(Profile.state.in_(IN_THE_MARKET))
)


def ask_for_refresh(session: Session, key: str) -> None:
    """`key` is brief:7 or profile:12; briefs and talents ask in the same words."""
    kind, _colon, number = key.partition(":")
    jobs.enqueue(session, REFRESH_JOB, {f"{kind}_id": int(number)}, dedupe_key=f"{REFRESH_JOB}:{key}")


def refresh(database: Database, settings: Settings, payload: dict[str, Any]) -> None:
    """Read one brief or profile again and encode what is new in it. Harmless when nothing is."""
    with database.reading() as session:
        documents = _documents_of(session, payload)
        missing = missing_texts(session, documents, settings.model)
    for _stored in encode_texts(database, missing, settings.model):
        pass
    with database.writing.begin() as session:
        for document in documents:
            keep_document(session, document, settings.model)
        if "profile_id" in payload:
            ask_for_index(session)


def _documents_of(session: Session, payload: dict[str, Any]) -> list[Document]:
    """One document, or none where the brief or profile is not in the market (any more)."""
    if "brief_id" in payload:
        briefs = session.scalars(_BRIEFS.where(Brief.id == payload["brief_id"])).unique()
        return [document_of_brief(brief) for brief in briefs]
    profiles = session.scalars(_PROFILES.where(Profile.id == payload["profile_id"])).unique()
    return [document_of_profile(profile) for profile in profiles]


def find_behind(session: Session, settings: Settings) -> list[str]:
    """Keys of those whose current document is not what stands there now, or lacks a vector."""
    name = model_hash(settings.model)
    current = sa.select(MatchDocument).where(MatchDocument.superseded_at.is_(None))
    read = {key_of(row): (row.digest, row.model_hash) for row in session.scalars(current)}
    encoded = set(session.scalars(sa.select(TextVector.digest).where(TextVector.model_hash == name)))
    return [
        document.id
        for document in all_documents(session)
        if read.get(document.id) != (digest_of(texts_as_json(document)), name) or not document.digests <= encoded
    ]


def all_documents(session: Session) -> Iterator[Document]:
    """Everything in the market as it reads now, a few hundred at a time."""
    for brief in _walk(session, _BRIEFS, Brief):
        yield document_of_brief(brief)
    for profile in _walk(session, _PROFILES, Profile):
        yield document_of_profile(profile)


def _walk(session: Session, query: sa.Select[Any], table: Any) -> Iterator[Any]:
    last = 0
    while found := session.scalars(query.where(table.id > last).order_by(table.id).limit(AT_ONCE)).unique().all():
        yield from found
        last = found[-1].id


def rebuild_index(database: Database, settings: Settings, say: Say = print) -> None:
    """Read everything, encode what is missing, write a new index; may be stopped and started again at any moment."""
    with database.reading() as session:
        documents = list(all_documents(session))
        missing = missing_texts(session, documents, settings.model)
    say(f"{len(documents)} briefs and profiles, {len(missing)} texts to encode")
    _encode_with_progress(database, settings, missing, say)
    _keep_all(database, settings, documents)
    generation = write_index(database, settings, even_if_current=True)
    say(f"index: {generation or 'no profile is listed yet'}")


def _encode_with_progress(database: Database, settings: Settings, missing: Sequence[Text], say: Say) -> None:
    """Remaining time is judged from the second batch on: the first one waits for the models to load."""
    done, first, started, told = 0, 0, 0.0, 0.0
    for stored in encode_texts(database, missing, settings.model):
        done, now = done + stored, time.monotonic()
        first, started = first or done, started or now
        if now - told >= SAY_EVERY:
            pace = (now - started) / (done - first) if done > first else 0.0
            left = f", about {pace * (len(missing) - done):.0f} s left" if pace else ""
            say(f"encoded {done} of {len(missing)}{left}")
            told = now


def _keep_all(database: Database, settings: Settings, documents: Iterable[Document]) -> None:
    with database.writing.begin() as session:
        for document in documents:
            keep_document(session, document, settings.model)
