"""The index in Qdrant, sharded and replicated: for when one machine is outgrown. Words are analysed here, numbers go there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from app.core.db import Database
from app.matches.backends.engine import OpenedIndex
from app.matches.backends.qdrant_connection import WRITING, Connection, Scores, open_client
from app.settings import QdrantSettings
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.retrieval.generation import IndexMissing, IndexStale
from matching.retrieval.ordering import best_first
from matching.retrieval.records import Question, question_of, records_of, statistics_as_json, statistics_from_json
from matching.retrieval.rows import Rows, gather

FORMAT = 1
KEPT = 2  # a page may have read the state before this one a moment ago

_read: dict[tuple[str, str], WordStatistics] = {}  # by what they were counted in and how it was read: they never change


class QdrantRetriever:
    """The nearest by each measure, asked together; the measures are joined here as for every engine."""

    def __init__(self, connection: Connection, state: Mapping[str, Any], words: WordStatistics) -> None:
        self._connection = connection
        self.told = state
        self.generation = f"{state['collection']}.{state['revision']}"
        self.words = words

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        if not ids or not self.words.documents:
            return sorted(ids)
        question = question_of(brief, self.words)
        *near, words, families = self._connection.search(self.told["collection"], question, ids)
        names = sorted({*families, *words, *(name for found in near for name in found)})
        if not names:
            return sorted(ids)
        measures = np.array([_nearness(names, near, question), _or_last(names, words, 0.0), _or_last(names, families)])
        return best_first(names, measures.astype(np.float32)) + sorted(set(ids) - set(names))


class QdrantEngine:
    """A collection for each generation under one alias; the state of a generation is a point of it."""

    deltas_replace = False

    def __init__(self, settings: QdrantSettings) -> None:
        self._settings = settings

    def open(self, session: Session, *, patient: bool = False) -> OpenedIndex:
        connection = self._connect()
        state = connection.read(self._settings.collection, "state")
        if state is None:
            raise IndexMissing("no index was ever written to Qdrant")
        if state["format"] != FORMAT:
            raise IndexStale(f"the index is of format {state['format']}")
        words = _statistics(connection, state)
        retriever = QdrantRetriever(connection, state, words)
        return OpenedIndex(retriever, state["corpus_digest"], state["model_hash"], state["documents"])

    def write_generation(self, database: Database, rows: Rows, model_hash: str, corpus: str) -> str:
        connection, statistics = self._connect(WRITING), rows.statistics
        before = connection.generations()
        number = int(before[-1].rpartition("-")[2]) + 1 if before else 1
        collection = f"{self._settings.collection}-{number:08d}"
        state = {
            "collection": collection,
            "format": FORMAT,
            "revision": 0,
            "model_hash": model_hash,
            "corpus_digest": corpus,
            "base_digest": corpus,
            "documents": statistics.documents,
        }
        connection.create(collection, *_sizes(rows))
        connection.add(collection, records_of(rows, statistics))
        connection.write(collection, "words", {"statistics": statistics_as_json(statistics)})
        connection.write(collection, "state", state)
        connection.switch_to(collection)
        connection.drop(before[: 1 - KEPT])
        return f"{state['collection']}.0"

    def write_delta(
        self,
        database: Database,
        opened: OpenedIndex,
        changed: Iterable[EncodedDocument],
        gone: Sequence[str],
        corpus: str,
    ) -> str:
        """Points first, then the state: a list made between the two may read a text that is newer than the state it names."""
        index, rows, connection = opened.retriever, gather(changed), self._connect(WRITING)
        if not isinstance(index, QdrantRetriever):
            raise TypeError("the opened index is another engine's")
        collection = index.told["collection"]
        connection.add(collection, records_of(rows, index.words))
        connection.remove(collection, sorted(set(gone) - set(rows.ids)))
        revision = index.told["revision"] + 1
        counted = {"documents": connection.count(collection), "revision": revision, "corpus_digest": corpus}
        connection.write(collection, "state", {**index.told, **counted})
        return f"{collection}.{revision}"

    def clear(self, database: Database) -> None:
        connection = self._connect(WRITING)
        connection.drop(connection.generations())

    def _connect(self, timeout: int | None = None) -> Connection:
        return Connection(open_client(self._settings, timeout or self._settings.timeout), self._settings)


def _sizes(rows: Rows) -> tuple[int, int]:
    """Whatever the models' dimensions are; a collection of nobody still holds its state."""
    return (rows.vectors.shape[1], rows.families.shape[1]) if len(rows.ids) else (1, 1)


def _statistics(connection: Connection, state: Mapping[str, Any]) -> WordStatistics:
    name = state["base_digest"], state["model_hash"]
    if name not in _read:
        found = connection.read(state["collection"], "words")
        if found is None:
            raise IndexMissing("the index in Qdrant is not whole")
        while len(_read) >= KEPT:
            _read.pop(next(iter(_read)))
        _read[name] = statistics_from_json(found["statistics"])
    return _read[name]


def _nearness(names: Sequence[str], near: Sequence[Scores], question: Question) -> list[float]:
    """As in process: who is not among the nearest of a language is at most as near as the last of them."""
    standing = [
        {name: score - neutral for name, score in found.items()}
        for found, (_, neutral) in zip(near, question.vectors.values(), strict=True)
    ]
    together: Scores = {name: score for found in standing for name, score in found.items()}
    return _or_last(names, together)


def _or_last(names: Sequence[str], found: Scores, otherwise: float | None = None) -> list[float]:
    last = min(found.values(), default=0.0) if otherwise is None else otherwise
    return [found.get(name, last) for name in names]
