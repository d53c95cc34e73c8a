"""Writes and opens index generations: folders that appear whole by one rename and never change afterwards."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
PREFIX = "generation-"
KEPT = 2  # readers may still hold the one before


class IndexUnusable(RuntimeError):
    """There is no index to answer from; the caller rebuilds it from its own records."""


class IndexMissing(IndexUnusable):
    """No generation was ever written here."""


class IndexStale(IndexUnusable):
    """The newest generation is of another model or of other documents."""


class IndexDamaged(IndexUnusable):
    """The newest generation does not match its manifest."""


@dataclass(frozen=True)
class Manifest:
    """What a generation says of itself; everything in it is checked before anything is answered."""

    format: int
    model_hash: str
    dimension: int
    texts: int
    documents: int
    corpus_digest: str
    files: Mapping[str, str]


def corpus_digest(documents: Mapping[str, Iterable[str]]) -> str:
    """Of the ids and the digests of their texts: what the caller can compute from its records alone."""
    lines = [f"{id_} {','.join(sorted(digests))}\n" for id_, digests in sorted(documents.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def write_files(folder: Path, write: Callable[[Path], Manifest]) -> Path:
    """`write` fills a scratch folder and describes it; the generation appears when all of it is on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    try:
        manifest = write(scratch)
        (scratch / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        for path in [*scratch.iterdir(), scratch]:
            _flush(path)
        target = folder / f"{PREFIX}{_newest_number(folder) + 1:08d}"
        scratch.rename(target)
        _flush(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    for old in _generations(folder)[:-KEPT]:
        shutil.rmtree(old)
    return target


def newest_generation(folder: Path) -> Path:
    generations = _generations(folder)
    if not generations:
        raise IndexMissing(f"No index in {folder}")
    return generations[-1]


def read_manifest(generation: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((generation / MANIFEST).read_text(encoding="utf-8")))
        found = {name: file_digest(generation / name) for name in manifest.files}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"{generation.name} cannot be read: {error}") from error
    if manifest.format != FORMAT:
        raise IndexStale(f"{generation.name} is of format {manifest.format}")
    if damaged := sorted(name for name, digest in manifest.files.items() if found[name] != digest):
        raise IndexDamaged(f"{generation.name} differs from its manifest in {', '.join(damaged)}")
    return manifest


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _generations(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"{PREFIX}*") if path.is_dir())


def _newest_number(folder: Path) -> int:
    generations = _generations(folder)
    return int(generations[-1].name.removeprefix(PREFIX)) if generations else 0


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
