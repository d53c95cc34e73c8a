"""Who is free for whom: briefs that still want somebody, and pairs that need no round."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.invitations.models import Invitation
from app.invitations.workflow import LIVE as LIVE_INVITATIONS
from app.matches.models import Exclusion, Judgement, Verdict
from app.matches.queries.market import open_briefs
from app.proposals.models import Proposal
from app.proposals.workflow import LIVE as LIVE_PROPOSALS
from app.proposals.workflow import ProposalState
from app.rounds.models import Recommendation
from app.rounds.workflow import RecommendationState


def open_places(session: Session) -> dict[Brief, int]:
    """Briefs that take proposals and still want somebody, with how many: slots without a talent chosen or being asked."""
    taken = Counter(brief_id for brief_id, _profile_id in _asked(session))
    return {brief: brief.slots - taken[brief.id] for brief in open_briefs(session) if brief.slots > taken[brief.id]}


def _asked(session: Session) -> set[tuple[int, int]]:
    """Pairs of brief and talent of which a place is taken or offered: invited, selected, or waiting at the firm."""
    queries = (
        sa.select(Invitation.brief_id, Invitation.profile_id).where(Invitation.state.in_(LIVE_INVITATIONS)),
        sa.select(Proposal.brief_id, Proposal.profile_id).where(Proposal.state == ProposalState.SELECTED),
        sa.select(Recommendation.brief_id, Recommendation.profile_id).where(
            Recommendation.state == RecommendationState.OFFERED
        ),
    )
    return {(row[0], row[1]) for query in queries for row in session.execute(query)}


def settled_pairs(session: Session) -> set[tuple[int, int]]:
    """Pairs that need no round: they know each other already, or the firm has said no."""
    queries = (
        sa.select(Proposal.brief_id, Proposal.profile_id).where(Proposal.state.in_(LIVE_PROPOSALS)),
        sa.select(Recommendation.brief_id, Recommendation.profile_id).where(
            Recommendation.state == RecommendationState.PASSED
        ),
        sa.select(Judgement.brief_id, Judgement.profile_id).where(
            Judgement.verdict == Verdict.HIDE, Judgement.undone_at.is_(None)
        ),
    )
    return _asked(session) | {(row[0], row[1]) for query in queries for row in session.execute(query)}


def excluded_pairs(session: Session) -> set[tuple[int, int]]:
    """Pairs not to be matched any more: a declined invitation, a final answer."""
    query = sa.select(Exclusion.brief_id, Exclusion.profile_id).where(Exclusion.undone_at.is_(None))
    return {(row[0], row[1]) for row in session.execute(query)}
