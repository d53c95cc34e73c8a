"""Ending a brief. Where proposals wait for an answer, the feature of proposals settles them first and then calls these."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.workflow import BRIEF
from app.core.actors import CLOCK, Actor
from app.core.workflow import move


def close_brief(session: Session, client: Actor, brief: Brief, *, reason: str) -> None:
    """End the call for proposals before its day."""
    move(session, BRIEF, "close", client, brief, reason=reason)


def close_at_deadline(session: Session, brief: Brief) -> None:
    move(session, BRIEF, "close_at_deadline", CLOCK, brief)


def withdraw_brief(session: Session, client: Actor, brief: Brief, *, reason: str) -> None:
    """Take a published brief back."""
    move(session, BRIEF, "withdraw", client, brief, reason=reason)


def cancel_brief(session: Session, actor: Actor, brief: Brief, *, reason: str) -> None:
    """Give a brief up at any time before somebody was chosen."""
    move(session, BRIEF, "cancel", actor, brief, reason=reason)
