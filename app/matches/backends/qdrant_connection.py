"""What we say to Qdrant: in its own types, again where no answer came, and every failure as a missing index."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from app.settings import QdrantSettings
from matching.retrieval.generation import IndexMissing
from matching.retrieval.records import Question, Record

AT_ONCE = 200
DEPTH = 1000  # profiles by each measure; who is not among them by any stands behind those, by id
WRITING = 60  # seconds; the worker waits longer than a page may

Scores: TypeAlias = dict[str, float]


@lru_cache(maxsize=2)
def open_client(settings: QdrantSettings, timeout: int) -> Any:
    """Kept by the process. Its import takes a second: only installations that chose Qdrant pay for it."""
    from qdrant_client import QdrantClient

    return QdrantClient(url=settings.url, api_key=settings.api_key or None, timeout=timeout)


class Connection:
    """Questions and orders for the collections under our prefix."""

    def __init__(self, client: Any, settings: QdrantSettings) -> None:
        from qdrant_client import models

        self._client, self._settings, self._models = client, settings, models
        consistency = settings.read_consistency
        self._consistency = consistency and models.ReadConsistencyType(consistency)

    # -- reading

    def search(self, collection: str, question: Question, ids: Sequence[str]) -> list[Scores]:
        """By nearness in each language, by words, by families: the score of each name found."""
        asked = [
            *(self._request("texts", near.tolist(), ids, speaks) for speaks, (near, _) in question.vectors.items()),
            self._request("words", self._sparse(question.words), ids, question.language),
            self._request("families", question.families.tolist(), ids),
        ]
        answers = self._ask("query_batch_points", collection, asked, consistency=self._consistency)
        return [{point.payload["id"]: point.score for point in answer.points} for answer in answers]

    def _request(self, using: str, query: Any, ids: Sequence[str], language: int | None = None) -> Any:
        m = self._models
        conditions: list[Any] = [m.HasIdCondition(has_id=[_point(id_) for id_ in ids])]
        if language is not None:
            conditions.append(m.FieldCondition(key="language", match=m.MatchValue(value=language)))
        return m.QueryRequest(
            using=using,
            query=query,
            filter=m.Filter(must=conditions),
            limit=DEPTH,
            with_payload=["id"],
            params=m.SearchParams(exact=True) if self._settings.exact else None,
        )

    def read(self, collection: str, name: str) -> dict[str, Any] | None:
        found = self._ask("retrieve", collection, [_point(name)], consistency=self._consistency)
        return dict(found[0].payload) if found else None

    def count(self, collection: str) -> int:
        """Profiles, without the points that tell the state."""
        m = self._models
        people = m.Filter(must=[m.FieldCondition(key="language", range=m.Range(gte=0))])
        return int(self._ask("count", collection, people, exact=True).count)

    def generations(self) -> list[str]:
        found = self._ask("get_collections").collections
        return sorted(one.name for one in found if one.name.startswith(f"{self._settings.collection}-"))

    # -- writing

    def create(self, collection: str, texts: int, families: int) -> None:
        """Of these dimensions, spread as the settings say."""
        m = self._models
        self._ask("delete_collection", collection)  # what an interrupted writing left behind
        self._ask(
            "create_collection",
            collection,
            vectors_config={
                "texts": m.VectorParams(size=texts, distance=m.Distance.DOT, datatype=m.Datatype.FLOAT16),
                "families": m.VectorParams(size=families, distance=m.Distance.DOT),
            },
            sparse_vectors_config={"words": m.SparseVectorParams()},
            shard_number=self._settings.shards,
            replication_factor=self._settings.replicas,
            write_consistency_factor=self._settings.write_consistency,
        )
        self._ask("create_payload_index", collection, "language", field_schema=m.PayloadSchemaType.INTEGER)

    def add(self, collection: str, records: Iterator[Record]) -> None:
        while points := [self._point_of(record) for record in islice(records, AT_ONCE)]:
            self._ask("upsert", collection, points, wait=True)

    def _point_of(self, record: Record) -> Any:
        vector = {
            "texts": record.vector.tolist(),
            "families": record.families.tolist(),
            "words": self._sparse(record.words),
        }
        payload = {"id": record.id, "language": record.language}
        return self._models.PointStruct(id=_point(record.id), vector=vector, payload=payload)

    def remove(self, collection: str, ids: Sequence[str]) -> None:
        if ids:
            points = self._models.PointIdsList(points=[_point(id_) for id_ in ids])
            self._ask("delete", collection, points, wait=True)

    def write(self, collection: str, name: str, content: Mapping[str, Any]) -> None:
        point = self._models.PointStruct(id=_point(name), vector={}, payload=dict(content))
        self._ask("upsert", collection, [point], wait=True)

    def switch_to(self, collection: str) -> None:
        """In one step: the alias never names nothing."""
        m, alias = self._models, self._settings.collection
        steps = [m.CreateAliasOperation(create_alias=m.CreateAlias(collection_name=collection, alias_name=alias))]
        if any(one.alias_name == alias for one in self._ask("get_aliases").aliases):
            steps.insert(0, m.DeleteAliasOperation(delete_alias=m.DeleteAlias(alias_name=alias)))
        self._ask("update_collection_aliases", steps)

    def drop(self, collections: Sequence[str]) -> None:
        for collection in collections:
            self._ask("delete_collection", collection)

    def _sparse(self, words: Mapping[int, float]) -> Any:
        axes = sorted(words)
        return self._models.SparseVector(indices=axes, values=[words[axis] for axis in axes])

    def _ask(self, verb: str, *what: Any, **how: Any) -> Any:
        """Everything said here may be said twice."""
        from qdrant_client.http.exceptions import ApiException, ResponseHandlingException

        tries = self._settings.retries
        while True:
            try:
                return getattr(self._client, verb)(*what, **how)
            except (ApiException, ValueError) as error:  # ValueError: the local mode's "not found"
                if not tries or not isinstance(error, ResponseHandlingException):
                    raise IndexMissing(f"Qdrant has no index for us: {error}") from error
                tries -= 1


def _point(name: str) -> str:
    """Points are named by UUIDs there."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))
