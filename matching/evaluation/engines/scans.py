"""Our vector index and plain scans behind one question, for comparing them and others on the same vectors."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.retrieval.vectors import VectorIndex

Masks = Sequence[NDArray[np.bool_]]
Rows = NDArray[np.int64]


class Engine(Protocol):
    """Built over all vectors and the filters to come, as fields or bits; answers the rows nearest to one query."""

    def __init__(self, vectors: Floats, filters: Masks) -> None: ...

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        """Best first, of all or of those under the filter with this number."""
        ...


class Ours:
    """What the product uses."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        self._filters = filters
        with tempfile.TemporaryDirectory() as folder:  # what is mapped outlives the file's name
            files = Path(folder) / "exact.faiss", Path(folder) / "codes.faiss"
            VectorIndex.of(vectors.astype(np.float16)).write(*files)
            self._index = VectorIndex.open(*files)

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        return self._index.search(query, count, None if chosen is None else self._filters[chosen])[0]


class FaissFlat:
    """FAISS reading every single-precision float."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        import faiss

        faiss.omp_set_num_threads(1)
        self._faiss: Any = faiss
        self._index: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)
        self._filters = filters

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        parameters = None
        if chosen is not None:
            selector = self._faiss.IDSelectorBitmap(np.packbits(self._filters[chosen], bitorder="little"))
            parameters = self._faiss.SearchParameters(sel=selector)
        rows: Rows = self._index.search(query[None, :], count, params=parameters)[1][0]
        return rows


class FaissRows:
    """FAISS reading the same floats where numpy keeps them: in large pages, which it asks the system for and FAISS does not."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        import faiss

        faiss.omp_set_num_threads(1)
        self._faiss: Any = faiss
        self._vectors = vectors
        self._filters = filters

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        rows = None if chosen is None else np.flatnonzero(self._filters[chosen])
        among = self._vectors if rows is None else self._vectors[rows]
        places: Rows = self._faiss.knn(query[None, :], among, count, metric=self._faiss.METRIC_INNER_PRODUCT)[1][0]
        return places if rows is None else rows[places]


class NumpyScan:
    """A product of matrix and vector, and a partial sort."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        self._vectors = vectors
        self._filters = filters

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        rows = np.arange(len(self._vectors)) if chosen is None else np.flatnonzero(self._filters[chosen])
        similar = (self._vectors if chosen is None else self._vectors[rows]) @ query
        best = np.argpartition(-similar, min(count, len(rows) - 1))[:count]
        found: Rows = rows[best[np.argsort(-similar[best])]]
        return found
