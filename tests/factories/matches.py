"""A readable stand-in for the models, and a world that has been read with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from app.core.db import Database
from app.matches.rules.words import pieces_of
from app.matches.service.refreshing import rebuild_index
from app.settings import Settings
from matching.documents import Role, Text
from matching.encoded import EncodedText
from matching.encoding import Encoder

WIDTH = 256


class Pieces:
    """Texts are near when they share pieces of words: one step along the axis of each piece, as a unit vector."""

    def encode(self, texts: Sequence[str], _role: Role | None = None) -> Any:
        return np.stack([_vector_of(text) for text in texts])


@cache
def _vector_of(text: str) -> Any:
    vector = np.full(WIDTH, 1e-3, np.float32)
    for piece in pieces_of(text):
        vector[sum(31**place * ord(letter) for place, letter in enumerate(piece)) % WIDTH] += 1
    return vector / np.linalg.norm(vector)


class FakeEncoder(Encoder):
    """The library's encoder over readable vectors; it remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(Pieces(), Pieces(), "fake-1")
        self.asked: list[str] = []

    def encode(self, texts: Iterable[Text]) -> Iterator[EncodedText]:
        texts = list(texts)
        self.asked += [text.text for text in texts]
        return super().encode(texts)


def read_everything(database: Database, settings: Settings) -> None:
    """Everything in the market read and indexed, as the worker leaves it."""
    rebuild_index(database, settings, say=lambda _line: None)
