"""Tables of rounds: who takes part and how much each can take, people's words on pairs, solutions, recommendations."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.briefs.models import Brief
from app.core import clock
from app.core.db import Base, Id, Json
from app.invitations.models import Invitation
from app.rounds.rules import Choice, Weight
from app.rounds.workflow import RECOMMENDATION, ROUND, RecommendationState, RoundState
from app.talents.models import Profile


class AssignmentRound(Base):
    """One attempt to assign talents to many briefs at once; the one before it, where this one takes up what was left.

    `takes_everybody`: all talents in the market take part; its rows of talents then only say who can take another number.
    `attempt` counts the solutions asked for, so that one that was halted cannot come in later.
    """

    __tablename__ = "assignment_round"

    id: Mapped[Id]
    title: Mapped[str]
    state: Mapped[RoundState] = mapped_column(default=RoundState.DRAFT, index=True)
    weight: Mapped[Weight] = mapped_column(default=Weight.SCORE)
    takes_everybody: Mapped[bool] = mapped_column(default=True)
    talent_places: Mapped[int] = mapped_column(default=1)
    follows_id: Mapped[int | None] = mapped_column(sa.ForeignKey("assignment_round.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("app_user.id"))
    attempt: Mapped[int] = mapped_column(default=0)
    scored: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    follows: Mapped[AssignmentRound | None] = relationship(remote_side="AssignmentRound.id")
    asked_by: Mapped[User | None] = relationship()
    briefs: Mapped[list[RoundBrief]] = relationship(order_by="RoundBrief.brief_id", cascade="all, delete-orphan")
    talents: Mapped[list[RoundTalent]] = relationship(order_by="RoundTalent.profile_id", cascade="all, delete-orphan")
    solutions: Mapped[list[RoundSolution]] = relationship(order_by="RoundSolution.id")
    recommendations: Mapped[list[Recommendation]] = relationship(back_populates="round", order_by="Recommendation.id")

    @property
    def is_complete(self) -> bool:
        return bool(self.briefs) and (self.takes_everybody or bool(self.talents))

    @property
    def solution(self) -> RoundSolution | None:
        return self.solutions[-1] if self.solutions else None

    @property
    def assigns_somebody(self) -> bool:
        return self.solution is not None and bool(self.solution.pairs)

    @property
    def is_being_solved(self) -> bool:
        return self.state is RoundState.SOLVING

    @property
    def is_changed_since(self) -> bool:
        """Whether its last solution was made of other conditions than it has now."""
        return self.state is RoundState.DRAFT and self.solution is not None

    @property
    def is_sent(self) -> bool:
        return self.state is RoundState.SENT


class RoundBrief(Base):
    """A brief that takes part, and how many talents it is to get."""

    __tablename__ = "round_brief"
    __table_args__ = (sa.CheckConstraint("places > 0", name="a_brief_has_a_place"),)

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment_round.id"), primary_key=True)
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"), primary_key=True)
    places: Mapped[int] = mapped_column(default=1)

    brief: Mapped[Brief] = relationship()


class RoundTalent(Base):
    """A talent who was chosen for a round, or who can take another number of briefs than the others."""

    __tablename__ = "round_talent"
    __table_args__ = (sa.CheckConstraint("places > 0", name="a_talent_has_a_place"),)

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment_round.id"), primary_key=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), primary_key=True)
    places: Mapped[int | None]

    profile: Mapped[Profile] = relationship()


_stands = sa.text("undone_at IS NULL")


class RoundChoice(Base):
    """A person's word on a pair in one round, above the score; undone by date, never deleted."""

    __tablename__ = "round_choice"
    __table_args__ = (
        sa.Index(
            "one_choice_per_pair_of_a_round",
            "round_id",
            "brief_id",
            "profile_id",
            unique=True,
            sqlite_where=_stands,
            postgresql_where=_stands,
        ),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment_round.id"))
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"))
    choice: Mapped[Choice]
    reason: Mapped[str]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(sa.ForeignKey("app_user.id"))

    brief: Mapped[Brief] = relationship()
    profile: Mapped[Profile] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])


class RoundSolution(Base):
    """One solution with all it was made of, so that it can be made again; a row never changes.

    `inputs`: scores by brief as [profile, score], places, pins, bans, and the list each brief's scores stand in.
    `told`: who is left and why, pairs that would rather have each other, pins that no longer hold.
    """

    __tablename__ = "round_solution"

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment_round.id"), index=True)
    as_of: Mapped[date]
    weight: Mapped[Weight]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    inputs: Mapped[Json] = mapped_column(deferred=True)  # large: a list of rounds needs none of it
    pairs: Mapped[Json]
    told: Mapped[Json] = mapped_column(deferred=True)
    score: Mapped[float]
    gini: Mapped[float]

    @property
    def assigned(self) -> list[tuple[int, int]]:
        return [(brief_id, profile_id) for brief_id, profile_id in self.pairs]

    def score_of(self, brief_id: int, profile_id: int) -> float | None:
        return next((score for one, score in self.inputs["scores"].get(str(brief_id), []) if one == profile_id), None)


_is_offered = sa.text("state = 'offered'")


class Recommendation(Base):
    """A confirmed pair as its firm meets it: the firm invites the talent, or does not."""

    __tablename__ = "recommendation"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "brief_id", "profile_id", name="one_recommendation_per_pair_of_a_round"),
        sa.Index(
            "one_open_recommendation_per_brief_and_talent",
            "brief_id",
            "profile_id",
            unique=True,
            sqlite_where=_is_offered,
            postgresql_where=_is_offered,
        ),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment_round.id"))
    brief_id: Mapped[int] = mapped_column(sa.ForeignKey("brief.id"), index=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id"), index=True)
    state: Mapped[RecommendationState] = mapped_column(default=RecommendationState.OFFERED)
    score: Mapped[float]
    invitation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("invitation.id"))
    answer_by: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    round: Mapped[AssignmentRound] = relationship(back_populates="recommendations")
    brief: Mapped[Brief] = relationship()
    profile: Mapped[Profile] = relationship()
    invitation: Mapped[Invitation | None] = relationship()


LIFECYCLES = ((ROUND, AssignmentRound), (RECOMMENDATION, Recommendation))
