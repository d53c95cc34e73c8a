"""Telling people what happened: a notice in the page and a mail for each, from one history row, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.accounts.queries import office_ids
from app.core import clock, language, mail
from app.core.actors import Actor
from app.core.history import History
from app.core.language import _
from app.core.workflow import Action, Workflow
from app.notices.models import Notice
from app.notices.rules import sentence_of

OFFICE = "office"
TEXT_FACTS = ("reason", "how")


def tell(session: Session, workflow: Workflow, thing: Any, row: History, *, base_url: str) -> None:
    """Tell everybody a move names, except the person who made it; harmless when repeated."""
    action = _told_action(workflow, row)
    gaps = {"title": workflow.title(thing), **{name: row.facts[name] for name in TEXT_FACTS if name in row.facts}}
    for user in _people(session, workflow, thing, action, row):
        notice = Notice(
            user_id=user.id,
            history_id=row.id,
            workflow=workflow.name,
            move=row.move,
            gaps=gaps,
            path=workflow.path(thing),
            at=row.at,
        )
        session.add(notice)
        _mail(session, user, workflow, notice, base_url=base_url)


def _told_action(workflow: Workflow, row: History) -> Action:
    named = workflow.actions_named(row.move)
    return next(action for action in named if str(action.target) == row.to_state and action.tells)


def _people(session: Session, workflow: Workflow, thing: Any, action: Action, row: History) -> list[User]:
    parties = workflow.parties(thing)
    ids = {user_id for party in action.tells for user_id in parties.get(party, ())}
    if OFFICE in action.tells:
        ids |= set(office_ids(session))
    told = set(session.scalars(sa.select(Notice.user_id).where(Notice.history_id == row.id)))
    query = sa.select(User).where(User.id.in_(ids - told - {row.actor_id}), User.closed_at.is_(None))
    return list(session.scalars(query.order_by(User.id)))


def _mail(session: Session, user: User, workflow: Workflow, notice: Notice, *, base_url: str) -> None:
    if user.password_hash is None:
        return  # an imported account nobody has claimed: its owner has not agreed to hear from us
    with language.speaking(user.language):
        sentence = sentence_of(workflow, notice.move, notice.gaps)
        body = str(_("%(sentence)s\n\n자세히 보기: %(url)s\n\n이음 드림"))
        mail.post(
            session,
            user.email,
            str(_("이음")) + ": " + sentence[:120],
            body % {"sentence": sentence, "url": base_url + notice.path},
        )


def read_notice(notice: Notice) -> None:
    notice.read_at = notice.read_at or clock.now()


def read_all(session: Session, actor: Actor) -> None:
    session.execute(
        sa.update(Notice).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None)).values(read_at=clock.now())
    )


def sentences(workflows: Mapping[str, Workflow], notices: list[Notice]) -> list[tuple[Notice, str]]:
    """Notices with their words in the reader's language."""
    return [(notice, sentence_of(workflows[notice.workflow], notice.move, notice.gaps)) for notice in notices]
