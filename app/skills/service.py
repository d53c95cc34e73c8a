"""Keeping the words people use for skills that the vocabulary does not know, and the office's answer to each."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.actors import Actor
from app.core.workflow import begin, move
from app.skills import queries
from app.skills.models import ProposedSkill
from app.skills.rules import NAME_LIMIT, folded
from app.skills.workflow import PROPOSED_SKILL


def propose_words(session: Session, actor: Actor, names: Iterable[str]) -> list[str]:
    """Note every name the vocabulary does not know; returns those names."""
    unknown = queries.unknown_words(name[:NAME_LIMIT] for name in names)
    for word in unknown:
        _count(session, actor, word)
    return unknown


def _count(session: Session, actor: Actor, word: str) -> None:
    """One more use of a word; the first use adds it, whoever else adds it at the same moment."""
    if not _one_more(session, word):
        try:
            with session.begin_nested():
                begin(session, PROPOSED_SKILL, actor, ProposedSkill(word=word, folded=folded(word)))
        except IntegrityError:
            _one_more(session, word)


def _one_more(session: Session, word: str) -> bool:
    query = sa.update(ProposedSkill).where(ProposedSkill.folded == folded(word))
    counted = session.execute(query.values(count=ProposedSkill.count + 1).returning(ProposedSkill.id))
    return counted.first() is not None


def adopt_word(session: Session, office: Actor, word: ProposedSkill) -> None:
    """Take the word for the next edition of the vocabulary."""
    move(session, PROPOSED_SKILL, "adopt", office, word)


def decline_word(session: Session, office: Actor, word: ProposedSkill, *, reason: str) -> None:
    move(session, PROPOSED_SKILL, "decline", office, word, reason=reason)
