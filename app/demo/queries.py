"""Whether the demo world is there, and who may sign in to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.accounts.queries import find_user_by_email
from app.core.actors import Kind
from app.demo.rules.texts import Texts


@dataclass(frozen=True)
class SignIn:
    """One line of the table of demo sign-ins."""

    role: str
    name: str
    email: str


def is_seeded(session: Session, texts: Texts) -> bool:
    """Made whole or not at all, so that one of its people speaks for all."""
    return find_user_by_email(session, texts.talents[0]["email"]) is not None


def has_people(session: Session) -> bool:
    return session.scalar(sa.select(User.id).limit(1)) is not None


def sign_ins(session: Session, texts: Texts) -> Sequence[SignIn]:
    """Who may sign in to the demo; nobody where it has not been made."""
    if not is_seeded(session, texts):
        return []
    owner, member = texts.organisations[0]["people"][:2]
    office = session.scalars(sa.select(User).where(User.kind == Kind.OFFICE).order_by(User.id)).first()
    return [
        SignIn("수요기업 대표  client owner", owner["name_ko"], owner["email"]),
        SignIn("수요기업 담당  client member", member["name_ko"], member["email"]),
        SignIn("인재 1  talent 1", texts.talents[0]["name_ko"], texts.talents[0]["email"]),
        SignIn("인재 2  talent 2 (English)", texts.talents[1]["name_en"], texts.talents[1]["email"]),
        SignIn("사무국  office", office.name_ko if office else "", office.email if office else ""),
    ]
