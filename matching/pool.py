"""Many encoded profiles as a few arrays, so that one brief is compared with all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument, EncodedText
from matching.language import LANGUAGES
from matching.trust import methods_of, trust_of
from matching.weights import Weights


@dataclass(frozen=True)
class Pool:
    """Rows of text arrays stand together by profile; those of profile i begin at `starts[i]`."""

    documents: Sequence[EncodedDocument]
    texts: Sequence[EncodedText]
    starts: NDArray[np.intp]
    vectors: tuple[Floats, ...]
    statistics: Floats
    languages: NDArray[np.intp]
    trust: Floats
    credibility: Floats
    families: Floats

    @classmethod
    def of(cls, documents: Sequence[EncodedDocument], weights: Weights, as_of: date | None = None) -> "Pool":
        """Profiles without any text are the caller's to leave out: there is nothing to compare."""
        texts = [encoded for document in documents for encoded in document.encoded]
        sizes = [len(document.encoded) for document in documents]
        starts = np.cumsum([0, *sizes[:-1]])
        trust, credibility = trust_of(documents, starts, weights, as_of)
        return cls(
            documents=documents,
            texts=texts,
            starts=starts,
            vectors=tuple(
                np.concatenate([encoded.vectors[model] for encoded in texts]).reshape(len(texts), -1)
                for model in range(len(texts[0].vectors))
            ),
            statistics=np.array([encoded.statistics for encoded in texts]),
            languages=np.array([LANGUAGES.index(encoded.language) for encoded in texts]),
            trust=trust * np.repeat(credibility, sizes),
            credibility=credibility,
            families=credibility[:, None] * methods_of(documents, trust, starts),
        )

    def best(self, values: Floats) -> Floats:
        """brief texts × texts → brief texts × profiles: the best text of each profile."""
        best: Floats = np.maximum.reduceat(values, self.starts, axis=1)
        return best

    def by_document(self, values: Floats) -> list[Floats]:
        """A row for each text → the rows of each document."""
        return np.split(values, self.starts[1:])
