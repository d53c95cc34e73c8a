"""Briefs that tell of the same trouble: a firm's own second one, or those of firms that could share one."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.workflow import BEFORE_AWARD, JOINABLE
from app.scoping.rules import similar_texts

MOST_COMPARED = 100  # the latest: reading a sentence for the first time takes some 25 ms
TEXT_LENGTH = 300


def own_alike(session: Session, brief: Brief) -> list[Brief]:
    """Briefs of the same firm, still on their way, that tell of the same trouble; the most alike first."""
    return _alike(session, brief, Brief.organisation_id == brief.organisation_id, Brief.state.in_(BEFORE_AWARD))


def others_alike(session: Session, brief: Brief) -> list[Brief]:
    """The same among other firms' briefs that could still be joined: for the office's eyes."""
    return _alike(session, brief, Brief.organisation_id != brief.organisation_id, Brief.state.in_(JOINABLE))


def _alike(session: Session, brief: Brief, *wanted: sa.ColumnElement[bool]) -> list[Brief]:
    same_kind = sa.or_(Brief.task_type == brief.task_type, Brief.task_type.is_(None))
    kinds = [same_kind] if brief.task_type else []
    query = sa.select(Brief).where(Brief.id != brief.id, *wanted, *kinds).order_by(Brief.id.desc()).limit(MOST_COMPARED)
    found = {str(other.id): other for other in session.scalars(query)}
    likenesses = similar_texts(_own_words(brief), {key: _own_words(other) for key, other in found.items()})
    return [found[one.id] for one in likenesses]


def _own_words(brief: Brief) -> str:
    """The owner's own sentence tells troubles apart best: a diagnosis gives many briefs the same title and phrases."""
    return brief.raw or f"{brief.title}\n{brief.problem}"[:TEXT_LENGTH]
