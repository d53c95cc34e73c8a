"""Reads the packed 4-bit weights file of multilingual-e5-small into plain arrays; nothing in it is executed."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats

MAGIC = b"E5S1"
BLOCK = 32  # weights that share one scale: a half float, then 16 bytes of two 4-bit values
BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


class WrongWeights(ValueError):
    """The file is not the weights file this project was written for."""


@dataclass(frozen=True)
class Shape:
    """The dimensions of the transformer, in the order in which the file's header names them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int


@dataclass(frozen=True)
class PackedModel:
    """Everything the file holds: shape, vocabulary with its scores, and where each tensor lies."""

    shape: Shape
    epsilon: float
    special: dict[str, int]
    pieces: list[tuple[str, float]]
    offsets: dict[str, int]
    raw: bytes

    def vector(self, name: str, *shape: int) -> Floats:
        count = int(np.prod(shape))
        return np.frombuffer(self.raw, "<f4", count, self.offsets[name]).reshape(shape).copy()

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        """A 4-bit matrix at full precision: low nibbles first, centred on 8, times the block's scale."""
        blocks = np.frombuffer(self.raw, BLOCK_TYPE, rows * columns // BLOCK, self.offsets[name])
        nibbles = blocks["nibbles"]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
        return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, columns)


class _Cursor:
    """Reads little-endian fields one after the other."""

    def __init__(self, raw: bytes, position: int) -> None:
        self.raw = raw
        self.position = position

    def fields(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.raw, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def integers(self, layout: str) -> list[int]:
        return [int(value) for value in self.fields(layout)]

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.raw, kind, count, self.position)
        self.position += values.nbytes
        return values

    def take(self, count: int) -> bytes:
        self.position += count
        return self.raw[self.position - count : self.position]


def read_packed(path: Path) -> PackedModel:
    raw = path.read_bytes()
    if raw[:4] != MAGIC:
        raise WrongWeights(f"{path.name} is not a packed e5 weights file")
    cursor = _Cursor(raw, 8)  # magic and version
    shape = Shape(*cursor.integers("7i"))
    epsilon, block = cursor.fields("fi")
    if block != BLOCK:
        raise WrongWeights(f"{path.name} packs {block} weights to a block, expected {BLOCK}")
    count, *special = cursor.integers("5i")
    return PackedModel(
        shape=shape,
        epsilon=round(float(epsilon), 14),
        special=dict(zip(("bos", "eos", "pad", "unk"), special, strict=True)),
        pieces=_read_pieces(cursor, count),
        offsets=_read_directory(cursor),
        raw=raw,
    )


def _read_pieces(cursor: _Cursor, count: int) -> list[tuple[str, float]]:
    (length,) = cursor.integers("Q")
    bounds = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    letters = cursor.take(length)
    return [
        (letters[int(start) : int(end)].decode(), float(score))
        for start, end, score in zip(bounds[:-1], bounds[1:], scores, strict=True)
    ]


def _read_directory(cursor: _Cursor) -> dict[str, int]:
    _, normaliser_bytes = cursor.integers("iI")
    cursor.take(normaliser_bytes)  # the engine's own normaliser table: SentencePiece's is used instead
    offsets = {}
    for _ in range(*cursor.integers("i")):
        name = cursor.take(*cursor.integers("H")).decode()
        _, _, offsets[name], _ = cursor.integers("BIQQ")
    return offsets
