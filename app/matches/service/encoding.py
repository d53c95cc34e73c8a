"""The worker's side: read a brief or profile, encode the texts that are new, keep the result as its current document.

Nothing here is called by a web request: opening the encoder loads the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Protocol

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Database
from app.matches.models import MatchDocument, TextVector
from app.matches.queries.documents import current_document, stored_texts
from app.matches.rules.documents import digest_of, number_of, texts_as_json
from matching import encoding
from matching.documents import Document, Text
from matching.encoded import EncodedText

STORED_AT_ONCE = 32


class Encoder(Protocol):
    """What makes vectors; `matching.encoding.Encoder`, or a readable one in tests."""

    model_hash: str

    def encode(self, texts: Iterable[Text]) -> Iterable[EncodedText]: ...


@lru_cache(maxsize=1)
def open_encoder(model: str) -> Encoder:
    """The models, loaded once a process and only when there is something to encode."""
    return encoding.open_encoder(model)


@lru_cache(maxsize=1)
def model_hash(model: str) -> str:
    """What the encoder would be called, without loading it."""
    return encoding.model_hash(model)


def missing_texts(session: Session, documents: Iterable[Document], model: str) -> list[Text]:
    """Texts of these documents without whole vectors of this model, each once."""
    texts = {text.digest: text for document in documents for text in document.texts}
    have = stored_texts(session, model_hash(model), texts)
    return [text for digest, text in texts.items() if digest not in have]


def encode_texts(database: Database, texts: Sequence[Text], model: str) -> Iterable[int]:
    """Encode and store, a few at a time, each in its own transaction: what is stored is not done again after a stop.

    Yields how many were stored.
    """
    if not texts:
        return
    encoder = open_encoder(model)
    encoded = iter(encoder.encode(texts))
    while some := list(islice(encoded, STORED_AT_ONCE)):
        with database.writing.begin() as session:
            _store(session, some, encoder.model_hash)
        yield len(some)


def _store(session: Session, texts: Sequence[EncodedText], model_hash: str) -> None:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    for text in texts:
        row = insert(TextVector).values(
            digest=text.digest,
            model_hash=model_hash,
            language=text.language,
            content=text.to_bytes(),
            made_at=clock.now(),
        )
        mended = {"content": row.excluded.content, "made_at": row.excluded.made_at}
        session.execute(row.on_conflict_do_update(index_elements=["digest", "model_hash"], set_=mended))


def keep_document(session: Session, document: Document, model: str) -> bool:
    """Make this the current document of its brief or profile; whether it is another than before."""
    owner = {f"{document.id.partition(':')[0]}_id": number_of(document.id)}
    texts = texts_as_json(document)
    row = MatchDocument(**owner, digest=digest_of(texts), model_hash=model_hash(model), texts=texts)
    before = current_document(session, **owner)
    if before is not None and (before.digest, before.model_hash) == (row.digest, row.model_hash):
        return False
    if before is not None:
        before.superseded_at = clock.now()
        session.flush()
    session.add(row)
    session.flush()
    return True
