"""Graphs of other packages behind the same question, each imported only where it is installed and asked for."""

import tempfile
from importlib import import_module
from typing import Any

import numpy as np

from matching.arrays import Floats
from matching.evaluation.engines.scans import Masks, Rows

NEIGHBOURS, EFFORT, EFFORT_TO_BUILD = 16, 128, 200  # of every graph here
AT_ONCE = 5000


class Hnswlib:
    """Its own graph; its filter is a Python call for each row."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        self._filters = filters
        self._index: Any = import_module("hnswlib").Index(space="ip", dim=vectors.shape[1])
        self._index.init_index(len(vectors), M=NEIGHBOURS, ef_construction=EFFORT_TO_BUILD)
        self._index.set_num_threads(1)
        self._index.add_items(vectors)
        self._index.set_ef(EFFORT)

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        wanted = None if chosen is None else self._filters[chosen].__getitem__
        return np.asarray(self._index.knn_query(query[None, :], count, filter=wanted)[0][0], np.int64)


class Usearch:
    """Half floats in a graph; it has no filter, so it is asked for more and the answer is thinned."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        self._filters = filters
        index = import_module("usearch.index").Index
        self._index: Any = index(ndim=vectors.shape[1], metric="ip", dtype="f16", expansion_search=EFFORT)
        self._index.add(np.arange(len(vectors)), vectors, threads=1)

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        if chosen is None:
            return np.asarray(self._index.search(query, count).keys, np.int64)
        allowed = self._filters[chosen]
        rows = np.asarray(self._index.search(query, int(count / allowed.mean())).keys, np.int64)
        return rows[allowed[rows]][:count]


class QdrantEdge:
    """Qdrant inside this process: a graph, and filters that are indexed fields."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        self._qdrant: Any = import_module("qdrant_edge")
        qdrant, update = self._qdrant, self._qdrant.UpdateOperation
        self._folder = tempfile.TemporaryDirectory(prefix="ieum-qdrant-")
        graph = qdrant.HnswIndexConfig(NEIGHBOURS, EFFORT_TO_BUILD, full_scan_threshold=10_000, max_indexing_threads=1)
        config = qdrant.EdgeConfig(
            vectors=qdrant.EdgeVectorParams(vectors.shape[1], qdrant.Distance.Dot),
            hnsw_config=graph,
            optimizers=qdrant.EdgeOptimizersConfig(default_segment_number=1),
            max_search_threads=1,
        )
        self._shard: Any = qdrant.EdgeShard.create(self._folder.name, config)
        for number in range(len(filters)):
            self._shard.update(update.create_field_index(f"chosen{number}", qdrant.PayloadSchemaType.Integer))
        for start in range(0, len(vectors), AT_ONCE):
            rows = range(start, min(start + AT_ONCE, len(vectors)))
            points = [
                qdrant.Point(
                    row, vectors[row].tolist(), {f"chosen{n}": int(mask[row]) for n, mask in enumerate(filters)}
                )
                for row in rows
            ]
            self._shard.update(update.upsert_points(points))
        self._shard.optimize()

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        qdrant, condition = self._qdrant, None
        if chosen is not None:
            field = qdrant.FieldCondition(f"chosen{chosen}", match=qdrant.MatchValue(1))
            condition = qdrant.Filter(must=[field])
        request = qdrant.SearchRequest(
            qdrant.Query.Nearest(query.tolist()), count, filter=condition, params=qdrant.SearchParams(hnsw_ef=EFFORT)
        )
        return np.array([point.id for point in self._shard.search(request)], np.int64)
