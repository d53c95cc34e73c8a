"""The worker's side: read a brief or profile, encode the texts that are new, keep the result as its current document.

Nothing here is called by a web request: opening the encoder loads the models.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Database
from app.matches.models import MatchDocument
from app.matches.queries.documents import current_document, kindred_texts, stored_texts
from app.matches.rules.documents import digest_of, number_of, texts_as_json
from app.matches.service.claims import claim, release, store
from matching import encoding
from matching.documents import Document, Text
from matching.encoded import EncodedText

AT_ONCE = 64  # texts
LETTERS_AT_ONCE = 16_000  # about seven seconds of one quiet core: a claim must not run out while somebody is at it
WAIT = 0.5  # seconds


class Encoder(Protocol):
    """What makes vectors; `matching.encoding.Encoder`, or a readable one in tests."""

    model_hash: str

    def encode(self, texts: Iterable[Text]) -> Iterable[EncodedText]: ...


class ModelChanged(RuntimeError):
    """The model lies there no more as it did when this process first named it; a new process names it anew."""


@lru_cache(maxsize=1)
def open_encoder(model: str) -> Encoder:
    """The models, loaded once a process and only when there is something to encode."""
    encoder = encoding.open_encoder(model)
    if encoder.model_hash != model_hash(model):
        raise ModelChanged(f"{model} or the vocabulary changed since this process started: start it again")
    return encoder


@lru_cache(maxsize=1)
def model_hash(model: str) -> str:
    """What the encoder would be called, without loading it."""
    return encoding.model_hash(model)


def missing_texts(session: Session, documents: Iterable[Document], model: str) -> list[Text]:
    """Texts of these documents without whole vectors of this model, each once."""
    texts = {text.digest: text for document in documents for text in document.texts}
    have = stored_texts(session, model_hash(model), texts)
    return [text for digest, text in texts.items() if digest not in have]


def encode_texts(database: Database, texts: Sequence[Text], model: str) -> Iterator[Sequence[Text]]:
    """See that all of these are encoded, whoever does it; yields those that are, a few at a time.

    Each few are claimed, encoded and stored by themselves: several workers share the work, and what is stored is not
    done again after a stop. What another worker claims is waited for, and taken over when its claim runs out. What the
    same encoder has made, with another vocabulary, is only read again: no model is loaded for it.
    """
    name = model_hash(model)
    left = sorted(
        texts, key=lambda text: (text.role, len(text.text), text.digest)
    )  # even batches, the same for everybody
    while left:
        theirs: list[Text] = []
        for some in _batches(left):
            kindred = _kindred(database, some, name)
            if any(text.digest not in kindred for text in some):
                open_encoder(model)  # before anything is claimed: it takes a while
            mine, others = claim(database, some, name)
            if mine:
                _make(database, mine, kindred, model)
            theirs += others
            yield [text for text in some if text not in others]
        left = theirs
        if left:
            time.sleep(WAIT)


def _batches(texts: Sequence[Text]) -> Iterator[list[Text]]:
    batch: list[Text] = []
    for text in texts:
        if len(batch) == AT_ONCE or sum(len(one.text) for one in batch) > LETTERS_AT_ONCE:
            yield batch
            batch = []
        batch.append(text)
    yield batch


def _kindred(database: Database, texts: Sequence[Text], name: str) -> dict[str, EncodedText]:
    with database.reading() as session:
        return kindred_texts(session, name, [text.digest for text in texts])


def _make(database: Database, texts: Sequence[Text], kindred: Mapping[str, EncodedText], model: str) -> None:
    name = model_hash(model)
    try:
        made = [encoding.read_again(text, kindred[text.digest]) for text in texts if text.digest in kindred]
        if new := [text for text in texts if text.digest not in kindred]:
            made += open_encoder(model).encode(new)
    except BaseException:
        release(database, texts, name)  # nobody need wait for a claim that nobody works at
        raise
    store(database, made, name)


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
