"""What matching asks of an engine, whichever it is: open the newest whole state, write everything, write what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from app.core.db import Database
from matching.encoded import EncodedDocument
from matching.retrieval.retriever import Retriever
from matching.retrieval.rows import Rows


@dataclass(frozen=True)
class OpenedIndex:
    """A whole state of the index; its digest names what it holds (`IndexContents` knows which documents those are)."""

    retriever: Retriever
    corpus_digest: str
    model_hash: str
    documents: int


class Engine(Protocol):
    """One writer at a time: the worker. Readers meet whole states only, and every failure as IndexUnusable.

    Words are counted when a generation is written; a delta leaves those figures alone.
    """

    deltas_replace: bool
    """Whether a delta stands for all that changed since the generation, or changes the state before it in place."""

    def open(self, session: Session, *, patient: bool = False) -> OpenedIndex:
        """The newest state; a page may meet the one before for a moment, a writer is patient. Raises IndexUnusable."""
        ...

    def write_generation(self, database: Database, rows: Rows, model_hash: str, corpus: str) -> str:
        """Everything anew, met by readers when all of it is there; the name of the generation."""
        ...

    def write_delta(
        self,
        database: Database,
        opened: OpenedIndex,
        changed: Iterable[EncodedDocument],
        gone: Sequence[str],
        corpus: str,
    ) -> str:
        """Costs what changed; `gone` may name those that were never here."""
        ...

    def clear(self, database: Database) -> None:
        """Nobody is listed: nobody's vectors stay."""
        ...
