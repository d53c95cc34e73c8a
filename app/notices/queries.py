"""A person's notices."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.actors import Actor
from app.core.errors import NotFound
from app.core.pages import Page, paginate
from app.notices.models import Notice


def notices_of(session: Session, actor: Actor, number: int = 1) -> Page[Any]:
    """Newest first."""
    return paginate(
        session, sa.select(Notice).where(Notice.user_id == actor.user_id).order_by(Notice.id.desc()), number
    )


def unread_count(session: Session, actor: Actor) -> int:
    query = sa.select(sa.func.count()).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None))
    return session.scalar(query) or 0


def get_notice(session: Session, actor: Actor, notice_id: int) -> Notice:
    notice = session.get(Notice, notice_id)
    if notice is None or notice.user_id != actor.user_id:
        raise NotFound()
    return notice
