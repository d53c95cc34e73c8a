"""Our vector index and others behind one question, for comparing them on the same vectors; none of the others is needed."""

import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.retrieval.vectors import VectorIndex

Allowed = NDArray[np.bool_] | None
Rows = NDArray[np.int64]


class Engine(Protocol):
    """Built over all vectors; answers the rows nearest to one query, best first."""

    def search(self, query: Floats, count: int, allowed: Allowed) -> Rows: ...


class Ours:
    """What the product uses."""

    def __init__(self, vectors: Floats) -> None:
        with tempfile.TemporaryDirectory() as folder:  # what is mapped outlives the file's name
            files = Path(folder) / "exact.faiss", Path(folder) / "codes.faiss"
            VectorIndex.of(vectors.astype(np.float16)).write(*files)
            self._index = VectorIndex.open(*files)

    def search(self, query: Floats, count: int, allowed: Allowed) -> Rows:
        return self._index.search(query, count, allowed)[0]


class FaissFlat:
    """FAISS reading every single-precision float."""

    def __init__(self, vectors: Floats) -> None:
        import faiss

        faiss.omp_set_num_threads(1)
        self._faiss: Any = faiss
        self._index: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def search(self, query: Floats, count: int, allowed: Allowed) -> Rows:
        parameters = None
        if allowed is not None:
            selector = self._faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
            parameters = self._faiss.SearchParameters(sel=selector)
        rows: Rows = self._index.search(query[None, :], count, params=parameters)[1][0]
        return rows


class NumpyScan:
    """A product of matrix and vector, and a partial sort."""

    def __init__(self, vectors: Floats) -> None:
        self._vectors = vectors

    def search(self, query: Floats, count: int, allowed: Allowed) -> Rows:
        rows = np.arange(len(self._vectors)) if allowed is None else np.flatnonzero(allowed)
        similar = (self._vectors if allowed is None else self._vectors[rows]) @ query
        best = np.argpartition(-similar, min(count, len(rows) - 1))[:count]
        found: Rows = rows[best[np.argsort(-similar[best])]]
        return found


class Hnswlib:
    """Its own graph, M 16, ef 128."""

    def __init__(self, vectors: Floats) -> None:
        self._index: Any = import_module("hnswlib").Index(space="ip", dim=vectors.shape[1])
        self._index.init_index(len(vectors), M=16, ef_construction=200)
        self._index.set_num_threads(1)
        self._index.add_items(vectors)
        self._index.set_ef(128)

    def search(self, query: Floats, count: int, allowed: Allowed) -> Rows:
        chosen = None if allowed is None else lambda label: bool(allowed[label])
        return np.asarray(self._index.knn_query(query[None, :], count, filter=chosen)[0][0], np.int64)


class Usearch:
    """Half floats in a graph; it has no filter, so it is asked for more and the answer is thinned."""

    def __init__(self, vectors: Floats) -> None:
        index = import_module("usearch.index").Index
        self._index: Any = index(ndim=vectors.shape[1], metric="ip", dtype="f16", expansion_search=128)
        self._index.add(np.arange(len(vectors)), vectors, threads=1)

    def search(self, query: Floats, count: int, allowed: Allowed) -> Rows:
        wanted = count if allowed is None else int(count * len(allowed) / max(1, allowed.sum()))
        rows = np.asarray(self._index.search(query, wanted).keys, np.int64)
        return rows if allowed is None else rows[allowed[rows]][:count]


ENGINES: Mapping[str, Callable[[Floats], Engine]] = {
    "ours": Ours,
    "faiss flat fp32": FaissFlat,
    "numpy scan": NumpyScan,
    "hnswlib": Hnswlib,
    "usearch": Usearch,
}
NEEDS = {"hnswlib": "hnswlib", "usearch": "usearch"}
NOT_COMPARED = ("qdrant-edge", "pgvector")


def missing_engines() -> list[str]:
    return [name for name, module in NEEDS.items() if find_spec(module) is None]
