"""Tables of matching: what was read and encoded, which lists were shown to whom, and what people decided about them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Id, Json


class Side(StrEnum):
    """Who reads the list: a client looks for talents, a talent for briefs."""

    CLIENT = "client"
    TALENT = "talent"


class Mode(StrEnum):
    """How a list came to be: scored in full, by words in common, or in plain order."""

    FULL = "full"
    LEXICAL = "lexical"
    PLAIN = "plain"


class Glance(StrEnum):
    SHOWN = "shown"
    OPENED = "opened"


class Verdict(StrEnum):
    """What a person decided about one candidate, whatever the score says."""

    PIN = "pin"
    HIDE = "hide"
    IGNORE = "ignore"


class TextVector(Base):
    """One text as one model reads it, named by the text's digest: the same words are encoded once."""

    __tablename__ = "text_vector"

    digest: Mapped[str] = mapped_column(primary_key=True)
    model_hash: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str]
    content: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


_is_current = sa.text("superseded_at IS NULL")


class MatchDocument(Base):
    """A brief or a profile as the matcher read it: its masked texts, all of them encoded.

    A row never changes; when the brief or profile does, it is superseded by a new one. Runs name the rows they used.
    """

    __tablename__ = "match_document"
    __table_args__ = (
        sa.Index(
            "one_current_document_per_brief",
            "brief_id",
            unique=True,
            sqlite_where=_is_current,
            postgresql_where=_is_current,
        ),
        sa.Index(
            "one_current_document_per_profile",
            "profile_id",
            unique=True,
            sqlite_where=_is_current,
            postgresql_where=_is_current,
        ),
        sa.CheckConstraint("(brief_id IS NULL) <> (profile_id IS NULL)", name="document_of_a_brief_or_a_profile"),
    )

    id: Mapped[Id]
    brief_id: Mapped[int | None] = mapped_column(sa.ForeignKey("brief.id"))
    profile_id: Mapped[int | None] = mapped_column(sa.ForeignKey("profile.id"))
    digest: Mapped[str]
    model_hash: Mapped[str]
    texts: Mapped[Json]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]


class IndexContents(Base):
    """Which documents an index generation was written from, named by the digest in its manifest."""

    __tablename__ = "index_contents"

    corpus_digest: Mapped[str] = mapped_column(primary_key=True)
    model_hash: Mapped[str] = mapped_column(primary_key=True)
    document_ids: Mapped[Json]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class MatchRun(Base):
    """One list with everything it was made from, so that it can be made again; the same inputs are one run."""

    __tablename__ = "match_run"

    id: Mapped[Id]
    side: Mapped[Side]
    brief_id: Mapped[int | None] = mapped_column(sa.ForeignKey("brief.id"), index=True)
    profile_id: Mapped[int | None] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    mode: Mapped[Mode]
    as_of: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    model_hash: Mapped[str | None]
    index_generation: Mapped[str | None]
    corpus_digest: Mapped[str | None]
    weights_version: Mapped[str | None]
    inputs_digest: Mapped[str] = mapped_column(unique=True)
    inputs: Mapped[Json]
    ranked: Mapped[Json]
    rest: Mapped[Json]
    excluded: Mapped[Json]

    @property
    def order(self) -> list[str]:
        """Everybody on the list ("profile:12"), best first: those with a score, then the others."""
        return [line["key"] for line in self.ranked] + list(self.rest)


class Impression(Base):
    """A page of a list that somebody saw, or one candidate they opened; `items` are [key, rank] pairs."""

    __tablename__ = "match_impression"

    id: Mapped[Id]
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("match_run.id"), index=True)
    glance: Mapped[Glance]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    page: Mapped[int | None]
    items: Mapped[Json]
    at: Mapped[datetime] = mapped_column(default=clock.now)


_stands = sa.text("undone_at IS NULL")


class Judgement(Base):
    """A person's word on one candidate of a brief, above the score; undone by date, never deleted."""

    __tablename__ = "match_judgement"
    __table_args__ = (
        sa.Index(
            "one_judgement_per_brief_and_talent",
            "brief_id",
            "profile_id",
            unique=True,
            sqlite_where=_stands,
            postgresql_where=_stands,
        ),
    )

    id: Mapped[Id]
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"))
    verdict: Mapped[Verdict]
    reason: Mapped[str]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    run_id: Mapped[int | None] = mapped_column(sa.ForeignKey("match_run.id"))
    model_hash: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(sa.ForeignKey("app_user.id"))


class Exclusion(Base):
    """A talent who is not to be matched with a brief any more (declined, not selected); undone by date."""

    __tablename__ = "match_exclusion"
    __table_args__ = (
        sa.Index(
            "one_exclusion_per_brief_and_talent",
            "brief_id",
            "profile_id",
            unique=True,
            sqlite_where=_stands,
            postgresql_where=_stands,
        ),
    )

    id: Mapped[Id]
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    undone_at: Mapped[datetime | None]
