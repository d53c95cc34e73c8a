"""Writes and opens index generations and their deltas: folders that appear whole by one rename and never change afterwards."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 3
MANIFEST = "manifest.json"
PREFIX = "generation-"
DELTA = "delta-"
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
    """What a generation or delta says of itself; everything in it is checked before anything is answered.

    The digest of a delta is that of all documents that it and its generation answer for together.
    """

    format: int
    model_hash: str
    dimension: int
    documents: int
    corpus_digest: str
    files: Mapping[str, str]
    base: str = ""  # of a delta: the digest of its generation's manifest


def corpus_digest(documents: Mapping[str, Iterable[str]]) -> str:
    """Of the ids and the digests of their texts: what the caller can compute from its records alone."""
    lines = [f"{id_} {','.join(sorted(digests))}\n" for id_, digests in sorted(documents.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def write_generation_files(folder: Path, write: Callable[[Path], Manifest]) -> Path:
    """`write` fills a scratch folder and describes it; the generation appears when all of it is on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    target = _appear(folder, f"{PREFIX}{_newest_number(folder) + 1:08d}", write)
    for old in _generations(folder)[:-KEPT]:
        for path in [*_deltas(old), old]:
            shutil.rmtree(path)
    return target


def write_delta_files(generation: Path, write: Callable[[Path], Manifest]) -> Path:
    """Beside its generation and under its number; it stands for every delta before it."""
    before = _deltas(generation)
    number = int(before[-1].name.rpartition("-")[2]) + 1 if before else 1
    target = _appear(generation.parent, f"{_delta_prefix(generation)}{number:08d}", write)
    for old in _deltas(generation)[:-KEPT]:
        shutil.rmtree(old)
    return target


def _appear(folder: Path, name: str, write: Callable[[Path], Manifest]) -> Path:
    scratch = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    try:
        manifest = write(scratch)
        content = json.dumps(asdict(manifest), indent=1).encode()
        (scratch / MANIFEST).write_bytes(content + b"\n" + _digest(content))
        for path in [*scratch.rglob("*"), scratch]:
            _flush(path)
        target = scratch.rename(folder / name)
        _flush(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return target


def newest_generation(folder: Path) -> Path:
    generations = _generations(folder)
    if not generations:
        raise IndexMissing(f"No index in {folder}")
    return generations[-1]


def newest_delta(generation: Path) -> Path | None:
    return next(reversed(_deltas(generation)), None)


def read_manifest(folder: Path) -> Manifest:
    """Of a generation or delta whose every file is what it says."""
    try:
        content, _, check = (folder / MANIFEST).read_bytes().rpartition(b"\n")
        manifest = Manifest(**json.loads(content))
        found = {name: _file_digest(folder / name) for name in manifest.files}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"{folder.name} cannot be read: {error}") from error
    if check != _digest(content):
        raise IndexDamaged(f"{folder.name} has a damaged manifest")
    if manifest.format != FORMAT:
        raise IndexStale(f"{folder.name} is of format {manifest.format}")
    if damaged := sorted(name for name, digest in manifest.files.items() if found[name] != digest):
        raise IndexDamaged(f"{folder.name} differs from its manifest in {', '.join(damaged)}")
    return manifest


def manifest_digest(generation: Path) -> str:
    return _file_digest(generation / MANIFEST)


def file_digests(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _file_digest(path) for path in paths}


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _generations(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"{PREFIX}*") if path.is_dir())


def _deltas(generation: Path) -> list[Path]:
    return sorted(generation.parent.glob(f"{_delta_prefix(generation)}*"))


def _delta_prefix(generation: Path) -> str:
    return f"{DELTA}{generation.name.removeprefix(PREFIX)}-"


def _newest_number(folder: Path) -> int:
    generations = _generations(folder)
    return int(generations[-1].name.removeprefix(PREFIX)) if generations else 0


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
