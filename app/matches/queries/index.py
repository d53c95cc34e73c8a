"""The index on disk as this process sees it: opened once a generation, checked before it is answered from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.matches.models import IndexContents
from app.settings import Settings
from matching.retrieval.faiss_index import FaissIndex, open_index
from matching.retrieval.generation import IndexStale, IndexUnusable, newest_generation, read_manifest


@dataclass(frozen=True)
class OpenedIndex:
    """One verified generation; `signature` tells when its files were touched afterwards."""

    retriever: FaissIndex
    corpus_digest: str
    model_hash: str
    documents: int
    signature: tuple[Any, ...]


_opened: dict[Path, OpenedIndex] = {}


def index_folder(settings: Settings) -> Path:
    return settings.instance / "index"


def open_newest(session: Session, settings: Settings, model_hash: str | None = None) -> OpenedIndex:
    """The newest generation, whole, known to this database and of this model. Raises IndexUnusable."""
    folder = index_folder(settings)
    generation = newest_generation(folder)
    opened = _opened.get(folder)
    if opened is None or opened.signature != _signature(generation):
        opened = _opened[folder] = _open(folder, generation)
    if model_hash is not None and opened.model_hash != model_hash:
        raise IndexStale(f"{generation.name} was made with another model")
    if session.get(IndexContents, (opened.corpus_digest, opened.model_hash)) is None:
        raise IndexStale(f"{generation.name} was not made from this database")
    return opened


def _open(folder: Path, generation: Path) -> OpenedIndex:
    signature = _signature(generation)
    manifest = read_manifest(generation)
    retriever = open_index(folder, manifest.model_hash, manifest.corpus_digest)
    return OpenedIndex(retriever, manifest.corpus_digest, manifest.model_hash, manifest.documents, signature)


def _signature(generation: Path) -> tuple[Any, ...]:
    files = sorted(path for path in generation.iterdir())
    return generation.name, *((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)


def check_index(session: Session, settings: Settings) -> Mapping[str, Any]:
    """For /readyz: lists work without an index too, so this tells and does not fail."""
    try:
        opened = open_newest(session, settings)
    except IndexUnusable as problem:
        return {"state": name_of(problem), "detail": str(problem)}
    return {"state": "ready", "generation": opened.retriever.generation, "profiles": opened.documents}


def name_of(problem: IndexUnusable) -> str:
    """missing, stale or damaged."""
    return type(problem).__name__.removeprefix("Index").lower()
