"""What ranking asks of an index; FAISS answers here, other engines elsewhere behind the same two questions."""

from collections.abc import Sequence
from typing import Protocol

from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics


class Retriever(Protocol):
    """An open, verified index of profiles."""

    @property
    def generation(self) -> str:
        """Names the state of the index, for replay."""
        ...

    @property
    def words(self) -> WordStatistics:
        """The word statistics of this generation."""
        ...

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        """All these ids, most promising first; those the index does not know come last, by id."""
        ...
