"""The name that is kept with every vector, so that vectors of two models are never compared.

It has two halves: what makes the vectors, and what reads the words and skills that are stored beside them.
"""

import hashlib
from pathlib import Path

BETWEEN = "."
LETTERS = 32  # of a hash in hexadecimal: 128 bits, for each half of a name that stands in every row


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_hash(folder: Path) -> str:
    """Names and contents of all files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(folder).as_posix()}\0{sha256_of(path)}\n".encode())
    return total.hexdigest()


def hash_of(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:LETTERS]


def halves_joined(encoder: str, reading: str) -> str:
    return f"{encoder}{BETWEEN}{reading}"


def encoder_half(name: str) -> str:
    """How every name begins under which the same vectors are stored, however words and skills are read."""
    return name.partition(BETWEEN)[0] + BETWEEN
