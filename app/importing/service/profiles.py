"""Importing profiles: accounts nobody has claimed yet, unlisted until their owner claims and consents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from app.accounts.models import User
from app.accounts.queries import find_user_by_email
from app.accounts.rules import normal_email
from app.core.actors import CLOCK, Actor, Kind
from app.core.db import Database
from app.core.errors import Invalid
from app.core.language import _, said
from app.core.numbers import next_number
from app.core.workflow import begin, move
from app.importing import queries
from app.importing.rules.fields import Fields
from app.importing.rules.lines import Record, read_records
from app.importing.rules.profiles import LEVEL_NOTE, read_person, read_profile
from app.importing.rules.report import Became, Report, Row
from app.importing.service.saving import OPERATOR, digest_of, note_import, refusing, saving
from app.skills.queries import find_skill_id
from app.talents.models import Certificate, Course, Profile, ProfileSkill, Project
from app.talents.service.writing import FIRST_NUMBER, PARTS, ask_for_matches
from app.talents.workflow import PROFILE, ProfileState


@dataclass(frozen=True)
class Read:
    """A line that could be read: its row, its record, whose profile it is and what it says."""

    row: Row
    record: Record
    person: dict[str, str]
    facts: dict[str, Any]


def import_profiles(
    database: Database, file: BinaryIO, *, actor: Actor = OPERATOR, dry_run: bool = False, demo: bool = False
) -> Report:
    """Check every line, then save all or nothing. `demo` lists the invented people at once."""
    report = Report(is_dry_run=dry_run)
    lines = [_read(row, record, report) for row, record in read_records(file, report)]
    report.notes.append(LEVEL_NOTE)
    if report.is_clean:
        with saving(database, report) as session:
            _save_all(session, actor, lines, demo=demo)
    return report


def _read(row: Row, record: Record, report: Report) -> Read:
    fields = Fields(record, row, asked={"id"})
    read = Read(row, record, read_person(fields, row.key), read_profile(fields))
    report.unused += Counter(fields.unused)
    return read


def _save_all(session: Session, actor: Actor, lines: list[Read], *, demo: bool) -> None:
    known: Mapping[str, Profile] = queries.find_imported(session, Profile, [line.row.key for line in lines])
    digests = queries.digests_of(session, PROFILE.name, [profile.id for profile in known.values()])
    for line in lines:
        with refusing(line.row):
            profile = known.get(line.row.key)
            if profile is None:
                profile = _add(session, actor, line)
            elif digests.get(profile.id) != digest_of(line.record):
                _change(session, actor, line, profile)
            else:
                line.row.became = Became.SAME
            if demo and not line.row.problems and profile.state is ProfileState.UNCLAIMED:
                move(session, PROFILE, "list_for_demo", CLOCK, profile)
                ask_for_matches(session, profile)


def _add(session: Session, actor: Actor, line: Read) -> Profile:
    email = _free_address(session, line)
    number = f"A-{next_number(session, 'profile', first=FIRST_NUMBER)}"
    user = User(kind=Kind.TALENT, email=email, name_ko=f"인재 {number}", language=line.person["language"])
    session.add(user)
    session.flush()
    profile = Profile(
        user=user, user_id=user.id, number=number, state=ProfileState.UNCLAIMED, imported_key=line.row.key
    )
    _write(session, profile, line.facts)
    begin(session, PROFILE, actor, profile)
    note_import(session, actor, PROFILE.name, profile, line.row, line.record)
    ask_for_matches(session, profile)
    line.row.became = Became.NEW
    return profile


def _change(session: Session, actor: Actor, line: Read, profile: Profile) -> None:
    """A profile follows its file until its owner has claimed it; from then on it is its owner's to change."""
    if profile.user.password_hash is not None:
        sentence = _(
            "내용이 지난번과 다른데, %(number)s 프로필은 본인이 이미 확인해 파일로 고칠 수 없어요. 이 줄은 빼 주세요."
        )
        line.row.refuse("id", said(sentence, number=profile.number))
        return
    profile.user.email = _free_address(session, line, profile.user)
    _write(session, profile, line.facts)
    note_import(session, actor, PROFILE.name, profile, line.row, line.record)
    ask_for_matches(session, profile)
    line.row.became = Became.CHANGED


def _free_address(session: Session, line: Read, user: User | None = None) -> str:
    """The address this profile is claimed by. Raises Invalid where it is somebody else's."""
    email = normal_email(line.person["email"])
    holder = find_user_by_email(session, email)
    if holder is not None and holder is not user:
        sentence = said(_("%(email)s은(는) 이미 쓰고 있는 주소예요. 다른 주소로 바꿔 주세요."), email=email)
        raise Invalid(sentence, {"email": sentence})
    return email


def _write(session: Session, profile: Profile, facts: dict[str, Any]) -> None:
    """Put what the file says into the profile; old lists go first, so that a skill is never there twice."""
    for name in PARTS:
        getattr(profile, name).clear()
    session.flush()
    lists = {
        "projects": [Project(position=at, **project) for at, project in enumerate(facts["projects"])],
        "skills": [_skill(at, skill) for at, skill in enumerate(facts["skills"])],
        "courses": [Course(title=title) for title in facts["courses"]],
        "certificates": [Certificate(title=title) for title in facts["certificates"]],
    }
    for name, value in {**facts, **lists}.items():
        setattr(profile, name, value)


def _skill(position: int, skill: dict[str, Any]) -> ProfileSkill:
    return ProfileSkill(
        position=position,
        name=skill["name"],
        skill_id=find_skill_id(skill["name"]),
        level=skill["level"],
        evidence=skill["evidence"],
    )
