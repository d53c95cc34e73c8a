"""Tables of matching: what was read and encoded, which lists were shown to whom, and what people decided about them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Id, Json
from app.matches.rules.exposure import page_from_json
from app.matches.workflow import WEIGHTS, WeightsState
from matching.weights import DEFAULT_WEIGHTS, Weights


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
    """Which documents a state of the index was written from, named by the digest it carries.

    `document_ids` lists them for a generation; for what stands beside one, it says which, and what was added and dropped.
    """

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
    first_page: Mapped[Json | None]

    @property
    def by_score(self) -> list[str]:
        """Everybody on the list ("profile:12"), best first: those with a score, then the others."""
        return [line["key"] for line in self.ranked] + list(self.rest)

    @property
    def order(self) -> list[str]:
        """The same people as they are shown: the first page may hold places for people without history."""
        return page_from_json(self.first_page).over(self.by_score)

    @property
    def offered(self) -> frozenset[str]:
        """Who stands on the first page by such a place."""
        return frozenset(page_from_json(self.first_page).offered)

    @property
    def resting(self) -> tuple[str, ...]:
        """Who made room on the first page, standing on enough others this week."""
        return page_from_json(self.first_page).resting


class FirstPlace(Base):
    """A place on the first page of a ranked list that a firm saw: once for each brief, talent and week."""

    __tablename__ = "match_first_place"
    __table_args__ = (
        sa.UniqueConstraint("week_on", "brief_id", "profile_id", name="one_first_page_place_a_week"),
        sa.Index("ix_match_first_place_profile", "profile_id", "week_on"),
    )

    id: Mapped[Id]
    week_on: Mapped[date]
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"))
    is_offered: Mapped[bool]
    at: Mapped[datetime] = mapped_column(default=clock.now)


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


_is_in_use = sa.text(f"state = '{WeightsState.IN_USE}'")


SHIPPED_WEIGHTS = "product"


class WeightsVersion(Base):
    """One set of weights, whole, so that a list made with it can be made again; `report` is what the fit knew of it.

    The one named "product" has neither: it stands for whatever weights the code ships.
    """

    __tablename__ = "weights_version"
    __table_args__ = (
        sa.Index(
            "one_weights_version_in_use",
            "state",
            unique=True,
            sqlite_where=_is_in_use,
            postgresql_where=_is_in_use,
        ),
    )

    id: Mapped[Id]
    version: Mapped[str] = mapped_column(unique=True)
    state: Mapped[WeightsState] = mapped_column(default=WeightsState.CANDIDATE)
    numbers: Mapped[Json | None]
    report: Mapped[Json | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def weights(self) -> Weights | None:
        """None where the code has since begun to score in another way, which these numbers were not fitted to."""
        if self.numbers is None:
            return DEFAULT_WEIGHTS
        if self.numbers.keys() != asdict(DEFAULT_WEIGHTS).keys():
            return None
        kept: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in self.numbers.items()
        }
        return Weights(**kept)  # JSON knows no tuples

    @property
    def is_outdated(self) -> bool:
        return self.weights is None


LIFECYCLES = ((WEIGHTS, WeightsVersion),)
