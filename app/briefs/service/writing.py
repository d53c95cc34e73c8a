"""Writing a brief: a draft from one sentence, saved page by page, every limit checked here as well as in the form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.models import Organisation
from app.accounts.queries import own_organisation
from app.briefs import rules
from app.briefs.models import Better, Brief
from app.briefs.rules import LABELS, Line
from app.briefs.workflow import BRIEF, WRITABLE, BriefState, is_client
from app.core import clock
from app.core.actors import Actor, Kind
from app.core.editing import save_fields
from app.core.errors import Forbidden, Invalid, NotFound, WrongState
from app.core.language import _, said
from app.core.numbers import next_number
from app.core.workflow import begin
from app.skills import queries as skills
from app.skills.service import propose_words

LISTS = ("essential", "nice")


def draft_brief(session: Session, client: Actor, **answers: Any) -> Brief:
    """A new draft of this person's firm, with what is known filled in. Raises Invalid."""
    if client.kind is not Kind.CLIENT:
        raise Forbidden()
    return draft_for(session, client, own_organisation(session, client), author_id=client.user_id or 0, **answers)


def draft_for(session: Session, actor: Actor, firm: Organisation, *, author_id: int, **answers: Any) -> Brief:
    """A new draft in a firm's name: by its own people, or by the office from a file."""
    check_answers(answers)
    year = clock.today().year
    brief = Brief(
        number=f"B-{year}-{next_number(session, f'brief:{year}'):04d}",
        organisation=firm,
        organisation_id=firm.id,
        author_id=author_id,
        industry_ksic=firm.industry_ksic,
        region_code=firm.region_code,
        deadline_on=clock.today() + timedelta(days=rules.DEADLINE_DAYS),
    )
    for name, value in settled(answers).items():
        setattr(brief, name, value)
    _follow(brief)
    return begin(session, BRIEF, actor, brief)  # type: ignore[no-any-return]


def save_step(session: Session, client: Actor, brief: Brief, *, version: int, **answers: Any) -> bool:
    """Save some fields of a brief being written; whether anything changed. Raises Invalid, StaleEdit, WrongState."""
    check_may_write(client, brief, WRITABLE)
    check_answers(answers)
    propose_words(session, client, names_typed(answers))
    return write(session, brief, version=version, answers=answers)


def autosave_step(session: Session, client: Actor, brief: Brief, *, version: int, **answers: Any) -> bool:
    """Save what can be saved of a page still being filled in: an answer that would be refused waits for the button."""
    check_may_write(client, brief, WRITABLE)
    wrong = rules.problems(answers, today=clock.today())
    return write(session, brief, version=version, answers={k: v for k, v in answers.items() if k not in wrong})


def set_requirements(
    session: Session,
    client: Actor,
    brief: Brief,
    *,
    essential: Sequence[Line],
    nice: Sequence[Line] = (),
    version: int | None = None,
) -> bool:
    """Say what the solver needs: at most ten essentials, each a sentence. Raises Invalid."""
    version = brief.edit_version if version is None else version
    return save_step(session, client, brief, version=version, essential=list(essential), nice=list(nice))


# -- shared by writing and revising -------------------------------------------------------------------------------


def check_may_write(client: Actor, brief: Brief, states: Collection[BriefState]) -> None:
    """Authority before state, as `move` does."""
    if not BRIEF.sees(client, brief):
        raise NotFound()
    if not is_client(client, brief):
        raise Forbidden()
    if brief.state not in states:
        sentence = said(_("지금은 ‘%(state)s’ 상태라 고칠 수 없어요."), state=BRIEF.label_of(brief.state))
        raise WrongState(sentence, allowed=[action.label for action in BRIEF.open_to(client, brief)])


def check_answers(answers: dict[str, Any]) -> None:
    found = rules.problems(answers, today=clock.today())
    if found:
        raise Invalid(next(iter(found.values())), found)


def write(session: Session, brief: Brief, *, version: int, answers: dict[str, Any]) -> bool:
    changed = save_fields(session, brief, settled(answers), version=version, labels=LABELS)
    if changed:
        _follow(brief)
        session.flush()
        session.expire(brief, ["requirements"])  # lines given up leave the list
    return changed


def settled(answers: dict[str, Any]) -> dict[str, Any]:
    """Requirement lines with their skills looked up: the names typed, or else what the sentence speaks of."""
    return {
        name: [_settled_line(line) for line in value] if name in LISTS else value for name, value in answers.items()
    }


def _settled_line(line: Line) -> Line:
    if line.names:
        found = (skills.find_skill_id(name) for name in line.names)
        return Line(line.text, tuple(dict.fromkeys(skill_id for skill_id in found if skill_id)))
    return line if line.skill_ids else Line(line.text, tuple(skills.skills_in(line.text)))


def names_typed(answers: dict[str, Any]) -> list[str]:
    return [name for field in LISTS for line in answers.get(field, ()) for name in line.names]


def _follow(brief: Brief) -> None:
    """What follows from the answers and is never asked."""
    brief.language = rules.language_of(brief.title or "", brief.problem or "", brief.raw or "")
    if brief.kpi_baseline is not None and brief.kpi_target is not None:
        brief.kpi_better = Better.HIGHER if brief.kpi_target > brief.kpi_baseline else Better.LOWER
