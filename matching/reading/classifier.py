"""Tells kinds of work apart by likeness to example sentences: in meaning, in spelling and in everyday cue words.

Ridge regression on the examples, solved in its dual form when the classifier is made: nothing trained is stored, and
the same data always gives the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from matching.analysis import STOP_WORDS
from matching.arrays import Floats
from matching.hygiene import folded, visible
from matching.reading.cues import cue_vector
from matching.reading.examples import Example
from matching.reading.letters import LetterRuns
from matching.reading.tasks import places, task_types

# Chosen once on the tuned part of the project's own spoken sentences; neighbouring values do as well.
MEANING, SPELLING, CUES = 1.0, 1.0, 0.1
RIDGE = 0.5
SHARPNESS = 7.5  # turns scores into a confidence that comes true a little more often than it says
MOST_CHARACTERS = 1000
MOST_WORDS = 60
WORDS_SHOWN = 4
LEAST_PULL = 0.02  # of a score whose whole range is about one


class PhraseModel(Protocol):
    """Anything that turns texts into unit vectors of meaning."""

    def encode(self, texts: Sequence[str]) -> Floats: ...


@dataclass(frozen=True, slots=True)
class TaskReading:
    """The kind of work a sentence asks for, the runner-up, and the words without which it would be less so."""

    first: str
    second: str
    confidence: float
    words: tuple[str, ...]


class TaskClassifier:
    """Fitted on the examples when it is made, in a second or two."""

    def __init__(self, phrases: PhraseModel, examples: Sequence[Example]) -> None:
        texts = [example.text for example in examples]
        self._phrases = phrases
        self._runs = LetterRuns(texts)
        self._centre = phrases.encode([folded(text) for text in texts]).mean(axis=0)
        known = self._features(texts)
        wanted = np.full((len(texts), len(task_types())), -1.0 / (len(task_types()) - 1))
        wanted[np.arange(len(texts)), [places()[example.task_type] for example in examples]] = 1.0
        likeness = (known @ known.T).astype(np.float64)
        shares = np.linalg.solve(likeness + RIDGE * np.eye(len(texts)), wanted)
        self._weights = known.T @ shares.astype(np.float32)

    def scores(self, texts: Sequence[str], meaning: Floats | None = None) -> Floats:
        """texts × kinds of work, in the order of `task_types()`; `meaning`: the texts' vectors, where they are known."""
        table: Floats = self._features(texts, meaning) @ self._weights
        return table

    def read(self, text: str) -> TaskReading:
        said = visible(text, MOST_CHARACTERS)
        words = said.split()[:MOST_WORDS]
        shortened = [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))]
        scores = self.scores([said, *shortened]).round(4)
        first, second = np.argsort(-scores[0], kind="stable")[:2]
        likely = np.exp(SHARPNESS * (scores[0] - scores[0, first]))
        return TaskReading(
            first=task_types()[first].id,
            second=task_types()[second].id,
            confidence=round(float(likely[first] / likely.sum()), 2),
            words=_pulling([_bare(word) for word in words], scores[0, first] - scores[1:, first]),
        )

    def _features(self, texts: Sequence[str], meaning: Floats | None = None) -> Floats:
        if meaning is None:
            meaning = self._phrases.encode([folded(text) for text in texts])
        meaning = meaning - self._centre
        lengths = np.linalg.norm(meaning, axis=1, keepdims=True)
        return np.hstack(
            [
                np.sqrt(MEANING, dtype=np.float32) * meaning / np.maximum(lengths, np.finfo(np.float32).tiny),
                np.sqrt(SPELLING, dtype=np.float32) * self._runs.encode(texts),
                np.sqrt(CUES, dtype=np.float32) * np.stack([cue_vector(text) for text in texts]),
            ]
        )


def _bare(word: str) -> str:
    return word.strip(".,?!~…\"'()")


def _pulling(words: Sequence[str], pulls: Floats) -> tuple[str, ...]:
    """The words that pull most, as they were written and in reading order; neighbours are one phrase."""
    telling = [
        place for place in np.argsort(-pulls, kind="stable") if pulls[place] >= LEAST_PULL and _tells(words[place])
    ]
    phrases: list[str] = []
    for before, place in pairwise([-2, *sorted(telling[:WORDS_SHOWN])]):
        if place == before + 1:
            phrases[-1] += f" {words[place]}"
        else:
            phrases.append(words[place])
    return tuple(dict.fromkeys(phrases))


def _tells(word: str) -> bool:
    return bool(word) and word.lower() not in STOP_WORDS
