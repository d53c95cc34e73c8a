"""What was read of briefs and profiles: their current documents, and these with their stored vectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.matches.models import MatchDocument, TextVector
from app.matches.rules.documents import brief_key, document_from_json, profile_key
from app.talents.models import Profile
from matching.documents import Document
from matching.encoded import EncodedDocument, EncodedText
from matching.models.fingerprint import encoder_half

AT_ONCE = 2000  # values in one IN: both databases take it
KEPT = 600  # decoded documents in memory, about 140 kB each

# Documents decoded before, by what they say and by which model: content never changes under such a name.
_decoded: dict[tuple[str, str, str], EncodedDocument] = {}


def key_of(row: MatchDocument) -> str:
    return brief_key(row.brief_id) if row.brief_id is not None else profile_key(row.profile_id or 0)


def document_of(row: MatchDocument) -> Document:
    return document_from_json(key_of(row), row.texts)


def current_document(
    session: Session, *, brief_id: int | None = None, profile_id: int | None = None
) -> MatchDocument | None:
    own = MatchDocument.brief_id == brief_id if brief_id is not None else MatchDocument.profile_id == profile_id
    return session.scalars(sa.select(MatchDocument).where(own, MatchDocument.superseded_at.is_(None))).first()


def current_documents(session: Session, table: type[Brief | Profile], model_hash: str) -> dict[str, int]:
    """Document row by key, of the briefs or profiles that this model has read."""
    owner, key = (MatchDocument.brief_id, brief_key) if table is Brief else (MatchDocument.profile_id, profile_key)
    current = (MatchDocument.superseded_at.is_(None), MatchDocument.model_hash == model_hash)
    rows = session.execute(sa.select(owner, MatchDocument.id).where(owner.is_not(None), *current))
    return {key(owner_id): document_id for owner_id, document_id in rows if owner_id is not None}


def documents_by_id(session: Session, document_ids: Iterable[int]) -> Sequence[MatchDocument]:
    found: list[MatchDocument] = []
    for some in _in_batches(list(document_ids)):
        found += session.scalars(sa.select(MatchDocument).where(MatchDocument.id.in_(some)))
    return found


def encoded_documents(session: Session, rows: Sequence[MatchDocument]) -> dict[str, EncodedDocument]:
    """By key, those whose vectors are all here and whole; the caller notices who is missing."""
    found = {key_of(row): _decoded[_name(row)] for row in rows if _name(row) in _decoded}
    fresh = [(row, document_of(row)) for row in rows if key_of(row) not in found]
    for model_hash in {row.model_hash for row, _document in fresh}:
        of_model = [(row, document) for row, document in fresh if row.model_hash == model_hash]
        texts = stored_texts(
            session, model_hash, {digest for _row, document in of_model for digest in document.digests}
        )
        for row, document in of_model:
            if document.digests <= texts.keys():
                found[key_of(row)] = _kept(_name(row), EncodedDocument.assemble(document, texts))
    return found


def stored_texts(session: Session, model_hash: str, digests: Iterable[str]) -> dict[str, EncodedText]:
    """Vectors by digest; damaged ones count as missing, so that they are made again."""
    return _whole_texts(session, TextVector.model_hash == model_hash, digests)


def kindred_texts(session: Session, model_hash: str, digests: Iterable[str]) -> dict[str, EncodedText]:
    """The same of any name with the same encoder: the vectors hold, the words and skills may be of another vocabulary."""
    return _whole_texts(session, TextVector.model_hash.startswith(encoder_half(model_hash)), digests)


def _whole_texts(session: Session, of_model: sa.ColumnElement[bool], digests: Iterable[str]) -> dict[str, EncodedText]:
    found: dict[str, EncodedText] = {}
    for some in _in_batches(sorted(digests)):
        query = sa.select(TextVector.content).where(of_model, TextVector.digest.in_(some))
        for text in EncodedText.all_from_bytes(content for (content,) in session.execute(query)):
            if text is not None:
                found.setdefault(text.digest, text)
    return found


def _name(row: MatchDocument) -> tuple[str, str, str]:
    return key_of(row), row.digest, row.model_hash


def _kept(name: tuple[str, str, str], document: EncodedDocument) -> EncodedDocument:
    while len(_decoded) >= KEPT:
        _decoded.pop(next(iter(_decoded)), None)
    _decoded[name] = document
    return document


def _in_batches(values: Sequence[object]) -> Iterator[Sequence[object]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
