"""Many encoded profiles as a few arrays, so that one brief is compared with all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES
from matching.trust import method_of, trust_in
from matching.weights import Weights


@dataclass(frozen=True)
class Pool:
    """Rows of text arrays stand together by profile; those of profile i begin at `starts[i]`."""

    documents: Sequence[EncodedDocument]
    starts: NDArray[np.intp]
    vectors: tuple[Floats, ...]
    statistics: Floats
    languages: NDArray[np.intp]
    trust: Floats
    families: Floats
    skills: Sequence[Sequence[str]]

    @classmethod
    def of(cls, documents: Sequence[EncodedDocument], weights: Weights, as_of: date | None = None) -> "Pool":
        """Profiles without any text are the caller's to leave out: there is nothing to compare."""
        trust = [trust_in(document, weights, as_of) for document in documents]
        return cls(
            documents=documents,
            starts=np.cumsum([0, *(len(document.texts) for document in documents[:-1])]),
            vectors=tuple(
                np.array([encoded.vectors[model] for document in documents for encoded in document.encoded])
                for model in range(len(documents[0].encoded[0].vectors))
            ),
            statistics=np.array([encoded.statistics for document in documents for encoded in document.encoded]),
            languages=np.array(
                [LANGUAGES.index(encoded.language) for document in documents for encoded in document.encoded]
            ),
            trust=np.concatenate(trust),
            skills=[encoded.skills for document in documents for encoded in document.encoded],
            families=np.stack([method_of(*pair) for pair in zip(documents, trust, strict=True)]),
        )

    def best(self, values: Floats) -> Floats:
        """brief texts × texts → brief texts × profiles: the best text of each profile."""
        best: Floats = np.maximum.reduceat(values, self.starts, axis=1)
        return best
