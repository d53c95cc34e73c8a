"""One verified folder of an index as arrays mapped from disk: everything that retrieval asks of its documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.retrieval.dense_index import DenseIndex
from matching.retrieval.generation import Manifest
from matching.retrieval.rows import Rows
from matching.retrieval.word_index import WordIndex
from matching.trust import method_of

ARRAYS = ("ids", "languages", "families", "words", "bounds", "places", "impacts", "mean_length", "gone")


@dataclass(frozen=True)
class Layer:
    """Documents of one generation or of one delta; `gone` are those of the generation that no longer count."""

    ids: list[str]
    dense: DenseIndex
    words: WordIndex
    families: Floats
    gone: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Rows, statistics: WordStatistics | None = None, gone: Iterable[str] = ()) -> "Layer":
        words = WordIndex.of(rows, statistics)
        return cls(list(rows.ids), DenseIndex.of(rows), words, rows.families, frozenset(gone))

    @classmethod
    def open(cls, folder: Path, manifest: Manifest) -> "Layer":
        found = {name: _mapped(folder / f"{name}.npy") for name in ARRAYS}
        words = WordIndex(
            words=found["words"].tolist(),
            bounds=found["bounds"],
            places=found["places"],
            impacts=found["impacts"],
            languages=found["languages"],
            mean_length=float(found["mean_length"]),
        )
        dense = DenseIndex.open(folder, found["languages"])
        layer = cls(found["ids"].tolist(), dense, words, found["families"], frozenset(found["gone"].tolist()))
        counted = (dense.dimension, len(dense), len(layer.ids))
        if counted != (manifest.dimension, manifest.documents, manifest.documents):
            raise ValueError(f"holds {counted}, which is not what its manifest says")
        return layer

    def write(self, folder: Path) -> None:
        self.dense.write(folder)
        arrays: dict[str, Any] = {
            "ids": np.array(self.ids, np.str_),
            "languages": self.words.languages,
            "families": self.families,
            "words": np.array(self.words.words, np.str_),
            "bounds": self.words.bounds,
            "places": self.words.places,
            "impacts": self.words.impacts,
            "mean_length": np.float64(self.words.mean_length),
            "gone": np.array(sorted(self.gone), np.str_),
        }
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", arrays[name], allow_pickle=False)

    def measures(self, brief: EncodedDocument, allowed: NDArray[np.bool_]) -> Floats:
        """three measures × documents: nearness as a whole, words in common, likeness of method."""
        if not self.ids:
            return np.empty((3, 0), np.float32)
        return np.stack([self.dense.scores(brief, allowed), self.words.scores(brief), self.families @ method_of(brief)])


def _mapped(path: Path) -> Any:
    return np.load(path, mmap_mode="r", allow_pickle=False)
