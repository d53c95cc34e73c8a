"""The index inside the product's own PostgreSQL, by pgvector: the step for several application servers.

Its two tables exist only where an operator chose this engine, so it makes them itself and no migration does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import Database
from app.matches.backends.engine import OpenedIndex
from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.retrieval.generation import IndexMissing, IndexStale
from matching.retrieval.ordering import best_first
from matching.retrieval.records import (
    AXES,
    Question,
    Record,
    question_of,
    records_of,
    statistics_as_json,
    statistics_from_json,
)
from matching.retrieval.rows import Rows, gather

FORMAT = 1
AT_ONCE = 500
KEPT = 2  # a page may have read the state before this one a moment ago

_TABLES = """
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE IF NOT EXISTS match_index (
  generation bigint PRIMARY KEY, format integer NOT NULL, revision integer NOT NULL, model_hash text NOT NULL,
  corpus_digest text NOT NULL, base_digest text NOT NULL, documents integer NOT NULL, statistics text NOT NULL
);
CREATE TABLE IF NOT EXISTS match_index_row (
  generation bigint, id text, language smallint NOT NULL, texts halfvec NOT NULL, families vector NOT NULL,
  words sparsevec NOT NULL, PRIMARY KEY (generation, id)
)
"""
_NEWEST = """
SELECT generation, format, revision, model_hash, corpus_digest, base_digest, documents FROM match_index
ORDER BY generation DESC LIMIT 1
"""
_ADD_STATE = """
INSERT INTO match_index
VALUES (:generation, :format, 0, :model_hash, :corpus, :corpus, :documents, :statistics)
"""
_CHANGE_STATE = """
UPDATE match_index SET revision = revision + 1, corpus_digest = :corpus,
  documents = (SELECT count(*) FROM match_index_row WHERE generation = :generation)
WHERE generation = :generation RETURNING revision
"""
_ADD_ROW = """
INSERT INTO match_index_row
VALUES (:generation, :id, :language, CAST(:texts AS halfvec), CAST(:families AS vector), CAST(:words AS sparsevec))
ON CONFLICT (generation, id) DO UPDATE SET language = excluded.language, texts = excluded.texts,
  families = excluded.families, words = excluded.words
"""
_REMOVE_ROWS = "DELETE FROM match_index_row WHERE generation = :generation AND id = ANY(:ids)"
# Half floats are read as floats: the question is not rounded, so the order is that of the index in process
_MEASURES = """
SELECT id,
  CASE language WHEN 0 THEN -(CAST(texts AS vector) <#> CAST(:near_0 AS vector)) - :neutral_0
                ELSE -(CAST(texts AS vector) <#> CAST(:near_1 AS vector)) - :neutral_1 END,
  CASE language WHEN :language THEN -(words <#> CAST(:words AS sparsevec)) ELSE 0 END,
  -(families <#> CAST(:families AS vector))
FROM match_index_row WHERE generation = :generation AND id = ANY(:ids)
"""

_read: dict[tuple[str, str], WordStatistics] = {}  # by what they were counted in and how it was read: they never change


class PgvectorRetriever:
    """Every measure of everybody asked about, exactly, in one query; lives as long as its session."""

    def __init__(self, session: Session, generation: int, revision: int, words: WordStatistics) -> None:
        self._session = session
        self.number = generation
        self.generation = f"pgvector-{generation}.{revision}"
        self.words = words

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        if not ids or not self.words.documents:
            return sorted(ids)
        asked = {"generation": self.number, "ids": list(ids), **_question(question_of(brief, self.words))}
        found = self._session.execute(sa.text(_MEASURES), asked).all()
        names = [row[0] for row in found]
        measures: Floats = np.array([row[1:] for row in found], np.float32).reshape(len(found), 3).T
        return best_first(names, measures) + sorted(set(ids) - set(names))


class PgvectorEngine:
    """Rows of the newest generation change in place, each delta in one transaction."""

    deltas_replace = False

    def open(self, session: Session, *, patient: bool = False) -> OpenedIndex:
        if session.scalar(sa.text("SELECT to_regclass('match_index')")) is None:
            raise IndexMissing("no index was ever written to this database")
        newest = session.execute(sa.text(_NEWEST)).one_or_none()
        if newest is None:
            raise IndexMissing("no index stands in this database")
        if newest.format != FORMAT:
            raise IndexStale(f"the index is of format {newest.format}")
        words = _statistics(session, newest.generation, (newest.base_digest, newest.model_hash))
        retriever = PgvectorRetriever(session, newest.generation, newest.revision, words)
        return OpenedIndex(retriever, newest.corpus_digest, newest.model_hash, newest.documents)

    def write_generation(self, database: Database, rows: Rows, model_hash: str, corpus: str) -> str:
        statistics = rows.statistics
        with database.writing.begin() as session:
            for statement in _TABLES.split(";"):
                session.execute(sa.text(statement))
            number = 1 + (session.scalar(sa.text("SELECT max(generation) FROM match_index")) or 0)
            _add(session, number, records_of(rows, statistics))
            state = {"generation": number, "format": FORMAT, "model_hash": model_hash, "corpus": corpus}
            counted = {"documents": statistics.documents, "statistics": statistics_as_json(statistics)}
            session.execute(sa.text(_ADD_STATE), {**state, **counted})
            for table in ("match_index_row", "match_index"):
                session.execute(sa.text(f"DELETE FROM {table} WHERE generation <= :old"), {"old": number - KEPT})  # noqa: S608
        return f"pgvector-{number}.0"

    def write_delta(
        self,
        database: Database,
        opened: OpenedIndex,
        changed: Iterable[EncodedDocument],
        gone: Sequence[str],
        corpus: str,
    ) -> str:
        index, rows = opened.retriever, gather(changed)
        if not isinstance(index, PgvectorRetriever):
            raise TypeError("the opened index is another engine's")
        number = {"generation": index.number}
        with database.writing.begin() as session:
            _add(session, index.number, records_of(rows, index.words))
            session.execute(sa.text(_REMOVE_ROWS), {**number, "ids": sorted(set(gone) - set(rows.ids))})
            revision = session.scalar(sa.text(_CHANGE_STATE), {**number, "corpus": corpus})
        return f"pgvector-{index.number}.{revision}"

    def clear(self, database: Database) -> None:
        with database.writing.begin() as session:
            for table in ("match_index_row", "match_index"):
                if session.scalar(sa.text("SELECT to_regclass(:name)"), {"name": table}) is not None:
                    session.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608


def _statistics(session: Session, generation: int, name: tuple[str, str]) -> WordStatistics:
    if name not in _read:
        text = session.scalar(
            sa.text("SELECT statistics FROM match_index WHERE generation = :number"), {"number": generation}
        )
        while len(_read) >= KEPT:
            _read.pop(next(iter(_read)))
        _read[name] = statistics_from_json(text or "")
    return _read[name]


def _add(session: Session, generation: int, records: Iterator[Record]) -> None:
    while some := [_row(generation, record) for record in islice(records, AT_ONCE)]:
        session.execute(sa.text(_ADD_ROW), some)


def _row(generation: int, record: Record) -> dict[str, Any]:
    return {
        "generation": generation,
        "id": record.id,
        "language": record.language,
        "texts": _vector(record.vector),
        "families": _vector(record.families),
        "words": _sparse(record.words),
    }


def _question(question: Question) -> dict[str, Any]:
    near = {f"near_{language}": _vector(vector) for language, (vector, _) in question.vectors.items()}
    neutral = {f"neutral_{language}": value for language, (_, value) in question.vectors.items()}
    own = {"language": question.language, "families": _vector(question.families), "words": _sparse(question.words)}
    return {**near, **neutral, **own}


def _vector(values: Any) -> str:
    return "[" + ",".join(map(repr, np.asarray(values, np.float32).tolist())) + "]"


def _sparse(words: Mapping[int, float]) -> str:
    """Axes count from 1 there."""
    return "{" + ",".join(f"{axis + 1}:{weight!r}" for axis, weight in sorted(words.items())) + f"}}/{AXES}"
