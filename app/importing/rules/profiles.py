"""What a line of a profiles file may say, and the profile it describes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.core.language import Text, _, said
from app.core.reference import LANGUAGE_NAMES, REMOTE
from app.importing.rules.fields import Fields
from app.talents import rules as talents

TITLE_LENGTH = 120
EMAIL_MOST = 254
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

FILE_LEVELS = (1, 5)
# The files grade skills from 1 to 5, a profile from 1 (followed along) to 4 (can lead others).
LEVELS: Mapping[int, int] = {1: 1, 2: 2, 3: 3, 4: 3, 5: 4}
LEVEL_NOTE: Text = _("역량 수준 1~5를 우리 기준 1~4로 바꿔 넣었어요(4는 3으로, 5는 4로).")

# Our name for a fact of a profile, and the name the file gives it where the two differ.
FILE_NAMES = {"starts_on": "earliest_start"}
NUMBERS = ("availability_hours", "rate_won_per_hour")


def read_profile(fields: Fields) -> dict[str, Any]:
    """The facts of one record: the profile's own, and its projects, skills, courses and certificates."""
    facts: dict[str, Any] = {name: fields.text(name, most, need=True) for name, most in talents.LENGTHS.items()}
    facts |= {name: fields.whole(name, talents.RANGES[name]) for name in NUMBERS}
    facts["starts_on"] = fields.day(FILE_NAMES["starts_on"])
    facts["regions"] = fields.regions("regions")
    facts["remote"] = fields.choice("remote", REMOTE, "any")
    facts["languages"] = _languages(fields)
    facts["wanted_industries"] = fields.industries("wanted_industries")
    facts["unwanted_industries"] = fields.industries("unwanted_industries")
    facts["projects"] = [_project(project) for project in fields.records("projects", items=talents.MOST["projects"])]
    facts["skills"] = _skills(fields)
    for name in ("courses", "certificates"):
        facts[name] = fields.texts(name, TITLE_LENGTH, items=talents.MOST[name])
    return facts


def read_person(fields: Fields, key: str) -> dict[str, str]:
    """Who the profile belongs to: an address to claim it by, and the language mails are written in."""
    email = fields.value("email")
    if email in (None, ""):
        email = f"{re.sub('[^a-z0-9._-]', '-', key.lower())}@imported.example"
    elif not isinstance(email, str) or len(email) > EMAIL_MOST or not _EMAIL.fullmatch(email.strip()):
        fields.refuse("email", _("이메일 주소 모양이 아니에요. 예: hong@post.example"))
    return {"email": str(email), "language": fields.choice("lang", LANGUAGE_NAMES, "ko")}


def _languages(fields: Fields) -> list[str]:
    spoken = fields.texts("languages")
    strange = [name for name in spoken if name not in LANGUAGE_NAMES]
    if strange:
        sentence = _("이 가운데 하나로 적어 주세요: %(choices)s")
        fields.refuse("languages", said(sentence, choices=", ".join(LANGUAGE_NAMES)))
    return list(dict.fromkeys(spoken)) or ["ko"]


def _project(fields: Fields) -> dict[str, Any]:
    return {
        name: fields.text(name, most, need=name == "title")
        for name, most in talents.PROJECT_LENGTHS.items()
        if name != "link"
    }


def _skills(fields: Fields) -> list[dict[str, Any]]:
    skills = [_skill(skill) for skill in fields.records("skills", items=talents.MOST["skills"])]
    names = [skill["name"] for skill in skills if skill["name"]]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        fields.refuse("skills", said(_("‘%(name)s’이(가) 두 번 있어요. 하나만 남겨 주세요."), name=twice))
    return skills


def _skill(fields: Fields) -> dict[str, Any]:
    level = fields.whole("level", FILE_LEVELS, need=True)
    return {
        "name": fields.text("name", talents.SKILL_NAME_LENGTH, need=True),
        "level": LEVELS[level or FILE_LEVELS[0]],
        "evidence": fields.text("evidence", talents.SKILL_EVIDENCE_LENGTH),
    }
