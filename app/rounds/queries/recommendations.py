"""What the office recommended to firms, for those who may see it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.rounds.models import Recommendation
from app.rounds.workflow import RECOMMENDATION, RecommendationState


def recommendations_for(session: Session, actor: Actor, brief: Brief) -> Sequence[Recommendation]:
    """What the office recommended for a brief, the newest round first; for its firm and the office."""
    if not (actor.kind is Kind.OFFICE or actor.organisation_id == brief.organisation_id):
        raise NotFound()
    query = sa.select(Recommendation).where(Recommendation.brief_id == brief.id)
    return session.scalars(query.order_by(Recommendation.round_id.desc(), Recommendation.id)).all()


def get_recommendation(session: Session, actor: Actor, recommendation_id: int) -> Recommendation:
    found = session.get(Recommendation, recommendation_id)
    if found is None or not RECOMMENDATION.sees(actor, found):
        raise NotFound()
    return found


def offered_ids(session: Session) -> Sequence[int]:
    query = sa.select(Recommendation.id).where(Recommendation.state == RecommendationState.OFFERED)
    return session.scalars(query.order_by(Recommendation.id)).all()
