"""Who encodes which text: a row without content is a claim, so that several workers share the work and none does it twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Database
from app.matches.models import TextVector
from app.matches.queries.documents import stored_texts
from matching.documents import Text
from matching.encoded import EncodedText

CLAIMED = b""
LASTS = timedelta(minutes=2)  # many times what a batch takes; a worker that was killed is waited for that long


def claim(database: Database, texts: Sequence[Text], model_hash: str) -> tuple[list[Text], list[Text]]:
    """Those that are ours to encode now, and those that another worker is at; the rest are encoded already.

    Damaged vectors are thrown away first, and a claim that ran out is taken over.
    """
    with database.writing.begin() as session:
        # in this order: what another worker finishes between the two is not taken for damaged
        filled = sa.select(TextVector.digest).where(*_of(texts, model_hash), TextVector.content != CLAIMED)
        damaged = set(session.scalars(filled))
        whole = stored_texts(session, model_hash, [text.digest for text in texts])
        wanted = [text for text in texts if text.digest not in whole]
        damaged -= whole.keys()
        session.execute(
            sa.delete(TextVector).where(TextVector.model_hash == model_hash, TextVector.digest.in_(damaged))
        )
        mine = _claimed(session, wanted, model_hash)
    return mine, [text for text in wanted if text not in mine]


def _claimed(session: Session, wanted: Sequence[Text], model_hash: str) -> list[Text]:
    if not wanted:
        return []
    ran_out = sa.and_(TextVector.content == CLAIMED, TextVector.made_at < clock.now() - LASTS)
    rows = _rows(session, [(text, CLAIMED) for text in wanted], model_hash, over=ran_out)
    taken = set(session.scalars(rows.returning(TextVector.digest)))
    return [text for text in wanted if text.digest in taken]


def store(database: Database, texts: Iterable[EncodedText], model_hash: str) -> None:
    with database.writing.begin() as session:
        session.execute(_rows(session, [(text, text.to_bytes()) for text in texts], model_hash, over=None))


def release(database: Database, texts: Sequence[Text], model_hash: str) -> None:
    with database.writing.begin() as session:
        session.execute(sa.delete(TextVector).where(*_of(texts, model_hash), TextVector.content == CLAIMED))


def _of(texts: Sequence[Text], model_hash: str) -> tuple[sa.ColumnElement[bool], ...]:
    return TextVector.model_hash == model_hash, TextVector.digest.in_([text.digest for text in texts])


def _rows(session: Session, contents: Sequence[tuple[Text | EncodedText, bytes]], model_hash: str, *, over: Any) -> Any:
    """Inserts all of them in one statement, or puts each over the one that stands there where `over` holds (None: always)."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    common = {"model_hash": model_hash, "made_at": clock.now()}
    rows = insert(TextVector).values(
        [{"digest": text.digest, "language": text.language, "content": content, **common} for text, content in contents]
    )
    new = {"content": rows.excluded.content, "made_at": rows.excluded.made_at}
    return rows.on_conflict_do_update(index_elements=["digest", "model_hash"], set_=new, where=over)
