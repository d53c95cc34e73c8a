"""People above the score: pin, hide or ignore a candidate with a reason, exclude one for good, and take it back."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.workflow import is_client
from app.core import clock
from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Forbidden, require
from app.core.language import _
from app.matches.models import Exclusion, Judgement, MatchRun, Verdict
from app.talents.models import Profile


def judge(
    session: Session, actor: Actor, brief: Brief, profile: Profile, *, verdict: Verdict, reason: str, run: MatchRun
) -> Judgement:
    """Put one's own word above the score; an earlier word on the same candidate is undone by it."""
    if not is_client(actor, brief):
        raise Forbidden()
    require(reason, "reason", _("이유를 적어 주세요. 우리 기업 안에서만 보여요."))
    lock(session, brief)  # two colleagues at once: the later word stands
    for earlier in session.scalars(_standing(brief, profile.id)):
        _undo(earlier, actor)
    session.flush()
    judgement = Judgement(
        brief_id=brief.id,
        profile_id=profile.id,
        verdict=verdict,
        reason=reason,
        user_id=actor.user_id,
        run_id=run.id,
        model_hash=run.model_hash,
    )
    session.add(judgement)
    session.flush()
    return judgement


def undo_judgement(session: Session, actor: Actor, brief: Brief, profile_id: int) -> None:
    """Let the list speak again for this candidate; saying so twice changes nothing."""
    if not is_client(actor, brief):
        raise Forbidden()
    for judgement in session.scalars(_standing(brief, profile_id)):
        _undo(judgement, actor)


def _standing(brief: Brief, profile_id: int) -> sa.Select[Judgement]:
    return sa.select(Judgement).where(
        Judgement.brief_id == brief.id, Judgement.profile_id == profile_id, Judgement.undone_at.is_(None)
    )


def _undo(judgement: Judgement, actor: Actor) -> None:
    judgement.undone_at, judgement.undone_by = clock.now(), actor.user_id


def exclude(session: Session, brief: Brief, profile: Profile, reason: str) -> None:
    """Match these two no more (a declined invitation, a final answer); a second time changes nothing.

    Called by what lies downstream, which has checked who may.
    """
    if find_exclusion(session, brief.id, profile.id) is None:
        session.add(Exclusion(brief_id=brief.id, profile_id=profile.id, reason=reason))
        session.flush()


def undo_exclusion(session: Session, brief: Brief, profile: Profile) -> None:
    exclusion = find_exclusion(session, brief.id, profile.id)
    if exclusion is not None:
        exclusion.undone_at = clock.now()


def find_exclusion(session: Session, brief_id: int, profile_id: int) -> Exclusion | None:
    query = sa.select(Exclusion).where(
        Exclusion.brief_id == brief_id, Exclusion.profile_id == profile_id, Exclusion.undone_at.is_(None)
    )
    return session.scalars(query).first()
