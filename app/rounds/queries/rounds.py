"""Rounds and what stands in them: conditions, people's words, their past, the briefs and talents they name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.accounts.queries import names_of
from app.briefs.models import Brief
from app.core.actors import Actor
from app.core.errors import NotFound
from app.core.history import History, history_of
from app.core.pages import Page, paginate
from app.rounds.models import AssignmentRound, RoundChoice
from app.rounds.workflow import ROUND
from app.talents.models import Profile
from app.talents.queries import listed_profiles


def rounds(session: Session, number: int) -> Page[Any]:
    """All rounds, the newest first."""
    query = sa.select(AssignmentRound).options(
        selectinload(AssignmentRound.briefs), selectinload(AssignmentRound.solutions)
    )
    return paginate(session, query.order_by(AssignmentRound.id.desc()), number)


def get_round(session: Session, actor: Actor, round_id: int) -> AssignmentRound:
    round_ = session.get(AssignmentRound, round_id)
    if round_ is None or not ROUND.sees(actor, round_):
        raise NotFound()
    return round_


def following(session: Session, round_: AssignmentRound) -> AssignmentRound | None:
    """The round that took up what this one left."""
    query = sa.select(AssignmentRound).where(AssignmentRound.follows_id == round_.id)
    return session.scalars(query.order_by(AssignmentRound.id.desc())).first()


def round_history(session: Session, round_: AssignmentRound) -> tuple[Sequence[History], Mapping[int, str]]:
    rows = history_of(session, ROUND.name, round_.id)
    return rows, names_of(session, {row.actor_id for row in rows if row.actor_id is not None})


def choices(session: Session, round_: AssignmentRound) -> Sequence[RoundChoice]:
    """People's words that stand."""
    query = sa.select(RoundChoice).where(RoundChoice.round_id == round_.id, RoundChoice.undone_at.is_(None))
    return session.scalars(query.order_by(RoundChoice.id)).all()


def briefs_named(session: Session, brief_ids: Collection[int]) -> dict[int, Brief]:
    return {brief.id: brief for brief in session.scalars(sa.select(Brief).where(Brief.id.in_(brief_ids)))}


def listed_named(session: Session, profile_ids: Collection[int]) -> dict[int, Profile]:
    """Those among them who are still in the market: who left it is in no result."""
    return {one.id: one for one in session.scalars(listed_profiles().where(Profile.id.in_(profile_ids)))}


def listed_numbered(session: Session, numbers: Collection[str]) -> dict[str, Profile]:
    return {one.number: one for one in session.scalars(listed_profiles().where(Profile.number.in_(numbers)))}


def listed_count(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(listed_profiles().subquery())) or 0
