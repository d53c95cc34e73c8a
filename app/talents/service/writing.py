"""Writing a profile: its texts and terms, and the rows that hang on it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.actors import Actor, Kind
from app.core.db import lock
from app.core.editing import save_fields
from app.core.errors import Forbidden, Invalid, NotFound, Taken
from app.core.language import Text, _, said
from app.core.numbers import next_number
from app.core.workflow import begin
from app.skills.queries import find_skill_id
from app.skills.rules import folded
from app.skills.service import propose_words
from app.talents import queries, rules
from app.talents.models import Certificate, Course, Profile, ProfileSkill, Project
from app.talents.rules import LABELS
from app.talents.workflow import PROFILE, is_self

REFRESH_JOB = "matches.refresh"
FIRST_NUMBER = 1001
PARTS = ("projects", "skills", "courses", "certificates")


def ensure_profile(session: Session, talent: Actor) -> Profile:
    """The talent's profile, begun on first asking."""
    if talent.kind is not Kind.TALENT:
        raise Forbidden()
    return queries.find_own_profile(session, talent) or _begin(session, talent)


def _begin(session: Session, talent: Actor) -> Profile:
    profile = Profile(user_id=talent.user_id, number=f"A-{next_number(session, 'profile', first=FIRST_NUMBER)}")
    try:
        with session.begin_nested():
            return begin(session, PROFILE, talent, profile)  # type: ignore[no-any-return]
    except IntegrityError:
        return queries.own_profile(session, talent)  # the same person, in another tab, at the same moment


def save_profile(session: Session, talent: Actor, profile: Profile, *, version: int, **answers: Any) -> bool:
    """Save texts or terms; whether anything changed. Raises Invalid, StaleEdit."""
    check_may_write(talent, profile)
    _check(answers)
    changed = save_fields(session, profile, answers, version=version, labels=LABELS)
    if changed:
        propose_words(session, talent, answers.get("growth_skills") or ())
        ask_for_matches(session, profile)
    return changed


def save_project(
    session: Session,
    talent: Actor,
    profile: Profile,
    project: Project | None = None,
    *,
    version: int = 1,
    **answers: Any,
) -> Project:
    """Add a project, or change one. Raises Invalid, StaleEdit."""
    check_may_write(talent, profile)
    _check(answers)
    _need(answers, "title", _("무슨 일이었는지 이름을 적어 주세요."))
    if project is None:
        project = _add(session, profile, "projects", Project(**answers))
    else:
        _check_own(profile, project)
        save_fields(session, project, answers, version=version, labels=LABELS)
    _changed(session, profile)
    return project


def save_skill(
    session: Session, talent: Actor, profile: Profile, skill: ProfileSkill | None = None, **answers: Any
) -> ProfileSkill:
    """Add a skill, or change one. Its meaning is looked up in the vocabulary; a name nobody knows reaches the office."""
    check_may_write(talent, profile)
    _check(answers)
    _check_skill(profile, skill, answers)
    answers["skill_id"] = find_skill_id(answers["name"])
    if skill is None:
        skill = _add(session, profile, "skills", ProfileSkill(**answers))
    else:
        _check_own(profile, skill)
        for name, value in answers.items():
            setattr(skill, name, value)
    propose_words(session, talent, [skill.name])
    _changed(session, profile)
    return skill


def _check_skill(profile: Profile, skill: ProfileSkill | None, answers: dict[str, Any]) -> None:
    _need(answers, "name", _("역량의 이름을 적어 주세요."))
    if len(answers["name"]) > rules.SKILL_NAME_LENGTH:
        raise _refuse("name", said(_("%(limit)s자 안으로 줄여 주세요."), limit=rules.SKILL_NAME_LENGTH))
    if answers.get("level") not in rules.LEVELS:
        raise _refuse("level", _("얼마나 할 수 있는지 골라 주세요."))
    if len(answers.get("evidence") or "") > rules.SKILL_EVIDENCE_LENGTH:
        raise _refuse("evidence", said(_("%(limit)s자 안으로 줄여 주세요."), limit=rules.SKILL_EVIDENCE_LENGTH))
    if any(folded(other.name) == folded(answers["name"]) for other in profile.skills if other is not skill):
        raise _refuse("name", _("이미 적은 역량이에요. 그 역량을 고쳐 주세요."))
    if skill is not None and skill.live and skill.name != answers["name"]:
        raise _refuse("name", _("증빙이 걸린 역량은 이름을 바꿀 수 없어요. 새 역량으로 더해 주세요."))


def save_course(
    session: Session, talent: Actor, profile: Profile, course: Course | None = None, **answers: Any
) -> Course:
    return _save_line(session, talent, profile, "courses", course or Course(), answers)  # type: ignore[no-any-return]


def save_certificate(
    session: Session, talent: Actor, profile: Profile, certificate: Certificate | None = None, **answers: Any
) -> Certificate:
    return _save_line(session, talent, profile, "certificates", certificate or Certificate(), answers)  # type: ignore[no-any-return]


def _save_line(session: Session, talent: Actor, profile: Profile, part: str, row: Any, answers: dict[str, Any]) -> Any:
    check_may_write(talent, profile)
    _check(answers)
    _need(answers, "title", _("이름을 적어 주세요."))
    if row.id is not None:
        _check_own(profile, row)
    for name, value in answers.items():
        setattr(row, name, value)
    if row.id is None:
        _add(session, profile, part, row)
    _changed(session, profile)
    return row


def remove_part(session: Session, talent: Actor, profile: Profile, part: str, row_id: int) -> None:
    """Take one project, skill, course or certificate out of the profile."""
    check_may_write(talent, profile)
    if part not in PARTS:
        raise NotFound()
    rows = getattr(profile, part)
    row = next((row for row in rows if row.id == row_id), None)
    if row is None:
        raise NotFound()
    try:
        with session.begin_nested():
            rows.remove(row)
    except IntegrityError:
        raise Taken(_("제안에 쓴 내용이라 지울 수 없어요. 고쳐 적을 수는 있어요.")) from None
    _changed(session, profile)


# -- shared -------------------------------------------------------------------------------------------------------


def check_may_write(talent: Actor, profile: Profile) -> None:
    """A profile is its owner's; to everybody else it is not there."""
    if not is_self(talent, profile):
        raise NotFound()


def _check_own(profile: Profile, row: Any) -> None:
    if row.profile_id != profile.id:
        raise NotFound()


def _check(answers: dict[str, Any]) -> None:
    found = rules.problems(answers, today=clock.today())
    if found:
        raise Invalid(next(iter(found.values())), found)


def _need(answers: dict[str, Any], name: str, sentence: Text) -> None:
    if not answers.get(name):
        raise _refuse(name, sentence)


def _refuse(name: str, sentence: Text) -> Invalid:
    return Invalid(sentence, {name: sentence})


def _add(session: Session, profile: Profile, part: str, row: Any) -> Any:
    lock(session, profile)  # two tabs together keep the limit, too
    rows = getattr(profile, part)
    if len(rows) >= rules.MOST[part]:
        raise Invalid(said(_("%(most)s개까지 적을 수 있어요. 하나를 지우고 더해 주세요."), most=rules.MOST[part]))
    if hasattr(row, "position"):
        row.position = max((other.position for other in rows), default=-1) + 1
    rows.append(row)
    session.flush()
    return row


def _changed(session: Session, profile: Profile) -> None:
    profile.edited_at = clock.now()
    session.flush()
    ask_for_matches(session, profile)


def ask_for_matches(session: Session, profile: Profile) -> None:
    jobs.enqueue(session, REFRESH_JOB, {"profile_id": profile.id}, dedupe_key=f"{REFRESH_JOB}:profile:{profile.id}")
