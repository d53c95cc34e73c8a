"""The index of profiles in this process: dense and lexical search over one immutable generation."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.retrieval.dense_index import DenseIndex
from matching.retrieval.generation import (
    FORMAT,
    IndexDamaged,
    IndexStale,
    Manifest,
    corpus_digest,
    file_digest,
    newest_generation,
    read_manifest,
    write_files,
)
from matching.retrieval.word_index import WordIndex

VECTORS = "vectors.faiss"
ARRAYS = "arrays.npz"


class FaissIndex:
    """Answers `Retriever`'s questions from one opened generation."""

    def __init__(self, generation: str, ids: Sequence[str], dense: DenseIndex, words: WordIndex) -> None:
        self.generation = generation
        self.words: WordStatistics = words.statistics
        self._places = {id_: place for place, id_ in enumerate(ids)}
        self._dense = dense
        self._words = words

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        known = sorted(id_ for id_ in ids if id_ in self._places)
        unknown = sorted(id_ for id_ in ids if id_ not in self._places)
        if not known:
            return unknown
        places = np.array([self._places[id_] for id_ in known])
        allowed = np.zeros(len(self._places), bool)
        allowed[places] = True
        dense = self._dense.scores(brief, allowed)[places]
        score = _standardised(dense) + _standardised(self._words.scores(brief)[places])
        return [known[place] for place in np.argsort(-score, kind="stable")] + unknown


def write_generation(folder: Path, documents: Sequence[EncodedDocument], model_hash: str) -> Path:
    """One writer at a time: the worker. Documents without texts are left out, they can only be listed last."""
    documents = sorted((document for document in documents if document.texts), key=lambda document: document.id)

    def write(scratch: Path) -> Manifest:
        dense, words = DenseIndex.of(documents), WordIndex.of(documents)
        dense.write(scratch / VECTORS)
        np.savez(scratch / ARRAYS, **_arrays(documents, dense, words))
        return Manifest(
            format=FORMAT,
            model_hash=model_hash,
            dimension=dense.dimension,
            texts=len(dense),
            documents=len(documents),
            corpus_digest=corpus_digest({document.id: document.document.digests for document in documents}),
            files={name: file_digest(scratch / name) for name in (VECTORS, ARRAYS)},
        )

    return write_files(folder, write)


def open_index(folder: Path, model_hash: str, expected_digest: str | None = None) -> FaissIndex:
    """The newest generation, if every byte is what its manifest says and it is of this model (and these documents)."""
    generation = newest_generation(folder)
    manifest = read_manifest(generation)
    if manifest.model_hash != model_hash:
        raise IndexStale(f"{generation.name} was made with another model")
    if expected_digest is not None and manifest.corpus_digest != expected_digest:
        raise IndexStale(f"{generation.name} holds other documents")
    try:
        return _opened(generation, manifest)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise IndexDamaged(f"{generation.name} cannot be opened: {error}") from error


def _opened(generation: Path, manifest: Manifest) -> FaissIndex:
    with np.load(generation / ARRAYS, allow_pickle=False) as arrays:
        dense = DenseIndex.open(generation / VECTORS, arrays["owners"], arrays["text_languages"])
        words = WordIndex(
            words=arrays["words"].tolist(),
            bounds=arrays["bounds"],
            places=arrays["places"],
            impacts=arrays["impacts"],
            languages=arrays["languages"],
            mean_length=float(arrays["mean_length"]),
        )
        ids = arrays["ids"].tolist()
    counted = (dense.dimension, len(dense), len(ids))
    if counted != (manifest.dimension, manifest.texts, manifest.documents):
        raise ValueError(f"holds {counted}, which is not what its manifest says")
    return FaissIndex(generation.name, ids, dense, words)


def _arrays(documents: Sequence[EncodedDocument], dense: DenseIndex, words: WordIndex) -> dict[str, Any]:
    return {
        "ids": np.array([document.id for document in documents], np.str_),
        "owners": dense.owners,
        "text_languages": dense.languages,
        "words": np.array(words.words, np.str_),
        "bounds": words.bounds,
        "places": words.places,
        "impacts": words.impacts,
        "languages": words.languages,
        "mean_length": np.float64(words.mean_length),
    }


def _standardised(scores: Floats) -> Floats:
    standard: Floats = (scores - scores.mean()) / max(float(scores.std()), 1e-6)
    return standard
