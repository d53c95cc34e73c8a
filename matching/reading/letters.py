"""Compares the spelling of texts by short runs of letters, so that a misspelt or unspaced word still counts."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from matching.arrays import Floats
from matching.hygiene import folded

SHORTEST, LONGEST = 3, 7  # of letters, a Korean syllable being two or three


class LetterRuns:
    """The runs of letters of a fixed set of texts, the rare ones weighing more."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(run for text in texts for run in set(_runs(text)))
        shared = sorted(run for run, count in counts.items() if count > 1)  # what one text alone has compares nothing
        self._places = {run: place for place, run in enumerate(shared)}
        self._weights = np.log(len(texts) / np.array([counts[run] for run in self._places], np.float64))

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors over the known runs; all zero where a text has none of them."""
        rows = np.zeros((len(texts), len(self._places)), np.float32)
        for row, text in zip(rows, texts, strict=True):
            known = [self._places[run] for run in set(_runs(text)) if run in self._places]
            row[known] = self._weights[known]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Floats = rows / np.maximum(lengths, np.finfo(np.float32).tiny)
        return unit


def _runs(text: str) -> Iterator[str]:
    for word in unicodedata.normalize("NFD", folded(text).lower()).split():
        marked = f" {word}"  # a run at the beginning of a word is told from one inside
        for length in range(SHORTEST, LONGEST + 1):
            for start in range(len(marked) - length + 1):
                yield marked[start : start + length]
