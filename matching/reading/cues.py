"""Everyday words that point to a kind of work ("녹음" to speech), as reviewed data."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from matching.arrays import Floats
from matching.hygiene import folded
from matching.reading.examples import DATA
from matching.reading.tasks import places
from matching.vocabulary.boundaries import HANGUL
from matching.vocabulary.reader import listed, rows


@dataclass(frozen=True, slots=True)
class Cue:
    """A word, the kind of work it points to, and how clearly."""

    words: str
    task_type: str
    weight: float


def cue_vector(text: str) -> Floats:
    """How clearly the words point to each kind, as a unit vector; each cue counts once."""
    lowered = folded(text).lower()
    unspaced = lowered.replace(" ", "")  # people space Korean as they like
    clearness = np.zeros(len(places()), np.float32)
    for cue in _cues():
        if cue.words in unspaced if HANGUL.search(cue.words) else _stands_alone(cue.words, lowered):
            clearness[places()[cue.task_type]] += cue.weight
    dampened = np.sqrt(clearness)  # a second cue says less than the first
    unit: Floats = dampened / (np.linalg.norm(dampened) or 1.0)
    return unit


def _stands_alone(words: str, text: str) -> bool:
    return words in text and bool(re.search(rf"(?<![a-z0-9]){re.escape(words)}(?![a-z0-9])", text))


@cache
def _cues() -> tuple[Cue, ...]:
    return tuple(
        Cue(_as_compared(words), row["task_type"], float(row["weight"]))
        for row in rows(DATA / "cues.tsv")
        for words in listed(row["cues"])
    )


def _as_compared(words: str) -> str:
    lowered = words.lower()
    return lowered.replace(" ", "") if HANGUL.search(lowered) else lowered
