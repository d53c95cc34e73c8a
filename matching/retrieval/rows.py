"""What an index keeps of each document: one row of vectors, its families of problems and its words, gathered in one pass."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES
from matching.lexical import WordStatistics
from matching.retrieval.generation import corpus_digest
from matching.trust import method_of, trust_in
from matching.weights import DEFAULT_WEIGHTS


@dataclass(frozen=True)
class Rows:
    """Arrays in the order of `ids`; entry e of `counts` says how often word `word_of[e]` stands in document `document_of[e]`."""

    ids: Sequence[str]
    digests: Sequence[frozenset[str]]
    languages: NDArray[np.int8]
    vectors: NDArray[np.float16]  # the mean over the texts of all models' vectors side by side
    families: Floats
    words: Sequence[str]
    document_of: NDArray[np.int32]
    word_of: NDArray[np.int32]
    counts: NDArray[np.int32]
    lengths: NDArray[np.int32]

    @property
    def statistics(self) -> WordStatistics:
        """Of these documents; a generation freezes them for everything that is added beside it."""
        containing = np.bincount(self.word_of, minlength=len(self.words)).tolist()
        mean = float(self.lengths.mean()) if len(self.lengths) else 0.0
        return WordStatistics(len(self.ids), dict(zip(self.words, containing, strict=True)), mean)

    @property
    def corpus(self) -> str:
        """What names these documents: their ids and the digests of their texts."""
        return corpus_digest(dict(zip(self.ids, self.digests, strict=True)))


def gather(documents: Iterable[EncodedDocument]) -> Rows:
    """Takes documents as they come and keeps none: 100,000 of them as objects would fill 14 GB.

    Those without texts are left out, they can only be listed last. They are expected in the order of their ids.
    """
    known: dict[str, int] = {}
    ids: list[str] = []
    digests: list[frozenset[str]] = []
    vectors: list[NDArray[np.float16]] = []
    families: list[Floats] = []
    languages = array("b")
    document_of, word_of, counts, lengths = array("i"), array("i"), array("i"), array("i")
    for document in documents:
        if not document.texts:
            continue
        said = Counter(document.words)
        document_of.extend([len(ids)] * len(said))
        word_of.extend(known.setdefault(word, len(known)) for word in said)
        counts.extend(said.values())
        lengths.append(len(document.words))
        ids.append(document.id)
        digests.append(document.document.digests)
        languages.append(LANGUAGES.index(document.language))
        vectors.append(_row_of(document))
        families.append(method_of(document, trust_in(document, DEFAULT_WEIGHTS, None)))
    return Rows(
        ids=ids,
        digests=digests,
        languages=np.array(languages, np.int8),
        vectors=np.array(vectors, np.float16) if vectors else np.empty((0, 0), np.float16),
        families=np.array(families, np.float32),
        words=list(known),
        document_of=np.array(document_of, np.int32),
        word_of=np.array(word_of, np.int32),
        counts=np.array(counts, np.int32),
        lengths=np.array(lengths, np.int32),
    )


def _row_of(document: EncodedDocument) -> NDArray[np.float16]:
    texts = [np.concatenate(encoded.vectors) for encoded in document.encoded]
    row: NDArray[np.float16] = np.mean(texts, axis=0).astype(np.float16)
    return row
