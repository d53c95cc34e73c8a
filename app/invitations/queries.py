"""Reading invitations: each person sees those they sent or received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from app.briefs.models import Brief
from app.core import history
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.pages import Page, paginate
from app.invitations.models import Invitation
from app.invitations.rules import IGNORED_IN_A_ROW
from app.invitations.workflow import INVITATION, LIVE, InvitationState
from app.talents.models import Profile
from app.talents.queries import listed_profiles


def visible_to(actor: Actor) -> sa.Select[Invitation]:
    """The invitations this person may know of, newest first."""
    query = (
        sa.select(Invitation)
        .join(Invitation.brief)
        .join(Invitation.profile)
        .options(contains_eager(Invitation.brief), contains_eager(Invitation.profile))
        .order_by(Invitation.id.desc())
    )
    if actor.kind in (Kind.OFFICE, Kind.CLOCK):
        return query
    if actor.kind is Kind.CLIENT:
        return query.where(Brief.organisation_id == actor.organisation_id)
    return query.where(Profile.user_id == actor.user_id)


def get_invitation(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    found = session.scalars(visible_to(actor).where(Invitation.id == invitation_id)).first()
    if found is None:
        raise NotFound()
    return found


def get_listed_profile(session: Session, profile_id: int) -> Profile:
    """A profile that may be shown in lists, without knowing whose it is. Raises NotFound for any other."""
    found: Profile | None = session.scalars(listed_profiles().where(Profile.id == profile_id)).first()
    if found is None:
        raise NotFound()
    return found


def received_by(session: Session, talent: Actor, number: int = 1) -> Page[Any]:
    """A talent's invitations: those that wait for an answer first."""
    waiting = Invitation.state == InvitationState.SENT
    query = visible_to(talent).order_by(None).order_by(waiting.desc(), Invitation.id.desc())
    return paginate(session, query, number)


def invitations_for(session: Session, actor: Actor, brief: Brief) -> Sequence[Invitation]:
    """All invitations of one brief that this person may know of, newest first."""
    return session.scalars(visible_to(actor).where(Invitation.brief_id == brief.id)).all()


def find_live(session: Session, brief: Brief, profile: Profile) -> Invitation | None:
    """The open or accepted invitation of this talent to this brief."""
    query = sa.select(Invitation).where(
        Invitation.brief_id == brief.id, Invitation.profile_id == profile.id, Invitation.state.in_(LIVE)
    )
    return session.scalars(query).first()


def open_count(session: Session, brief: Brief) -> int:
    query = sa.select(sa.func.count()).where(Invitation.brief_id == brief.id, Invitation.state == InvitationState.SENT)
    return session.scalar(query) or 0


def invitation_history(session: Session, invitation: Invitation) -> Sequence[history.History]:
    """Every change of state; reminders and the like left out."""
    rows = history.history_of(session, INVITATION.name, invitation.id)
    return [row for row in rows if row.from_state != row.to_state]


def ignored_in_a_row(session: Session, profile: Profile) -> bool:
    """Whether the last three settled invitations, since the profile was last listed, all went without an answer."""
    query = sa.select(Invitation.state).where(
        Invitation.profile_id == profile.id,
        Invitation.state.in_((InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.EXPIRED)),
    )
    listed_at = history.moved_at(session, "profile", profile.id, "list")
    if listed_at is not None:
        query = query.where(Invitation.sent_at >= listed_at)
    last = session.scalars(query.order_by(Invitation.id.desc()).limit(IGNORED_IN_A_ROW)).all()
    return len(last) == IGNORED_IN_A_ROW and set(last) == {InvitationState.EXPIRED}
