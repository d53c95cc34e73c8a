"""The index as files that all processes of this machine map: opened once a generation, checked before it is answered from."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy.orm import Session

from app.core.db import Database
from app.matches.backends.engine import OpenedIndex
from matching.encoded import EncodedDocument
from matching.retrieval.faiss_index import FaissIndex, open_index, write_delta, write_rows
from matching.retrieval.generation import IndexMissing, IndexUnusable, newest_delta, newest_generation
from matching.retrieval.rows import Rows

LARGE = 64 * 1024 * 1024  # bytes; verifying more takes a tenth of a second, which no page should wait for

Signature = tuple[Any, ...]


@dataclass(frozen=True)
class Held:
    """What this process has open, and how its files looked then: touched afterwards, they are verified again."""

    index: FaissIndex
    opened: OpenedIndex
    generation: Signature
    delta: Signature


_held: dict[Path, Held] = {}
_opening: dict[Path, Thread] = {}


class FaissEngine:
    """Generations and deltas under one folder."""

    deltas_replace = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, session: Session, *, patient: bool = False) -> OpenedIndex:
        """A large new generation is verified aside while the one before it goes on answering the impatient."""
        try:
            return self._newest(patient)
        except FileNotFoundError as error:
            raise IndexMissing(f"{self.folder} is being removed") from error

    def _newest(self, patient: bool) -> OpenedIndex:
        generation = newest_generation(self.folder)
        held, seen = _held.get(self.folder), (_signature(generation), _signature(newest_delta(generation)))
        if held and (held.generation, held.delta) == seen:
            return held.opened
        if (
            held
            and not patient
            and _is_whole(held)
            and held.index.base.folder != generation
            and _bytes(generation) > LARGE
        ):
            self._open_aside(seen)
            return held.opened
        return self._open(seen)

    def _open(self, seen: tuple[Signature, Signature]) -> OpenedIndex:
        held = _held.get(self.folder)
        before = held.index if held and held.generation == seen[0] else None
        index = open_index(self.folder, None, before=before)
        opened = OpenedIndex(index, index.corpus_digest, index.model_hash, len(index))
        _held[self.folder] = Held(index, opened, *seen)
        return opened

    def _open_aside(self, seen: tuple[Signature, Signature]) -> None:
        running = _opening.get(self.folder)
        if running is None or not running.is_alive():
            _opening[self.folder] = Thread(target=self._open_quietly, args=(seen,), daemon=True)
            _opening[self.folder].start()

    def _open_quietly(self, seen: tuple[Signature, Signature]) -> None:
        try:
            self._open(seen)
        except IndexUnusable:
            _held.pop(self.folder, None)  # the next page opens it itself and says what is wrong

    def write_generation(self, database: Database, rows: Rows, model_hash: str, corpus: str) -> str:
        return write_rows(self.folder, rows, model_hash, corpus).name

    def write_delta(
        self,
        database: Database,
        opened: OpenedIndex,
        changed: Iterable[EncodedDocument],
        gone: Sequence[str],
        corpus: str,
    ) -> str:
        index = opened.retriever
        if not isinstance(index, FaissIndex):
            raise TypeError("the opened index is another engine's")
        return write_delta(self.folder, changed, gone, opened.model_hash, corpus, beside=index).name

    def clear(self, database: Database) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_whole(held: Held) -> bool:
    return held.index.base.folder.is_dir() and _signature(held.index.base.folder) == held.generation


def _signature(part: Path | None) -> Signature:
    if part is None:
        return ()
    found = ((path.name, path.stat()) for path in sorted(part.iterdir()))
    return part.name, *((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def _bytes(part: Path) -> int:
    return sum(path.stat().st_size for path in part.iterdir())
