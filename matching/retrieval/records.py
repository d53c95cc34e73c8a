"""Profiles and questions as engines outside this process take them: vectors and numbered words, nothing to analyse there."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES
from matching.lexical import LENGTH_SHARE, SATURATION, WordStatistics
from matching.retrieval.dense_index import question
from matching.retrieval.rows import Rows
from matching.trust import method_of

AXES = 10**9  # the widest sparse vector that pgvector takes; two of 300,000 words meet about 45 times


@dataclass(frozen=True)
class Record:
    """One profile: its row of vectors, its families of problems and how much each of its words counts (BM25 without rarity)."""

    id: str
    language: int
    vector: NDArray[np.float16]
    families: Floats
    words: Mapping[int, float]


@dataclass(frozen=True)
class Question:
    """One brief: for each language of profiles a vector and what to take off its inner product, and its words by rarity."""

    vectors: Mapping[int, tuple[Floats, float]]
    families: Floats
    words: Mapping[int, float]
    language: int  # words are compared with profiles of the brief's own language only


def records_of(rows: Rows, statistics: WordStatistics) -> Iterator[Record]:
    """`statistics` are those of the generation, so that a record added later is measured like those before it."""
    bounds = np.searchsorted(rows.document_of, np.arange(len(rows.ids) + 1))
    axes = [axis_of(word) for word in rows.words]
    relative = (rows.lengths / max(1.0, statistics.mean_length)).tolist()
    for place, id_ in enumerate(rows.ids):
        span = slice(bounds[place], bounds[place + 1])
        length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relative[place])
        words: dict[int, float] = defaultdict(float)
        for word, count in zip(rows.word_of[span].tolist(), rows.counts[span].tolist(), strict=True):
            words[axes[word]] += count * (SATURATION + 1) / (count + length)
        yield Record(id_, int(rows.languages[place]), rows.vectors[place], rows.families[place], words)


def question_of(brief: EncodedDocument, statistics: WordStatistics) -> Question:
    words: dict[int, float] = defaultdict(float)
    for word, count in Counter(brief.words).items():
        words[axis_of(word)] += count * statistics.rarity(word)
    return Question(
        vectors={language: question(brief, language) for language in range(len(LANGUAGES))},
        families=method_of(brief),
        words=words,
        language=LANGUAGES.index(brief.language),
    )


def axis_of(word: str) -> int:
    """A number for a word that needs no list of words to be kept anywhere."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest()) % AXES


def statistics_as_json(statistics: WordStatistics) -> str:
    return json.dumps(asdict(statistics), ensure_ascii=False, separators=(",", ":"))


def statistics_from_json(text: str) -> WordStatistics:
    return WordStatistics(**json.loads(text))
