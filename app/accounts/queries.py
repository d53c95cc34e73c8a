"""Who is who: people by token, address or number, firms for their members and for the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import Consent, MailToken, MemberInvite, Membership, Organisation, SignIn, TokenPurpose, User
from app.accounts.rules import digest_of, normal_email
from app.accounts.workflow import ORGANISATION, OrganisationState
from app.core import clock
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.history import History


def actor_for_token(session: Session, token: str) -> Actor | None:
    """The person signed in by this token on this device, unless it ended."""
    sign_in = session.get(SignIn, digest_of(token))
    if sign_in is None or sign_in.expires_at < clock.now() or sign_in.user.closed_at is not None:
        return None
    return sign_in.user.as_actor()


def get_user(session: Session, actor: Actor) -> User:
    """The signed-in person's own row."""
    user = session.get(User, actor.user_id or 0)
    if user is None:
        raise NotFound()
    return user


def find_user_by_email(session: Session, email: str) -> User | None:
    return session.scalars(sa.select(User).where(User.email == normal_email(email))).first()


def find_mail_token(session: Session, token: str, purpose: TokenPurpose) -> MailToken | None:
    """A mailed link that is still good."""
    row = session.get(MailToken, digest_of(token))
    good = row is not None and row.purpose is purpose and row.used_at is None and row.expires_at > clock.now()
    return row if good else None


def find_invite(session: Session, token: str) -> MemberInvite | None:
    row = session.scalars(sa.select(MemberInvite).where(MemberInvite.token_digest == digest_of(token))).first()
    good = row is not None and row.redeemed_at is None and row.revoked_at is None and row.expires_at > clock.now()
    return row if good else None


def find_organisation_by_number(session: Session, business_number: str) -> Organisation | None:
    return session.scalars(sa.select(Organisation).where(Organisation.business_number == business_number)).first()


def get_organisation(session: Session, actor: Actor, organisation_id: int) -> Organisation:
    """A firm for its own members and the office. Raises NotFound for everybody else."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None or not ORGANISATION.sees(actor, organisation):
        raise NotFound()
    return organisation


def own_organisation(session: Session, actor: Actor) -> Organisation:
    return get_organisation(session, actor, actor.organisation_id or 0)


def members_of(session: Session, organisation: Organisation) -> Sequence[Membership]:
    query = (
        sa.select(Membership).options(joinedload(Membership.user)).where(Membership.organisation_id == organisation.id)
    )
    return session.scalars(query.order_by(Membership.id)).all()


def open_invites_of(session: Session, organisation: Organisation) -> Sequence[MemberInvite]:
    query = sa.select(MemberInvite).where(
        MemberInvite.organisation_id == organisation.id,
        MemberInvite.redeemed_at.is_(None),
        MemberInvite.revoked_at.is_(None),
        MemberInvite.expires_at > clock.now(),
    )
    return session.scalars(query.order_by(MemberInvite.id)).all()


def get_invite(session: Session, actor: Actor, invite_id: int) -> MemberInvite:
    row = session.get(MemberInvite, invite_id)
    if row is None or row.organisation_id != actor.organisation_id:
        raise NotFound()
    return row


def organisations_waiting(session: Session) -> Sequence[Organisation]:
    """Firms that asked to be verified, the longest waiting first."""
    asked = (
        sa.select(sa.func.max(History.id))
        .where(History.thing == ORGANISATION.name, History.thing_id == Organisation.id, History.move == "request")
        .scalar_subquery()
    )
    query = sa.select(Organisation).where(Organisation.state == OrganisationState.REQUESTED)
    return session.scalars(query.order_by(asked, Organisation.id)).all()


def sign_ins_of(session: Session, actor: Actor) -> Sequence[SignIn]:
    query = sa.select(SignIn).where(SignIn.user_id == actor.user_id, SignIn.expires_at > clock.now())
    return session.scalars(query.order_by(SignIn.created_at.desc())).all()


def office_ids(session: Session) -> Sequence[int]:
    """Everybody of the office, to be told of things."""
    return session.scalars(sa.select(User.id).where(User.kind == Kind.OFFICE, User.closed_at.is_(None))).all()


def names_of(session: Session, user_ids: set[int]) -> Mapping[int, str]:
    """Display names for history rows."""
    rows = session.execute(sa.select(User.id, User.name_ko).where(User.id.in_(user_ids)))
    return {row.id: row.name_ko for row in rows}


def has_consented(session: Session, user_id: int, purpose: str) -> bool:
    query = sa.select(Consent.id).where(
        Consent.user_id == user_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None
