"""The index of profiles in this process: one immutable generation and, beside it, the little that changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.drawn import Drawn, Names
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.retrieval.generation import (
    FORMAT,
    IndexDamaged,
    IndexStale,
    Manifest,
    file_digests,
    manifest_digest,
    newest_delta,
    newest_generation,
    read_manifest,
    write_delta_files,
    write_generation_files,
)
from matching.retrieval.layer import Layer
from matching.retrieval.ordering import best_first
from matching.retrieval.rows import Rows, gather


@dataclass(frozen=True)
class Part:
    """A generation or a delta whose every byte was verified when it was opened."""

    folder: Path
    manifest: Manifest
    layer: Layer


class FaissIndex:
    """Answers `Retriever`'s questions from an opened generation and its delta."""

    def __init__(self, base: Part, delta: Part | None = None) -> None:
        newest = delta or base
        self.base = base
        self.generation = newest.folder.name
        self.corpus_digest = newest.manifest.corpus_digest
        self.model_hash = newest.manifest.model_hash
        self.words: WordStatistics = base.layer.words.statistics
        self._layers = [part.layer for part in (base, delta) if part]
        self._places = {id_: place for place, id_ in enumerate(base.layer.ids)}
        if delta:
            for gone in delta.layer.gone:
                self._places.pop(gone, None)
            self._places.update((id_, len(base.layer.ids) + place) for place, id_ in enumerate(delta.layer.ids))
        self._roll: tuple[Names, NDArray[np.int64]] | None = None

    def __len__(self) -> int:
        return len(self._places)

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        names, places = self._looked_up(ids)
        known, unknown = places >= 0, sorted(names[places < 0].tolist())
        if not known.any():
            return unknown
        return best_first(names[known], self._measures(brief, places[known])) + unknown

    def _looked_up(self, ids: Sequence[str]) -> tuple[Names, NDArray[np.int64]]:
        """The names and their places, -1 for those not indexed; of a roll all at once, when it is first met."""
        if not isinstance(ids, Drawn):
            return np.array(ids, object), self._places_of(ids)
        if self._roll is None or self._roll[0] is not ids.roll:
            self._roll = ids.roll, self._places_of(ids.roll)
        return ids.names, self._roll[1][ids.rows]

    def _places_of(self, ids: Iterable[str]) -> NDArray[np.int64]:
        return np.fromiter(map(self._places.get, ids, repeat(-1)), np.int64)

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
    rows = gather(documents)
    return write_rows(folder, rows, model_hash, rows.corpus)


def write_rows(folder: Path, rows: Rows, model_hash: str, corpus: str) -> Path:
    """The same from rows gathered before; `corpus` is the caller's name for them."""
    return write_generation_files(folder, lambda scratch: _written(scratch, Layer.of(rows), model_hash, corpus))


def write_delta(
    folder: Path,
    changed: Iterable[EncodedDocument],
    gone: Iterable[str],
    model_hash: str,
    corpus: str,
    beside: FaissIndex | None = None,
) -> Path:
    """Everything that changed since the newest generation, in place of the delta before: costs what changed.

    `gone` are ids that the generation knows and that are to be answered no more; `corpus` names all that is then
    indexed. When a delta has grown to a tenth of its generation, write a generation. With `beside`, an index opened
    before, its generation is taken as read; without, every byte of the newest one is verified first.
    """
    base = beside.base if beside else _opened(newest_generation(folder))

    def write(scratch: Path) -> Manifest:
        rows = gather(changed)
        layer = Layer.of(rows, base.layer.words.statistics, {*gone, *rows.ids})
        return replace(_written(scratch, layer, model_hash, corpus), base=manifest_digest(base.folder))

    return write_delta_files(base.folder, write)


def open_index(
    folder: Path, model_hash: str | None, expected_digest: str | None = None, before: FaissIndex | None = None
) -> FaissIndex:
    """The newest generation and its newest delta, if every byte is what their manifests say, of this model and documents.

    Without a model, of whichever made the generation. A delta that cannot be used makes the index unusable: answering without it would forget people in silence. With
    `before`, an index opened earlier whose generation is still the newest, only the delta is read.
    """
    newest = newest_generation(folder)
    base = before.base if before and before.base.folder == newest else _opened(newest)
    beside = newest_delta(newest)
    delta = _opened(beside) if beside else None
    for part, made_beside in ((base, ""), (delta, manifest_digest(newest))):
        if part and part.manifest.model_hash != (model_hash or base.manifest.model_hash):
            raise IndexStale(f"{part.folder.name} was made with another model")
        if part and part.manifest.base != made_beside:
            raise IndexStale(f"{part.folder.name} was made beside another generation")
    index = FaissIndex(base, delta)
    if expected_digest is not None and index.corpus_digest != expected_digest:
        raise IndexStale(f"{index.generation} holds other documents")
    return index


def _opened(folder: Path) -> Part:
    manifest = read_manifest(folder)
    try:
        return Part(folder, manifest, Layer.open(folder, manifest))
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise IndexDamaged(f"{folder.name} cannot be opened: {error}") from error


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
