"""Finds profiles that are copies of one another, so that a copied profile takes one place of a list and not ten."""

from collections.abc import Sequence

import numpy as np

from matching.arrays import Floats
from matching.encoded import EncodedDocument

ALIKE = 0.9  # only texts whose meanings are this near are compared word by word
SHARED = 0.8  # of the words of both; two people who did the same course share a third
FEWEST_WORDS = 30  # three skills in common are no copy


def originals(documents: Sequence[EncodedDocument]) -> list[int]:
    """For each document the place of the first one that it copies, or its own; the order given is that of the list."""
    places = list(range(len(documents)))
    if not documents:
        return places
    words = [frozenset(document.words) for document in documents]
    meanings = _meanings(documents)
    alike = meanings @ meanings.T >= ALIKE
    for place in places:
        earlier = (first for first in np.flatnonzero(alike[place, :place]).tolist() if places[first] == first)
        places[place] = next((first for first in earlier if _is_copy(words[first], words[place])), place)
    return places


def _meanings(documents: Sequence[EncodedDocument]) -> Floats:
    """The sum of a document's texts, as a unit vector."""
    starts = np.cumsum([0, *(len(document.texts) for document in documents[:-1])])
    sums = np.add.reduceat([encoded.vectors[-1] for document in documents for encoded in document.encoded], starts)
    units: Floats = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return units


def _is_copy(words: frozenset[str], others: frozenset[str]) -> bool:
    shared, both = len(words & others), len(words | others)
    return both >= FEWEST_WORDS and shared >= SHARED * both
