"""Exact search over half-precision vectors with FAISS, asked for each language apart."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES

DEPTH = 400  # texts looked at for each text of the brief and each language


class DenseIndex:
    """All models' vectors of a text stand side by side in one row, so one inner product adds their similarities."""

    def __init__(self, index: Any, owners: NDArray[np.int32], languages: NDArray[np.int8]) -> None:
        self._index = index
        self._owners = owners
        self._languages = languages

    @classmethod
    def of(cls, documents: Sequence[EncodedDocument]) -> "DenseIndex":
        import faiss

        rows = [np.concatenate(encoded.vectors) for document in documents for encoded in document.encoded]
        matrix = np.asarray(rows, np.float32)
        index = faiss.IndexScalarQuantizer(matrix.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index.train(matrix)
        index.add(matrix)
        owners = [place for place, document in enumerate(documents) for _ in document.texts]
        languages = [LANGUAGES.index(encoded.language) for document in documents for encoded in document.encoded]
        return cls(index, np.array(owners, np.int32), np.array(languages, np.int8))

    @classmethod
    def open(cls, path: Path, owners: NDArray[np.int32], languages: NDArray[np.int8]) -> "DenseIndex":
        import faiss

        faiss.omp_set_num_threads(1)  # one flat query is slower with two threads (19.4 ms against 12.5)
        # IO_FLAG_MMAP would copy the codes into every process; this one maps them (0.4 ms, 0.4 MB)
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC), owners, languages)

    def write(self, path: Path) -> None:
        import faiss

        faiss.write_index(self._index, str(path))

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def owners(self) -> NDArray[np.int32]:
        return self._owners

    @property
    def languages(self) -> NDArray[np.int8]:
        return self._languages

    def scores(self, brief: EncodedDocument, allowed: NDArray[np.bool_]) -> Floats:
        """For each document the mean over the brief's texts of its best text, in spreads above neutral text."""
        total = np.zeros(len(allowed), np.float32)
        for place in range(len(brief.texts)):
            best = np.full(len(allowed), -np.inf, np.float32)
            for language in range(len(LANGUAGES)):
                rows, similar = self._nearest(brief, place, language, allowed)
                np.maximum.at(best, self._owners[rows], similar)
            # who was not among the nearest is at most as good as the last of them
            worst_found = best[np.isfinite(best)].min(initial=0.0)
            total += np.where(np.isfinite(best), best, worst_found)
        return total / max(1, len(brief.texts))

    def _nearest(
        self, brief: EncodedDocument, place: int, language: int, allowed: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], Floats]:
        import faiss

        rows = np.flatnonzero(allowed[self._owners] & (self._languages == language))
        if not len(rows):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        encoded = brief.encoded[place]
        means, spreads = encoded.statistics[:, language, 0], encoded.statistics[:, language, 1]
        query = np.concatenate([vector / spread for vector, spread in zip(encoded.vectors, spreads, strict=True)])
        selector = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # type: ignore[call-arg]  # SWIG takes fields by name
        similar, found = self._index.search(query[None, :], min(DEPTH, len(rows)), params=selector)
        found, similar = found[0][found[0] >= 0], similar[0][found[0] >= 0]
        return found, (similar - float(np.sum(means / spreads))) / len(spreads)
