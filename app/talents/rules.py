"""Plain rules of profiles: how much may be said, how proof adds up, and what a client who has not met the person may read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from app.core.language import Text, _, said
from matching.personal import PERSONAL

LENGTHS = {"headline": 100, "summary": 2000}
PROJECT_LENGTHS = {"title": 120, "text": 3000, "data": 1000, "method": 1000, "role": 1000, "metric": 500, "link": 300}
SKILL_NAME_LENGTH = 60
SKILL_EVIDENCE_LENGTH = 300
NOTE_LENGTH = 500
MOST = {"projects": 20, "skills": 40, "courses": 20, "certificates": 20}
MOST_INDUSTRIES = 10
MOST_GROWTH_SKILLS = 10
RANGES = {"availability_hours": (1, 52), "rate_won_per_hour": (10_000, 500_000), "hours": (1, 5_000)}

CONSENT_PURPOSE = "matching"
CONSENT_VERSION = "2026-11"

LABELS: Mapping[str, Text] = {
    "headline": _("한 줄 소개"),
    "summary": _("소개 글"),
    "availability_hours": _("한 주에 일할 수 있는 시간"),
    "starts_on": _("시작할 수 있는 날"),
    "rate_won_per_hour": _("바라는 시간당 금액"),
    "regions": _("일할 수 있는 지역"),
    "remote": _("일하는 곳"),
    "languages": _("일할 수 있는 언어"),
    "wanted_industries": _("일하고 싶은 업종"),
    "unwanted_industries": _("받고 싶지 않은 업종"),
    "growth_skills": _("더 키우고 싶은 역량"),
    "title": _("이름"),
    "text": _("무엇을 했나요"),
    "data": _("어떤 자료로"),
    "method": _("어떤 방법으로"),
    "role": _("내가 맡은 몫"),
    "metric": _("달라진 숫자"),
    "link": _("볼 수 있는 곳"),
    "industry_ksic": _("업종"),
    "ended_on": _("마친 날"),
}

LEVELS: Mapping[int, Text] = {
    1: _("배워서 따라 해 봤어요"),
    2: _("도움을 받으면 해낼 수 있어요"),
    3: _("혼자 해낼 수 있어요"),
    4: _("다른 사람을 이끌 수 있어요"),
}

# Which level of proof a source stands for; sources read "course:3", "outcome:12", "mentor".
LEVEL_OF_SOURCE = {"course": 1, "certificate": 2, "mentor": 3, "outcome": 4}
LEVEL_OF_VERIFIED_NEWCOMER = 3  # a skill first shown by a verified outcome: done alone, once


def strongest(levels: Iterable[int]) -> int:
    """How well a skill is proven: by its strongest approved proof, or by its owner's word alone."""
    return max(levels, default=0)


def level_of(source: str) -> int:
    return LEVEL_OF_SOURCE[source.partition(":")[0]]


def busiest(promises: Iterable[Any], starts_on: date, ends_on: date) -> int:
    """The most hours a week that are promised on any day of a span; the load only ever rises where a promise begins."""
    touching = [one for one in promises if one.starts_on <= ends_on and one.ends_on >= starts_on]
    days = {max(one.starts_on, starts_on) for one in touching}
    return max((sum(one.hours for one in touching if one.starts_on <= day <= one.ends_on) for day in days), default=0)


def problems(answers: Mapping[str, Any], *, today: date) -> dict[str, Text]:
    """What is wrong with these answers, as a sentence for each field."""
    found: dict[str, Text] = {}
    for name, value in answers.items():
        sentence = _problem(name, value, today) if value not in (None, "", []) else None
        if sentence is not None:
            found[name] = sentence
    both = set(answers.get("wanted_industries") or ()) & set(answers.get("unwanted_industries") or ())
    if both:
        found["unwanted_industries"] = _("같은 업종이 두 곳에 있어요. 한 곳에만 남겨 주세요.")
    return found


def _problem(name: str, value: Any, today: date) -> Text | None:
    limit = LENGTHS.get(name) or PROJECT_LENGTHS.get(name)
    if limit is not None and isinstance(value, str) and len(value) > limit:
        return said(_("%(limit)s자 안으로 줄여 주세요. 지금 %(length)s자예요."), limit=limit, length=len(value))
    if name in RANGES:
        low, high = RANGES[name]
        sentence = said(_("%(low)s부터 %(high)s까지 적을 수 있어요."), low=f"{low:,}", high=f"{high:,}")
        return None if low <= value <= high else sentence
    if name in ("wanted_industries", "unwanted_industries", "growth_skills") and len(value) > MOST_INDUSTRIES:
        return said(_("%(most)s개까지 고를 수 있어요."), most=MOST_INDUSTRIES)
    if name == "link" and not re.match(r"https?://[^\s/]+\.[^\s]+$", value):
        return _("https://로 시작하는 주소를 적어 주세요.")
    if name in ("ended_on", "last_used_on", "issued_on") and value > today:
        return _("오늘이나 그 앞의 날을 골라 주세요.")
    return None


# -- what nobody reads before they have met -----------------------------------------------------------------------

COVER = "○○"
_PERSONAL = (
    re.compile(r"[\w.+-]+\s*@\s*[\w-]+(?:\s*\.\s*[\w-]+)+"),
    re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),  # an address often carries its owner's name
    re.compile(r"(?<!\d)\d{6}\s*[-–—.]?\s*[1-8]\d{6}(?!\d)"),  # resident numbers
    re.compile(r"(?<![\d.])(?:\+?82[\s.-]?|0)(?:1[016789]|2|[3-7]\d)[\s.-]?\d{3,4}[\s.-]?\d{4}(?!\d)"),
    re.compile(r"(?:카카오톡?|카톡|텔레그램|인스타(?:그램)?|kakao(?:talk)?|telegram|instagram)\s*(?:아이디|id)?\s*[:：]\s*\S+", re.IGNORECASE),
    *PERSONAL,  # school, age, gender, where they come from
)  # fmt: skip


def mask(text: str, names: Iterable[str] = ()) -> str:
    """Free text without what says who somebody is: name, contact, school, age, gender, where they were born."""
    for pattern in (*map(_name_pattern, filter(None, names)), *_PERSONAL):
        text = pattern.sub(COVER, text)
    return text


def _name_pattern(name: str) -> re.Pattern[str]:
    """A name however it is spaced or turned: 김 하늘, KIM Haneul, Haneul Kim."""
    words = name.split()
    if len(words) < 2 and not name.isascii():
        return re.compile(r"\s?".join(map(re.escape, name)))
    orders = {r"[\s,-]*".join(map(re.escape, order)) for order in (words, words[::-1])}
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(sorted(orders))})(?![A-Za-z])", re.IGNORECASE)


def hider_for(profile: Any) -> Callable[[str], str]:
    """What a blind page passes every text of this profile through."""
    return partial(mask, names=(profile.user.name_ko, profile.user.name_en or ""))
