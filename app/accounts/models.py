"""Tables of people, firms, memberships, sign-ins and consents."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.workflow import ORGANISATION, OrganisationState
from app.core import clock
from app.core.actors import Actor, Kind
from app.core.db import Base, Edited, Id


class Role(StrEnum):
    OWNER = "owner"
    MEMBER = "member"


class TokenPurpose(StrEnum):
    CONFIRM = "confirm"
    RESET = "reset"
    CLAIM = "claim"


class User(Base):
    """A person. Without a password hash the account was imported and waits to be claimed."""

    __tablename__ = "app_user"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    kind: Mapped[Kind]
    name_ko: Mapped[str]
    name_en: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="ko")
    email_confirmed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    membership: Mapped[Membership | None] = relationship(back_populates="user", uselist=False, lazy="selectin")

    def as_actor(self) -> Actor:
        """This person as services and lifecycles know them."""
        membership = self.membership
        return Actor(
            kind=self.kind,
            user_id=self.id,
            organisation_id=membership.organisation_id if membership else None,
            is_owner=membership is not None and membership.role is Role.OWNER,
            display_name=self.name_ko,
            language=self.language,
            is_confirmed=self.email_confirmed_at is not None,
        )


class Organisation(Edited, Base):
    """A firm with its business number; `state` says whether the office has verified it."""

    __tablename__ = "organisation"

    id: Mapped[Id]
    name: Mapped[str]
    name_en: Mapped[str | None]
    business_number: Mapped[str] = mapped_column(unique=True)
    industry_ksic: Mapped[str]
    size_band: Mapped[str]
    region_code: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    state: Mapped[OrganisationState] = mapped_column(default=OrganisationState.UNVERIFIED)
    verified_how: Mapped[str | None]
    verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    memberships: Mapped[list[Membership]] = relationship(back_populates="organisation", order_by="Membership.id")


class Membership(Base):
    """A person acts for one firm, as owner or member."""

    __tablename__ = "membership"

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"), unique=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    role: Mapped[Role]
    since: Mapped[datetime] = mapped_column(default=clock.now)

    user: Mapped[User] = relationship(back_populates="membership")
    organisation: Mapped[Organisation] = relationship(back_populates="memberships", lazy="joined")


class MemberInvite(Base):
    """An owner's invitation of a colleague; the link's token is kept only as a digest."""

    __tablename__ = "member_invite"

    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    email: Mapped[str]
    role: Mapped[Role]
    token_digest: Mapped[str] = mapped_column(unique=True)
    invited_by: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    redeemed_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()


class SignIn(Base):
    """One device's sign-in: ended on logout, password change or removal."""

    __tablename__ = "sign_in"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"), index=True)
    device: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="joined")


class MailToken(Base):
    """A link mailed once: to confirm an address, reset a password or claim an imported account."""

    __tablename__ = "mail_token"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"), index=True)
    purpose: Mapped[TokenPurpose]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class Consent(Base):
    """A person's consent to one purpose in one version of its words; withdrawn by date, never deleted."""

    __tablename__ = "consent"

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"), index=True)
    purpose: Mapped[str]
    version: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]


LIFECYCLES = ((ORGANISATION, Organisation),)
