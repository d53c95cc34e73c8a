"""Reading joint briefs: the firms that were asked and the office find them, nobody else."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief, JointBrief, JointPart
from app.briefs.queries.alike import others_alike
from app.briefs.workflow import JOINABLE, JOINT, JointState
from app.core import clock
from app.core.actors import Actor
from app.core.errors import NotFound
from app.core.pages import Page, paginate


def get_joint(session: Session, actor: Actor, joint_id: int) -> JointBrief:
    """Raises NotFound for a missing one and for one of other firms alike."""
    joint = session.get(JointBrief, joint_id)
    if joint is None or not JOINT.sees(actor, joint):
        raise NotFound()
    return joint


def find_open_joint(session: Session, brief: Brief) -> JointBrief | None:
    """The proposal this brief is part of and that still waits for answers."""
    return session.scalar(_joints_of(brief).where(JointPart.is_open))


def find_joint_of(session: Session, brief: Brief) -> JointBrief | None:
    """The proposal this brief is part of now, or the joint brief it went into."""
    live = sa.or_(JointPart.is_open, JointBrief.state == JointState.JOINED)
    return session.scalar(_joints_of(brief).where(live).order_by(JointBrief.id.desc()).limit(1))


def _joints_of(brief: Brief) -> sa.Select[JointBrief]:
    return sa.select(JointBrief).join(JointPart).where(JointPart.brief_id == brief.id)


def others_to_join(session: Session, brief: Brief) -> list[Brief]:
    """Briefs of other firms with the same trouble, neither theirs nor this one being part of a proposal already."""
    taken = set(session.scalars(sa.select(JointPart.brief_id).where(JointPart.is_open)))
    return [] if brief.id in taken else [other for other in others_alike(session, brief) if other.id not in taken]


def joints(session: Session, page: int = 1) -> Page[JointBrief]:
    """All that the office has proposed, the latest first."""
    return paginate(session, sa.select(JointBrief).order_by(JointBrief.id.desc()), page)


def joints_to_expire(session: Session) -> Sequence[int]:
    """Ids of proposals whose days to answer are over, or of which a brief has gone another way."""
    gone = sa.exists().where(
        JointPart.joint_id == JointBrief.id, JointPart.brief_id == Brief.id, Brief.state.not_in(JOINABLE)
    )
    over = sa.or_(JointBrief.answer_by < clock.today(), gone)
    query = sa.select(JointBrief.id).where(JointBrief.state == JointState.PROPOSED, over)
    return session.scalars(query.order_by(JointBrief.id)).all()
