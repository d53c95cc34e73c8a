"""Ending a brief. Where proposals wait for an answer, the feature of proposals settles them first and then calls these."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.rules.endings import NOBODY, problem_with_stop
from app.briefs.workflow import BRIEF
from app.core.actors import CLOCK, Actor
from app.core.errors import Invalid
from app.core.workflow import move, permitted


def close_brief(session: Session, client: Actor, brief: Brief, *, reason: str) -> None:
    """End the call for proposals before its day."""
    move(session, BRIEF, "close", client, brief, reason=reason)


def close_at_deadline(session: Session, brief: Brief) -> None:
    move(session, BRIEF, "close_at_deadline", CLOCK, brief)


def withdraw_brief(session: Session, client: Actor, brief: Brief, *, stop_reason: str, reason: str) -> None:
    """Take a published brief back. Raises Invalid for a stop reason that is none of the codes."""
    _stop(session, "withdraw", client, brief, stop_reason, reason)


def cancel_brief(session: Session, actor: Actor, brief: Brief, *, stop_reason: str, reason: str) -> None:
    """Give a brief up at any time before somebody was chosen. Raises Invalid as above."""
    _stop(session, "cancel", actor, brief, stop_reason, reason)


def end_unfilled(session: Session, client: Actor, brief: Brief, *, reason: str) -> None:
    """End a brief that nobody fits."""
    move(session, BRIEF, "end_unfilled", client, brief, reason=reason, stop_reason=NOBODY)
    brief.stop_reason = NOBODY


def _stop(session: Session, name: str, actor: Actor, brief: Brief, stop_reason: str, reason: str) -> None:
    permitted(BRIEF, name, actor, brief)
    if (problem := problem_with_stop(stop_reason)) is not None:
        raise Invalid(problem, {"stop_reason": problem})
    move(session, BRIEF, name, actor, brief, reason=reason, stop_reason=stop_reason)
    brief.stop_reason = stop_reason
