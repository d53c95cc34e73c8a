"""The index as this process meets it: opened by the chosen engine, and known to this database or not answered from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.matches.backends import OpenedIndex, engine_for
from app.matches.models import IndexContents, MatchDocument
from app.matches.rules.documents import digest_of, profile_key
from app.settings import Settings
from app.talents.models import Profile
from app.talents.workflow import ProfileState
from matching.retrieval.generation import IndexStale, IndexUnusable


@dataclass(frozen=True)
class Contents:
    """Which document rows a state of the index was written from: those of its generation, and what a delta changed.

    Stored as it costs: a generation as the list of its rows, a delta as what it changed beside which generation.
    """

    base_digest: str
    base: frozenset[int]
    added: frozenset[int] = frozenset()
    dropped: frozenset[int] = frozenset()

    @property
    def now(self) -> frozenset[int]:
        return (self.base - self.dropped) | self.added

    @property
    def digest(self) -> str:
        """Names the state; a generation's is that of its texts, so that the files can be told by themselves."""
        return digest_of(self.as_json()) if self.added or self.dropped else self.base_digest

    def as_json(self) -> Any:
        if not self.added and not self.dropped:
            return sorted(self.base)
        return {"beside": self.base_digest, "added": sorted(self.added), "dropped": sorted(self.dropped)}


def index_folder(settings: Settings) -> Path:
    return settings.instance / "index"


def open_newest(
    session: Session, settings: Settings, model_hash: str | None = None, *, patient: bool = False
) -> OpenedIndex:
    """The newest state, whole, known to this database and of this model. Raises IndexUnusable."""
    opened = engine_for(settings).open(session, patient=patient)
    if model_hash is not None and opened.model_hash != model_hash:
        raise IndexStale(f"{opened.retriever.generation} was made with another model")
    if session.get(IndexContents, (opened.corpus_digest, opened.model_hash)) is None:
        raise IndexStale(f"{opened.retriever.generation} was not made from this database")
    return opened


def contents_of(session: Session, corpus_digest: str, model_hash: str) -> Contents | None:
    """None where the database never heard of such a state."""
    row = session.get(IndexContents, (corpus_digest, model_hash))
    if row is None:
        return None
    if isinstance(row.document_ids, list):
        return Contents(corpus_digest, frozenset(row.document_ids))
    base = contents_of(session, row.document_ids["beside"], model_hash)
    changes = (frozenset(row.document_ids[name]) for name in ("added", "dropped"))
    return base and Contents(base.base_digest, base.base, *changes)


def indexable(session: Session, model_hash: str) -> dict[str, int]:
    """What the index should hold now: the document row of everybody who may be on lists, by key. Numbers only: 0.3 s of 100,000."""
    query = (
        sa.select(MatchDocument.profile_id, MatchDocument.id)
        .join(Profile, Profile.id == MatchDocument.profile_id)
        .join(User, User.id == Profile.user_id)
        .where(MatchDocument.superseded_at.is_(None), MatchDocument.model_hash == model_hash)
        .where(Profile.state == ProfileState.LISTED, Profile.matching_refused_at.is_(None), User.closed_at.is_(None))
    )
    return {profile_key(profile_id): row_id for profile_id, row_id in session.execute(query) if profile_id is not None}


def check_index(session: Session, settings: Settings) -> Mapping[str, Any]:
    """For /readyz: lists work without an index too, so this tells and does not fail."""
    try:
        opened = open_newest(session, settings)
    except IndexUnusable as problem:
        return {"engine": settings.index, "state": name_of(problem), "detail": str(problem)}
    named = {"generation": opened.retriever.generation, "profiles": opened.documents}
    return {"engine": settings.index, "state": "ready", **named}


def name_of(problem: IndexUnusable) -> str:
    """missing, stale or damaged."""
    return type(problem).__name__.removeprefix("Index").lower()
