"""When things happened, as queries over history: no duration is a stored column."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from app.contracts.models import Contract
from app.core.history import History


def first_time(thing: str, *moves: str) -> sa.Subquery:
    """By `thing_id`: `at`, the first time it made one of these moves."""
    return _moments(thing, sa.func.min(History.at), History.move.in_(moves))


def last_time(thing: str, *moves: str) -> sa.Subquery:
    return _moments(thing, sa.func.max(History.at), History.move.in_(moves))


def first_way_out(thing: str, left: Collection[str], reached: Collection[str]) -> sa.Subquery:
    """By `thing_id`: `at`, the first time it went from one of some states into one of others."""
    went = sa.and_(History.from_state.in_(left), History.to_state.in_(reached))
    return _moments(thing, sa.func.min(History.at), went)


def _moments(thing: str, moment: sa.Function[object], condition: sa.ColumnElement[bool]) -> sa.Subquery:
    query = sa.select(History.thing_id, moment.label("at")).where(History.thing == thing, condition)
    return query.group_by(History.thing_id).subquery()


def first_signed_contract() -> sa.Subquery:
    """By `brief_id`: `at`, when the first of its contracts had both signatures."""
    query = (
        sa.select(Contract.brief_id, sa.func.min(History.at).label("at"))
        .join(History, History.thing_id == Contract.id)
        .where(History.thing == "contract", History.move == "sign_second")
    )
    return query.group_by(Contract.brief_id).subquery()


def last_asked_before(decided: sa.Subquery) -> sa.Subquery:
    """By `thing_id`: `at`, when review was last asked for before the decision."""
    query = (
        sa.select(History.thing_id, sa.func.max(History.at).label("at"))
        .join(decided, decided.c.thing_id == History.thing_id)
        .where(History.thing == "brief", History.move == "submit", History.at <= decided.c.at)
    )
    return query.group_by(History.thing_id).subquery()
