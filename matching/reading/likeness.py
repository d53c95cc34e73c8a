"""Finds texts that tell of the same trouble: a firm's own second brief, or two firms that could share one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from matching.arrays import Floats
from matching.hygiene import folded, visible
from matching.reading.classifier import PhraseModel
from matching.reading.examples import examples
from matching.reading.letters import LetterRuns
from matching.reading.reader import phrase_model

MOST_CHARACTERS = 1000
# Measured on pairs written twice against all other pairs (docs/scoping.md): where a person would look twice.
WORTH_SHOWING = 0.34
MEANING_SHARE = 0.6  # the rest is shared spelling, which tells "결함" at a foundry from "결함" at a bakery


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another text and how like it is, from 0 to 1."""

    id: str
    score: float


def similar_texts(
    text: str, others: Mapping[str, str], *, at_least: float = WORTH_SHOWING, limit: int = 5
) -> tuple[Likeness, ...]:
    """The most alike first, equal ones by id; nothing is claimed below `at_least`."""
    said = visible(text, MOST_CHARACTERS)
    if not said or not others:
        return ()
    ids = sorted(others)
    texts = [visible(others[one], MOST_CHARACTERS) for one in ids]
    scores = _likeness(said, texts).round(3)
    order = np.argsort(-scores, kind="stable")[:limit]
    return tuple(Likeness(ids[place], float(scores[place])) for place in order if scores[place] >= at_least)


def _likeness(text: str, texts: list[str]) -> Floats:
    meaning = np.stack([_meaning(one) for one in (text, *texts)])
    # the runs' weights come from the examples, so that a score does not move with the other texts
    spelling = _runs().encode([text, *texts])
    both: Floats = MEANING_SHARE * (meaning[1:] @ meaning[0]) + (1 - MEANING_SHARE) * (spelling[1:] @ spelling[0])
    return both.clip(0.0, 1.0)


@lru_cache(maxsize=4096)
def _meaning(text: str) -> Floats:
    vector: Floats = _phrases().encode([folded(text)])[0]
    return vector


def _phrases() -> PhraseModel:
    return phrase_model()


@lru_cache(maxsize=1)
def _runs() -> LetterRuns:
    return LetterRuns([example.text for example in examples()])
