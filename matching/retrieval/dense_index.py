"""How near each profile is to a brief as a whole, asked for each language apart."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES
from matching.retrieval.rows import Rows
from matching.retrieval.vectors import VectorIndex

DEPTH = 1000  # profiles of each language whose nearness is told apart; the first few hundred are scored in full


class DenseIndex:
    """All models' vectors of a profile stand side by side in one row, so one inner product adds their similarities."""

    def __init__(self, languages: NDArray[np.int8], indexes: Mapping[int, VectorIndex]) -> None:
        self._rows_of = {language: np.flatnonzero(languages == language) for language in indexes}
        self._indexes = indexes

    @classmethod
    def of(cls, rows: Rows) -> "DenseIndex":
        present = sorted({int(language) for language in rows.languages})
        return cls(rows.languages, {one: VectorIndex.of(rows.vectors[rows.languages == one]) for one in present})

    @classmethod
    def open(cls, folder: Path, languages: NDArray[np.int8]) -> "DenseIndex":
        present = sorted({int(language) for language in languages})
        return cls(languages, {one: VectorIndex.open(*_files(folder, one)) for one in present})

    def write(self, folder: Path) -> None:
        for language, index in self._indexes.items():
            index.write(*_files(folder, language))

    @property
    def dimension(self) -> int:
        """0 where nobody is indexed."""
        return max((index.dimension for index in self._indexes.values()), default=0)

    def __len__(self) -> int:
        return sum(len(index) for index in self._indexes.values())

    def scores(self, brief: EncodedDocument, allowed: NDArray[np.bool_]) -> Floats:
        """The mean over the brief's and each profile's texts, in spreads above neutral text.

        Who is not among the nearest is at most as near as the last of them, and counted so.
        """
        scores = np.full(len(allowed), -np.inf, np.float32)
        for language, index in self._indexes.items():
            rows = self._rows_of[language]
            query, neutral = question(brief, language)
            found, similar = index.search(query, DEPTH, allowed[rows])
            if len(found):
                scores[rows] = similar.min() - neutral
                scores[rows[found]] = similar - neutral
        return scores


def _files(folder: Path, language: int) -> tuple[Path, Path]:
    return folder / f"vectors-{LANGUAGES[language]}.faiss", folder / f"codes-{LANGUAGES[language]}.faiss"


def question(brief: EncodedDocument, language: int) -> tuple[Floats, float]:
    """One vector whose inner product with a profile's row, less a constant, is the mean of all standardised similarities."""
    statistics = brief.statistics[:, :, language]  # brief texts × models × (mean, spread)
    spreads = statistics[:, :, 1] * statistics.shape[1]
    parts = [(brief.vectors(model) / spreads[:, model, None]).mean(axis=0) for model in range(statistics.shape[1])]
    return np.concatenate(parts), float((statistics[:, :, 0] / spreads).sum(axis=1).mean())
