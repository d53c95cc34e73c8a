"""BM25 as an impact index in numpy: what each word adds to each document is computed once."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES
from matching.lexical import LENGTH_SHARE, SATURATION, WordStatistics
from matching.retrieval.rows import Rows


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
    def of(cls, rows: Rows, statistics: WordStatistics | None = None) -> "WordIndex":
        """`statistics` are those of the generation that a delta stands beside; a generation counts its own."""
        order = sorted(range(len(rows.words)), key=rows.words.__getitem__)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order))
        words = [rows.words[place] for place in order]
        by_word = np.lexsort((rows.document_of, rank[rows.word_of]))
        bounds = np.searchsorted(rank[rows.word_of][by_word], np.arange(len(words) + 1))
        statistics = statistics or rows.statistics
        counts, places = rows.counts[by_word], rows.document_of[by_word]
        rarity = np.repeat([statistics.rarity(word) for word in words], np.diff(bounds))
        relative = rows.lengths[places] / max(1.0, statistics.mean_length)
        length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relative)
        return cls(
            words=words,
            bounds=bounds.astype(np.int64),
            places=places,
            impacts=(rarity * counts * (SATURATION + 1) / (counts + length)).astype(np.float32),
            languages=rows.languages,
            mean_length=statistics.mean_length,
        )

    @cached_property
    def statistics(self) -> WordStatistics:
        counts = np.diff(self.bounds).tolist()
        return WordStatistics(len(self.languages), dict(zip(self.words, counts, strict=True)), self.mean_length)

    def scores(self, brief: EncodedDocument) -> Floats:
        """BM25 for every document of the brief's language, 0 for the others."""
        asked = [(self._column(word), count) for word, count in Counter(brief.words).items()]
        columns = [column for column, _ in asked if column is not None]
        counts = np.array([count for column, count in asked if column is not None], np.float32)
        scores = self._matrix[:, columns] @ counts
        return np.where(self.languages == LANGUAGES.index(brief.language), scores, 0.0).astype(np.float32)

    @cached_property
    def _matrix(self) -> Any:
        """documents × words, over the same arrays: 2.2 million postings are summed in 5 ms, by numpy's indexing in 16."""
        from scipy.sparse import csc_array  # type: ignore[import-untyped]  # half a second: not when a module is loaded

        shape = (len(self.languages), len(self.words))
        return csc_array((self.impacts, self.places, self.bounds.astype(np.int32)), shape=shape)

    def _column(self, word: str) -> int | None:
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else None
