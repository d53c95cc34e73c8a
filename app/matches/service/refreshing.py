"""Reading what people wrote: one brief or profile, or everything with its progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from app.core import jobs
from app.core.db import Database
from app.matches.queries.reading import MARKET, all_documents, read_documents
from app.matches.service.encoding import encode_texts, keep_document, missing_texts
from app.matches.service.indexing import ask_for_index, write_generation
from app.settings import Settings
from matching.documents import Document, Text

REFRESH_JOB = "matches.refresh"
SAY_EVERY = 2.0  # seconds
Say: TypeAlias = Callable[[str], None]


def ask_for_refresh(session: Session, key: str) -> None:
    """`key` is brief:7 or profile:12; briefs and talents ask in the same words."""
    kind, _colon, number = key.partition(":")
    jobs.enqueue(session, REFRESH_JOB, {f"{kind}_id": int(number)}, dedupe_key=f"{REFRESH_JOB}:{key}")


def refresh(database: Database, settings: Settings, payload: dict[str, Any]) -> None:
    """Read one brief or profile again and encode what is new in it. Harmless when nothing is."""
    kind = next(kind for kind in MARKET if f"{kind}_id" in payload)
    table = MARKET[kind][0]
    with database.reading() as session:
        # none where it is not in the market any more
        documents = read_documents(session, kind, table.id == payload[f"{kind}_id"])
        missing = missing_texts(session, documents, settings.model)
    for _encoded in encode_texts(database, missing, settings.model):
        pass
    with database.writing.begin() as session:
        for document in documents:
            keep_document(session, document, settings.model)
        if kind == "profile":
            ask_for_index(session)


def rebuild_index(database: Database, settings: Settings, say: Say = print) -> None:
    """Read everything, encode what is missing, write a new index; may be stopped and started again at any moment."""
    with database.reading() as session:
        documents = list(all_documents(session))
        missing = missing_texts(session, documents, settings.model)
    say(f"{len(documents)} briefs and profiles, {len(missing)} texts to read")
    _encode_with_progress(database, settings, missing, say)
    _keep_all(database, settings, documents)
    for one in settings.indexes:
        say(f"index: {write_generation(database, one) or 'no profile is listed yet'}")


def _encode_with_progress(database: Database, settings: Settings, missing: Sequence[Text], say: Say) -> None:
    """Remaining time is judged by letters, for short texts come first; from the second batch on, for the first waits for the models."""
    letters, texts, read, first = sum(len(text.text) for text in missing), 0, 0, 0
    started = told = 0.0
    for some in encode_texts(database, missing, settings.model):
        texts, read, now = texts + len(some), read + sum(len(text.text) for text in some), time.monotonic()
        first, started = first or read, started or now
        if now - told >= SAY_EVERY:
            left = f", about {(now - started) / (read - first) * (letters - read):.0f} s left" if read > first else ""
            say(f"read {texts} of {len(missing)}{left}")
            told = now


def _keep_all(database: Database, settings: Settings, documents: Iterable[Document]) -> None:
    with database.writing.begin() as session:
        for document in documents:
            keep_document(session, document, settings.model)
