"""Changing a published brief: what matters to proposers becomes a new version that they can read."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.rules import MATERIAL, REVISABLE
from app.briefs.service.reviewing import ask_for_candidates
from app.briefs.service.versions import content_of, keep_version
from app.briefs.service.writing import check_answers, check_may_write, names_typed, write
from app.briefs.workflow import BRIEF, BriefState
from app.core import history
from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Invalid
from app.core.language import _
from app.skills.service import propose_words


def revise_published(session: Session, client: Actor, brief: Brief, *, version: int, **answers: Any) -> bool:
    """Change budget, deadline or requirements of a published brief; whether that made a new version.

    Raises Invalid, StaleEdit, WrongState.
    """
    check_may_write(client, brief, (BriefState.PUBLISHED,))
    lock(session, brief)
    check_may_write(client, brief, (BriefState.PUBLISHED,))  # the deadline may have passed while we waited
    answers = {name: value for name, value in answers.items() if name in REVISABLE}
    _check_still_complete(answers)
    before = content_of(brief)
    check_answers({name: value for name, value in answers.items() if value != getattr(brief, name)})
    propose_words(session, client, names_typed(answers))
    if not write(session, brief, version=version, answers=answers):
        return False
    ask_for_candidates(session, brief)
    after = content_of(brief)
    is_material = any(before[name] != after[name] for name in MATERIAL)
    if is_material:
        brief.version += 1
        keep_version(session, brief)
        _record(session, client, brief)
    return is_material


def _check_still_complete(answers: dict[str, Any]) -> None:
    empty = [name for name in MATERIAL if name in answers and answers[name] in (None, "", [])]
    if empty:
        sentence = _("게시한 과제에서는 비울 수 없는 칸이에요.")
        raise Invalid(sentence, dict.fromkeys(empty, sentence))


def _record(session: Session, client: Actor, brief: Brief) -> None:
    state = str(brief.state)
    history.record(
        session,
        client,
        BRIEF.name,
        brief.id,
        move="revise",
        from_state=state,
        to_state=state,
        facts={"version": brief.version},
    )
