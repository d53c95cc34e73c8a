"""Invitations for tests."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core.actors import Actor
from app.invitations.models import Invitation
from app.invitations.service import invite
from app.talents.models import Profile
from tests.factories import make_brief, make_client, make_profile


def make_invitation(
    session: Session,
    client: Actor | None = None,
    brief: Brief | None = None,
    profile: Profile | None = None,
    **facts: Any,
) -> Invitation:
    """An invitation just sent."""
    client = client or make_client(session)
    return invite(session, client, brief or make_brief(session, client), profile or make_profile(session), **facts)
