"""The rows behind each figure: everything it may count, with the facts that decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.workflow import BRIEF, BriefState
from app.contracts.models import Contract, Milestone
from app.contracts.workflow import CONTRACT, MILESTONE
from app.core.clock import business_days_between, day_of, end_of_day
from app.outcomes.models import Outcome
from app.outcomes.workflow import OUTCOME, OutcomeState
from app.statistics.queries.moments import (
    first_signed_contract,
    first_time,
    first_way_out,
    last_asked_before,
    last_time,
)
from app.statistics.rules.figures import FILL_MATURES_DAYS, OUTCOME_MATURES_DAYS
from app.statistics.rules.measuring import Counted

S = BriefState
ON_OFFER = (S.PUBLISHED, S.SUSPENDED)
ENDED = (S.CLOSED, S.AWARDED, S.WITHDRAWN, S.CANCELLED, S.NO_SUITABLE)
NEVER_FILLED = (S.WITHDRAWN, S.CANCELLED, S.NO_SUITABLE)

RowsOf: TypeAlias = Callable[[Session, datetime], list[Counted]]


def _briefs(*columns: Any) -> sa.Select[Any]:
    return sa.select(Brief.id, Brief.industry_ksic, Brief.region_code, *columns).order_by(Brief.id)


def _counted(thing: str, row: Any, **facts: Any) -> Counted:
    return Counted(thing, row.id, row.industry_ksic, row.region_code, **facts)


def decided_briefs(session: Session, _as_of: datetime) -> list[Counted]:
    """M1: briefs the office has published or refused, with the business days its decision took."""
    decided, published = first_time(BRIEF.name, "publish", "reject"), first_time(BRIEF.name, "publish")
    asked = last_asked_before(decided)
    query = (
        _briefs(decided.c.at, published.c.at.label("published_at"), asked.c.at.label("asked_at"))
        .join(decided, decided.c.thing_id == Brief.id)
        .outerjoin(published, published.c.thing_id == Brief.id)
        .outerjoin(asked, asked.c.thing_id == Brief.id)
    )
    return [
        _counted(
            BRIEF.name,
            row,
            at=row.at,
            is_hit=row.published_at is not None,
            days=business_days_between(day_of(row.asked_at), day_of(row.at)) if row.asked_at else None,
        )
        for row in session.execute(query)
    ]


def reviewed_briefs(session: Session, as_of: datetime) -> list[Counted]:
    """M2: every decision took its time, whichever way it went."""
    return [replace(row, is_hit=True) for row in decided_briefs(session, as_of)]


def _published() -> sa.Select[Any]:
    """Briefs once published, with when their call ended and when their first contract was signed."""
    published, signed = first_time(BRIEF.name, "publish"), first_signed_contract()
    closed = first_way_out(BRIEF.name, ON_OFFER, ENDED)
    return (
        _briefs(
            Brief.state,
            Brief.deadline_on,
            published.c.at,
            closed.c.at.label("closed_at"),
            signed.c.at.label("signed_at"),
        )
        .join(published, published.c.thing_id == Brief.id)
        .outerjoin(closed, closed.c.thing_id == Brief.id)
        .outerjoin(signed, signed.c.brief_id == Brief.id)
    )


def published_briefs(session: Session, as_of: datetime) -> list[Counted]:
    """M3: briefs once published; each counts thirty days after its call ended."""

    def matures_at(row: Any) -> datetime:
        ended: datetime = row.closed_at or max(
            end_of_day(row.deadline_on), as_of
        )  # a call still on ends later than now
        return ended + timedelta(FILL_MATURES_DAYS)

    return [
        _counted(
            BRIEF.name,
            row,
            at=row.at,
            is_hit=row.signed_at is not None,
            closed_at=row.closed_at,
            matures_at=matures_at(row),
        )
        for row in session.execute(_published())
    ]


def fillable_briefs(session: Session, _as_of: datetime) -> list[Counted]:
    """M4: published briefs that were filled, or may still be; the days from publication to the first contract."""
    rows = (row for row in session.execute(_published()) if row.signed_at or row.state not in NEVER_FILLED)
    return [
        _counted(
            BRIEF.name,
            row,
            at=row.at,
            is_hit=row.signed_at is not None,
            days=(day_of(row.signed_at) - day_of(row.at)).days if row.signed_at else None,
            closed_at=row.closed_at,
        )
        for row in rows
    ]


def _of_contract(table: type[Any], *columns: Any) -> sa.Select[Any]:
    """Contracts, or what hangs on one, with the industry and region of the brief."""
    query = sa.select(table.id, Brief.industry_ksic, Brief.region_code, *columns).select_from(table)
    query = query if table is Contract else query.join(Contract, Contract.id == table.contract_id)
    return query.join(Brief, Brief.id == Contract.brief_id).order_by(table.id)


def inspected_milestones(session: Session, _as_of: datetime) -> list[Counted]:
    """M8: milestones a client inspected and accepted. Silence that counted as acceptance is no inspection."""
    accepted, returned = first_time(MILESTONE.name, "accept"), first_time(MILESTONE.name, "return")
    query = (
        _of_contract(Milestone, accepted.c.at, returned.c.at.label("returned_at"))
        .join(accepted, accepted.c.thing_id == Milestone.id)
        .outerjoin(returned, returned.c.thing_id == Milestone.id)
    )
    return [_counted(MILESTONE.name, row, at=row.at, is_hit=row.returned_at is None) for row in session.execute(query)]


def due_milestones(session: Session, _as_of: datetime) -> list[Counted]:
    """M9: milestones of signed contracts; each counts when its day is over."""
    signed, delivered = first_time(CONTRACT.name, "sign_second"), first_time(MILESTONE.name, "deliver")
    query = (
        _of_contract(Milestone, Milestone.due_on, delivered.c.at.label("delivered_at"))
        .join(signed, signed.c.thing_id == Contract.id)
        .outerjoin(delivered, delivered.c.thing_id == Milestone.id)
    )
    return [_due(row, end_of_day(row.due_on)) for row in session.execute(query)]


def _due(row: Any, due: datetime) -> Counted:
    is_in_time = row.delivered_at is not None and row.delivered_at <= due
    return _counted(MILESTONE.name, row, at=due, is_hit=is_in_time, matures_at=due)


def completed_contracts(session: Session, _as_of: datetime) -> list[Counted]:
    """M11: completed contracts; each counts sixty days later, when its outcome could have been verified."""
    completed = first_time(CONTRACT.name, "complete")
    is_verified = sa.exists().where(Outcome.contract_id == Contract.id, Outcome.state == OutcomeState.VERIFIED)
    query = _of_contract(Contract, completed.c.at, is_verified.label("is_verified"))
    return [
        _counted(
            CONTRACT.name,
            row,
            at=row.at,
            is_hit=bool(row.is_verified),
            matures_at=row.at + timedelta(OUTCOME_MATURES_DAYS),
        )
        for row in session.execute(query.join(completed, completed.c.thing_id == Contract.id))
    ]


def verified_outcomes(session: Session, _as_of: datetime) -> list[Counted]:
    """M12: outcomes that stand verified; a revoked one is gone from here at once."""
    verified = last_time(OUTCOME.name, "verify")
    query = (
        _of_contract(Outcome, Outcome, verified.c.at)
        .join(verified, verified.c.thing_id == Outcome.id)
        .where(Outcome.state == OutcomeState.VERIFIED)
    )
    return [_counted(OUTCOME.name, row, at=row.at, is_hit=row.Outcome.meets_target) for row in session.execute(query)]


ROWS: Mapping[str, RowsOf] = {
    "M1": decided_briefs,
    "M2": reviewed_briefs,
    "M3": published_briefs,
    "M4": fillable_briefs,
    "M8": inspected_milestones,
    "M9": due_milestones,
    "M11": completed_contracts,
    "M12": verified_outcomes,
}
