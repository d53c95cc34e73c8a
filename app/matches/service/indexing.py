"""Writing index generations from the current documents of everybody who may be on a list."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.core import jobs
from app.core.db import Database
from app.matches.models import IndexContents, MatchDocument
from app.matches.queries.documents import (
    current_documents,
    document_of,
    documents_by_id,
    encoded_documents,
    key_of,
)
from app.matches.queries.index import index_folder, open_newest
from app.matches.queries.market import listed_profile_ids
from app.matches.rules.documents import profile_key
from app.matches.service.encoding import model_hash
from app.settings import Settings
from app.talents.models import Profile
from matching.encoded import EncodedDocument
from matching.retrieval.faiss_index import write_generation
from matching.retrieval.generation import IndexUnusable, corpus_digest

INDEX_JOB = "matches.index"


def ask_for_index(session: Session) -> None:
    jobs.enqueue(session, INDEX_JOB, {}, dedupe_key=INDEX_JOB)


def write_index(database: Database, settings: Settings, *, even_if_current: bool = False) -> str | None:
    """A new generation if the listed profiles' texts differ from the newest one's; its name, or None.

    Its contents are told to the database first: a generation that readers meet is always known there.
    """
    name = model_hash(settings.model)
    with database.reading() as session:
        rows = index_documents(session, name)
        encoded = encoded_documents(session, rows)
        digest = corpus_digest({key: document.document.digests for key, document in encoded.items()})
        if not even_if_current and encoded and _is_current(session, settings, digest, name):
            return None
    if not encoded:
        shutil.rmtree(index_folder(settings), ignore_errors=True)  # nobody is listed: nobody's vectors stay on the disk
        return None
    with database.writing.begin() as session:
        _tell_contents(session, digest, name, [row.id for row in rows if key_of(row) in encoded])
    return write_generation(index_folder(settings), _ordered(encoded), name).name


def index_documents(session: Session, model_hash: str) -> Sequence[MatchDocument]:
    """What the index should hold now."""
    listed = {profile_key(profile_id) for profile_id in listed_profile_ids(session)}
    current = current_documents(session, Profile, model_hash)
    return documents_by_id(session, [document_id for key, document_id in current.items() if key in listed])


def is_index_behind(session: Session, settings: Settings) -> bool:
    """Whether the newest generation is unusable, or of other texts than those listed now."""
    name = model_hash(settings.model)
    rows = index_documents(session, name)
    digest = corpus_digest({key_of(row): document_of(row).digests for row in rows})
    return not _is_current(session, settings, digest, name) if rows else index_folder(settings).exists()


def _is_current(session: Session, settings: Settings, digest: str, model_hash: str) -> bool:
    try:
        return open_newest(session, settings, model_hash).corpus_digest == digest
    except IndexUnusable:
        return False


def _tell_contents(session: Session, digest: str, model_hash: str, document_ids: Sequence[int]) -> None:
    session.merge(IndexContents(corpus_digest=digest, model_hash=model_hash, document_ids=sorted(document_ids)))


def _ordered(encoded: dict[str, EncodedDocument]) -> list[EncodedDocument]:
    return [encoded[key] for key in sorted(encoded)]
