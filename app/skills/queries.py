"""Reading the vocabulary in the reader's language, and the words it does not know."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import language
from app.core.errors import NotFound
from app.core.pages import Page, paginate
from app.skills.models import ProposedSkill
from app.skills.workflow import WordState
from matching import vocabulary


def skill_name(skill_id: str) -> str:
    """A skill's name in the reader's language; an id the vocabulary has dropped stays readable."""
    skill = vocabulary.find_skill(skill_id)
    return skill.name(language.current()) if skill else skill_id


def names_of(skill_ids: Iterable[str]) -> list[str]:
    return [skill_name(skill_id) for skill_id in skill_ids]


def skills_in(text: str) -> list[str]:
    """Ids of the skills a text speaks of, in reading order, each once."""
    return list(dict.fromkeys(mention.skill_id for mention in vocabulary.find_skills(text)))


def find_skill_id(name: str) -> str | None:
    """The skill a name means: the longest part of it that the vocabulary knows."""
    mentions = vocabulary.find_skills(name)
    return max(mentions, key=lambda mention: len(mention.words)).skill_id if mentions else None


def unknown_words(names: Iterable[str]) -> list[str]:
    return vocabulary.unknown_terms(names)


def search_names(words: str, limit: int = 10) -> list[str]:
    """Names that go on from what is being typed, best first."""
    return [skill.name(language.current()) for skill in vocabulary.search_skills(words, limit)]


def all_names() -> list[str]:
    """Every skill's name in the reader's language, for a list that works without scripts."""
    return sorted(skill.name(language.current()) for skill in vocabulary.skills())


def proposed_skills(session: Session, state: WordState, page: int) -> Page[ProposedSkill]:
    """Words in one state, the most used first."""
    query = sa.select(ProposedSkill).where(ProposedSkill.state == state)
    return paginate(
        session, query.order_by(ProposedSkill.count.desc(), ProposedSkill.first_seen_at, ProposedSkill.id), page
    )


def count_by_state(session: Session) -> dict[WordState, int]:
    rows = session.execute(sa.select(ProposedSkill.state, sa.func.count()).group_by(ProposedSkill.state)).all()
    return {WordState.PROPOSED: 0, WordState.ADOPTED: 0, WordState.DECLINED: 0} | dict(rows)


def get_proposed_skill(session: Session, word_id: int) -> ProposedSkill:
    word = session.get(ProposedSkill, word_id)
    if word is None:
        raise NotFound()
    return word
