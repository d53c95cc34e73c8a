"""Finds profiles that are copies of one another, so that a copied profile takes one place of a list and not ten."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.pool import Pool

ALIKE = 0.95  # who is nearer is compared word by word: copies padded or renamed are at .99, two people at .79 or less
SHARED = 0.8  # of the words of both; two people who did the same course share a third
FEWEST_WORDS = 30  # three skills in common are no copy


def originals(pool: Pool, order: Sequence[int]) -> list[int]:
    """For each place of the list the place of the first one that it copies, or its own; `order` lists the pool's rows."""
    listed = [pool.documents[row] for row in order]
    meanings = _meanings(pool)[order]
    alike = meanings @ meanings.T >= ALIKE
    places = list(range(len(order)))
    for place in places:
        earlier = (first for first in np.flatnonzero(alike[place, :place]).tolist() if places[first] == first)
        places[place] = next((first for first in earlier if _is_copy(listed[first], listed[place])), place)
    return places


def _meanings(pool: Pool) -> Floats:
    """The sum of each document's texts by the trust in them, as a unit vector: padding hides no copy."""
    vectors, trust = pool.vectors[-1], pool.trust
    rows = pairwise([*pool.starts.tolist(), len(trust)])
    sums = np.stack([trust[start:end] @ vectors[start:end] for start, end in rows])
    units: Floats = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return units


def _is_copy(one: EncodedDocument, other: EncodedDocument) -> bool:
    fewer, more = sorted((len(one.vocabulary), len(other.vocabulary)))
    if fewer < SHARED * more:
        return False
    shared = len(one.vocabulary & other.vocabulary)
    both = fewer + more - shared
    return both >= FEWEST_WORDS and shared >= SHARED * both
