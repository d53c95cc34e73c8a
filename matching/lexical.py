"""Words in common: BM25 with statistics that are fixed for a generation of documents, same language only."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import log

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument, EncodedText

SATURATION = 1.2  # k1 in Robertson & Zaragoza 2009: how fast a repeated word stops counting
LENGTH_SHARE = 0.5  # b: how far a long document is discounted


@dataclass(frozen=True)
class WordStatistics:
    """In how many documents each word stands, and how long a document is; kept with the index generation."""

    documents: int
    containing: Mapping[str, int]
    mean_length: float

    @classmethod
    def of(cls, documents: Iterable[EncodedDocument]) -> "WordStatistics":
        containing: Counter[str] = Counter()
        lengths = []
        for document in documents:
            containing.update(set(document.words))
            lengths.append(len(document.words))
        return cls(len(lengths), containing, sum(lengths) / max(1, len(lengths)))

    def rarity(self, word: str) -> float:
        """A word that no document contains is as rare as one that a single document contains."""
        containing = max(1, self.containing.get(word, 0))
        return log(1 + (self.documents - containing + 0.5) / (containing + 0.5))


def bm25(
    weights: Mapping[str, float], documents: Sequence[EncodedDocument], statistics: WordStatistics
) -> NDArray[np.float64]:
    """For each document; `weights`: the rarity of each word asked for, times how often it is asked."""
    column = {word: place for place, word in enumerate(weights)}
    lengths = np.array([len(document.words) for document in documents], np.int64)
    words = chain.from_iterable([document.words for document in documents])
    asked = np.fromiter(map(column.get, words, repeat(-1)), np.int64, lengths.sum())
    said = np.repeat(np.arange(len(documents)), lengths) * len(column) + asked
    counts = np.bincount(said[asked >= 0], minlength=len(documents) * len(column)).reshape(len(documents), len(column))
    share = LENGTH_SHARE * lengths / max(1.0, statistics.mean_length)
    discount = SATURATION * (1 - LENGTH_SHARE + share[:, None])
    scores: NDArray[np.float64] = (counts * (SATURATION + 1) / (counts + discount)) @ np.array([*weights.values()])
    return scores


def word_scores(brief: EncodedDocument, documents: Sequence[EncodedDocument], statistics: WordStatistics) -> Floats:
    """BM25 of the brief's words in each document; nothing across languages, where sharing words means little."""
    weights = {word: count * statistics.rarity(word) for word, count in Counter(brief.words).items()}
    same = np.array([document.language == brief.language for document in documents], bool)
    return (same * bm25(weights, documents, statistics)).astype(np.float32)


def word_shares(text: EncodedText, offered: Sequence[EncodedText], statistics: WordStatistics) -> Floats:
    """For each offered text the share of this text's words, weighed by rarity, that it contains (0-1)."""
    rarities = {word: statistics.rarity(word) for word in sorted(set(text.tokens))}
    total = sum(rarities.values()) or 1.0
    shared = [sum(rarities[word] for word in sorted(rarities.keys() & other.tokens)) for other in offered]
    return np.array(shared, np.float32) / total


def coverage(brief: EncodedDocument, documents: Sequence[EncodedDocument], statistics: WordStatistics) -> Floats:
    """The share of the brief's words, weighed by rarity, that each document contains (0-1)."""
    weights = {word: statistics.rarity(word) for word in sorted(set(brief.words))}
    full = sum(weights.values()) * (SATURATION + 1)
    if not full:
        return np.zeros(len(documents), np.float32)
    return (bm25(weights, documents, statistics) / full).astype(np.float32)
