"""BM25 as an impact index in numpy: what each word adds to each document is computed once."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES
from matching.lexical import LENGTH_SHARE, SATURATION, WordStatistics


@dataclass(frozen=True)
class WordIndex:
    """Row r of `places` and `impacts` between bounds[w] and bounds[w + 1] belongs to word w."""

    words: Sequence[str]
    bounds: NDArray[np.int64]
    places: NDArray[np.int32]
    impacts: Floats
    languages: NDArray[np.int8]
    mean_length: float

    @classmethod
    def of(cls, documents: Sequence[EncodedDocument]) -> "WordIndex":
        statistics = WordStatistics.of(documents)
        words = sorted(statistics.containing)
        rows: list[list[tuple[int, float]]] = [[] for _ in words]
        place_of = {word: place for place, word in enumerate(words)}
        for place, document in enumerate(documents):
            length = SATURATION * (
                1 - LENGTH_SHARE + LENGTH_SHARE * len(document.words) / max(1.0, statistics.mean_length)
            )
            for word, count in Counter(document.words).items():
                impact = statistics.rarity(word) * count * (SATURATION + 1) / (count + length)
                rows[place_of[word]].append((place, impact))
        return cls(
            words=words,
            bounds=np.cumsum([0, *map(len, rows)], dtype=np.int64),
            places=np.array([place for row in rows for place, _ in row], np.int32),
            impacts=np.array([impact for row in rows for _, impact in row], np.float32),
            languages=np.array([LANGUAGES.index(document.language) for document in documents], np.int8),
            mean_length=statistics.mean_length,
        )

    @property
    def statistics(self) -> WordStatistics:
        counts = np.diff(self.bounds).tolist()
        return WordStatistics(len(self.languages), dict(zip(self.words, counts, strict=True)), self.mean_length)

    def scores(self, brief: EncodedDocument) -> Floats:
        """BM25 for every document of the brief's language, 0 for the others."""
        scores = np.zeros(len(self.languages), np.float32)
        for word, count in Counter(brief.words).items():
            place = bisect_left(self.words, word)
            if place < len(self.words) and self.words[place] == word:
                span = slice(self.bounds[place], self.bounds[place + 1])
                scores[self.places[span]] += count * self.impacts[span]
        return np.where(self.languages == LANGUAGES.index(brief.language), scores, 0.0).astype(np.float32)
