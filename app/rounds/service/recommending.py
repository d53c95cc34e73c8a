"""What a firm does with a recommendation: it invites the talent by its own press, does not, or lets it lapse."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actors import CLOCK, Actor
from app.core.db import lock
from app.core.workflow import move
from app.invitations.models import Invitation
from app.invitations.queries import find_live
from app.invitations.service import invite
from app.rounds.models import Recommendation
from app.rounds.workflow import RECOMMENDATION, RecommendationState


def invite_recommended(
    session: Session, client: Actor, recommendation: Recommendation, *, message: str = ""
) -> Invitation:
    """The firm invites; everything an invitation asks for is asked by invitations itself."""
    move(session, RECOMMENDATION, "invite", client, recommendation)
    recommendation.invitation = invite(session, client, recommendation.brief, recommendation.profile, message=message)
    return recommendation.invitation


def pass_recommended(session: Session, client: Actor, recommendation: Recommendation, *, reason: str) -> None:
    """The firm does not invite; the pair is not assigned again."""
    move(session, RECOMMENDATION, "pass", client, recommendation, reason=reason)


def lapse_if_due(session: Session, recommendation: Recommendation) -> None:
    """End what nobody can answer any more: too late, the brief is over, or the firm invited the talent by another way."""
    lock(session, recommendation)
    if recommendation.state is not RecommendationState.OFFERED:
        return
    is_over = clock.today() > recommendation.answer_by or not recommendation.brief.is_open
    if is_over or find_live(session, recommendation.brief, recommendation.profile) is not None:
        move(session, RECOMMENDATION, "lapse", CLOCK, recommendation)
