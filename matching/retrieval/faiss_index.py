"""The index of profiles in this process: one immutable generation and, beside it, the little that changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.retrieval.generation import (
    FORMAT,
    IndexDamaged,
    IndexStale,
    Manifest,
    corpus_digest,
    file_digests,
    manifest_digest,
    newest_delta,
    newest_generation,
    read_manifest,
    write_delta_files,
    write_generation_files,
)
from matching.retrieval.layer import Layer
from matching.retrieval.rows import gather


class FaissIndex:
    """Answers `Retriever`'s questions from an opened generation and its delta."""

    def __init__(self, generation: str, base: Layer, delta: Layer | None = None) -> None:
        self.generation = generation
        self.words: WordStatistics = base.words.statistics
        self._layers = [base, delta] if delta else [base]
        self._places = {id_: place for place, id_ in enumerate(base.ids)}
        if delta:
            for gone in delta.gone:
                self._places.pop(gone, None)
            self._places.update((id_, len(base.ids) + place) for place, id_ in enumerate(delta.ids))

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        places = np.fromiter(map(self._places.get, ids, repeat(-1)), np.int64, len(ids))
        known, names = places[places >= 0], np.array(ids, object)
        unknown = sorted(names[places < 0].tolist())
        if not len(known):
            return unknown
        score = sum(_standardised(measure) for measure in self._measures(brief, known))
        order: list[str] = names[places >= 0][np.lexsort((known, -np.asarray(score)))].tolist()
        return order + unknown

    def _measures(self, brief: EncodedDocument, places: NDArray[np.int64]) -> Floats:
        allowed = np.zeros(sum(len(layer.ids) for layer in self._layers), bool)
        allowed[places] = True
        parts = np.split(allowed, np.cumsum([len(layer.ids) for layer in self._layers])[:-1])
        found = [layer.measures(brief, part) for layer, part in zip(self._layers, parts, strict=True)]
        together: Floats = np.concatenate(found, axis=1)[:, places]
        return together


def write_generation(folder: Path, documents: Iterable[EncodedDocument], model_hash: str) -> Path:
    """One writer at a time: the worker. Give documents in the order of their ids; they may come one by one.

    A generation of nobody is written like any other, so that the vectors of those who left go from the disk.
    """

    def write(scratch: Path) -> Manifest:
        rows = gather(documents)
        corpus = corpus_digest(dict(zip(rows.ids, rows.digests, strict=True)))
        return _written(scratch, Layer.of(rows), model_hash, corpus)

    return write_generation_files(folder, write)


def write_delta(
    folder: Path, changed: Iterable[EncodedDocument], gone: Iterable[str], model_hash: str, corpus: str
) -> Path:
    """Everything that changed since the newest generation, in place of the delta before: costs what changed.

    `gone` are ids that the generation knows and that are to be answered no more; `corpus` is the digest of all that is
    then indexed. When a delta has grown to a tenth of its generation, write a generation.
    """
    generation = newest_generation(folder)
    base = Layer.open(generation, read_manifest(generation)).words.statistics

    def write(scratch: Path) -> Manifest:
        rows = gather(changed)
        manifest = _written(scratch, Layer.of(rows, base, {*gone, *rows.ids}), model_hash, corpus)
        return replace(manifest, base=manifest_digest(generation))

    return write_delta_files(generation, write)


def open_index(folder: Path, model_hash: str, expected_digest: str | None = None) -> FaissIndex:
    """The newest generation and its newest delta, if every byte is what their manifests say, of this model and documents.

    A delta that cannot be used makes the index unusable: answering without it would forget people in silence.
    """
    generation = newest_generation(folder)
    delta = newest_delta(generation)
    corpus, layers = "", []
    for part in (generation, delta):
        if part is not None:
            manifest = read_manifest(part)
            if manifest.model_hash != model_hash:
                raise IndexStale(f"{part.name} was made with another model")
            if manifest.base != (manifest_digest(generation) if part is delta else ""):
                raise IndexStale(f"{part.name} was made beside another generation")
            corpus = manifest.corpus_digest
            layers.append(_opened(part, manifest))
    name = (delta or generation).name
    if expected_digest is not None and corpus != expected_digest:
        raise IndexStale(f"{name} holds other documents")
    return FaissIndex(name, *layers)


def _written(folder: Path, layer: Layer, model_hash: str, corpus: str) -> Manifest:
    layer.write(folder)
    return Manifest(
        format=FORMAT,
        model_hash=model_hash,
        dimension=layer.dense.dimension,
        documents=len(layer.ids),
        corpus_digest=corpus,
        files=file_digests(folder),
    )


def _opened(part: Path, manifest: Manifest) -> Layer:
    try:
        return Layer.open(part, manifest)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise IndexDamaged(f"{part.name} cannot be opened: {error}") from error


def _standardised(scores: Floats) -> Floats:
    standard: Floats = (scores - scores.mean()) / max(float(scores.std()), 1e-6)
    return standard
