"""The talents: a profile as it stood on joining, what was added since, proof of skills, and being listed or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from app.accounts import service as accounts
from app.core import clock
from app.core.actors import Actor
from app.demo.rules.pace import Pace
from app.demo.rules.texts import Row, as_if_written
from app.demo.service.firms import confirm, password
from app.demo.service.world import Story, Talent, World
from app.talents import service as talents
from app.talents.models import Certificate, Course, Profile, SkillEvidence

JOINED_WITHIN = 28  # days after the platform opened, for those who had finished their course before
NEWEST = 14  # days ago the last of them joined
SOON = 7  # days after joining one can start
WAITING_SINCE = 4  # proofs handed in since this many days still wait
NOT_PROOF = "수료증에 적힌 과정은 이 역량을 다루지 않습니다. 이 역량을 쓴 과제나 자격을 올려 주시면 다시 보겠습니다."
PROOF_NOTE = {
    "ko": "{title} 수료 기록과 마지막 과제를 보시면 됩니다.",
    "en": "See the record of {title} and its last project.",
}
PROFILE_FIELDS = (
    "headline", "summary", "availability_hours", "rate_won_per_hour", "regions", "remote", "languages",
    "wanted_industries", "unwanted_industries",
)  # fmt: skip

_SAVE: Mapping[str, Callable[..., Any]] = {
    "projects": talents.save_project,
    "courses": talents.save_course,
    "certificates": talents.save_certificate,
}


def talent_story(world: World, text: Row) -> Story:
    """Joining after the course, writing the profile, proving skills, and keeping the profile up to date."""
    pace = world.pace(text["key"])
    yield pace.on(_joins_on(world, text, pace))
    actor = _sign_up(world, text)
    yield pace.after(1, at_weekends=True)
    profile = talents.ensure_profile(world.session, actor)
    talents.agree_to_matching(world.session, actor, profile)
    _write_terms(world, actor, profile, text, starts_on=clock.today() + timedelta(days=SOON))
    _add_what_has_ended(world, actor, profile, text)
    _write_skills(world, actor, profile, text)
    listing = text.get("listing", "listed")
    if listing == "draft":
        return
    yield pace.after(1, at_weekends=True)
    talents.list_profile(world.session, actor, profile)
    if listing == "listed":
        world.talents.append(Talent(text, actor, profile.id, profile))
    world.begin(_proofs(world, pace, actor, profile, text))
    for day in _days_to_come(world, text):
        yield pace.on(day + timedelta(days=2), at_weekends=True)
        _add_what_has_ended(world, actor, profile, text)
    yield pace.on(world.today - timedelta(days=pace.some(3, 40)), at_weekends=True)
    _write_skills(world, actor, profile, text)
    _write_terms(world, actor, profile, text, starts_on=as_if_written(text["starts_on"], world.today))
    _leave(world, actor, profile, listing)


def _joins_on(world: World, text: Row, pace: Pace) -> date:
    finished = as_if_written(min(course["ended_on"] for course in text["courses"]), world.today)
    after_course = finished + timedelta(days=pace.some(5, 20))
    newest = world.today - timedelta(days=NEWEST)
    return min(newest, max(after_course, world.opened_on + timedelta(days=pace.some(1, JOINED_WITHIN))))


def _sign_up(world: World, text: Row) -> Actor:
    names = {"name_ko": text["name_ko"], "reader": text["lang"]}
    who = {"email": text["email"], "base_url": world.base_url}
    accounts.register_talent(world.session, password=password(), **who, **names)
    return confirm(world, text["email"], name_en=text["name_en"], **names)


def _write_terms(world: World, actor: Actor, profile: Profile, text: Row, *, starts_on: date) -> None:
    answers: dict[str, Any] = {name: text[name] for name in PROFILE_FIELDS}
    answers |= {"growth_skills": text["growth"], "starts_on": starts_on}
    talents.save_profile(world.session, actor, profile, version=profile.edit_version, **answers)


def _add_what_has_ended(world: World, actor: Actor, profile: Profile, text: Row) -> None:
    """Put into the profile what its owner has done by today and has not yet written down."""
    for part, save in _SAVE.items():
        written = {row.title for row in getattr(profile, part)}
        for row in _dated(text, part, world.today):
            if row["title"] not in written and _day_of(row) <= clock.today():
                save(world.session, actor, profile, **row)


def _write_skills(world: World, actor: Actor, profile: Profile, text: Row) -> None:
    known = {skill.name: skill for skill in profile.skills}
    for row in text["skills"]:
        used = min(as_if_written(row["last_used_on"], world.today), clock.today())
        skill = known.get(row["name"])
        if skill is None or skill.last_used_on != used:
            talents.save_skill(world.session, actor, profile, skill, **{**row, "last_used_on": used})


def _days_to_come(world: World, text: Row) -> list[date]:
    """Days on which something in this text ends after its owner has joined."""
    days = {_day_of(row) for part in _SAVE for row in _dated(text, part, world.today)}
    return sorted(day for day in days if day > clock.today())


def _dated(text: Row, part: str, today: date) -> list[Row]:
    """The rows of one part of a text, with their days as if it had been written this week."""
    return [
        {name: as_if_written(value, today) if name.endswith("_on") else value for name, value in row.items()}
        for row in text[part]
    ]


def _day_of(row: Row) -> date:
    day: date = row["issued_on"] if "issued_on" in row else row["ended_on"]
    return day


def _leave(world: World, actor: Actor, profile: Profile, listing: str) -> None:
    """What those few do who do not want to be found for now."""
    if listing == "paused":
        talents.pause_profile(world.session, actor, profile)
    elif listing == "refused":
        talents.refuse_matching(world.session, actor, profile)


# -- proofs -------------------------------------------------------------------------------------------------------


def _proofs(world: World, pace: Pace, actor: Actor, profile: Profile, text: Row) -> Story:
    """The strong hand in a course and a certificate, the others a course; nearly all soon after joining, some just now."""
    how_many = {"strong": 2, "middle": 1}.get(text["strength"], 0)
    for nth in range(min(how_many, len(profile.skills))):
        is_late = pace.some(1, 12) == 1
        latest = world.today - timedelta(days=pace.some(0, WAITING_SINCE))
        yield pace.on(latest, at_weekends=True) if is_late else pace.after(pace.some(2, 20), at_weekends=True)
        world.begin(_decision(world, pace, _hand_in(world, actor, profile, text, nth), is_late))


def _hand_in(world: World, actor: Actor, profile: Profile, text: Row, nth: int) -> SkillEvidence:
    """The first proof is a course, the second a certificate where there is one."""
    paper: Course | Certificate = profile.certificates[0] if nth and profile.certificates else profile.courses[0]
    source, note = f"{paper.__tablename__}:{paper.id}", PROOF_NOTE[text["lang"]].format(title=paper.title)
    return talents.submit_evidence(world.session, actor, profile.skills[nth], source=source, note=note)


def _decision(world: World, pace: Pace, evidence: SkillEvidence, is_late: bool) -> Story:
    if is_late:
        return
    yield pace.after(2)
    office = world.somebody_of_office(pace)
    if pace.some(1, 25) == 1:
        talents.reject_evidence(world.session, office, evidence, reason=NOT_PROOF)
    else:
        talents.approve_evidence(world.session, office, evidence)
