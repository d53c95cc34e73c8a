"""The invented graduates of the demo are varied, valid and free of what a profile may not say."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.briefs.rules import TASK_TYPES
from app.core.reference import INDUSTRIES, REMOTE, region_choices
from app.demo.rules.texts import WRITTEN_ON

Talent = dict[str, Any]

SOURCE = Path(__file__).parents[2] / "app" / "demo" / "data" / "talents.jsonl"
CERTIFICATES = {
    "AICE FUTURE", "AICE JUNIOR", "AICE BASIC", "AICE ASSOCIATE", "AICE PROFESSIONAL", "빅데이터분석기사", "ADsP",
    "SQLD", "정보처리기사", "AWS Certified Machine Learning - Specialty",
}  # fmt: skip
PROJECT_TEXTS = ("title", "data", "method", "role", "metric")
CONTACTS = {
    "resident number": r"\d{6}\s*-?\s*[1-8]\d{6}(?!\d)",
    "phone number": r"(?<!\d)0\d{1,2}[\s.)-]*\d{3,4}[\s.-]*\d{4}(?!\d)",
    "e-mail address": r"@",
}
PROTECTED = (
    r"남성|여성|남자|여자|이모님|아줌마|아저씨|(?<!\d)[1-7]\d\s*(?:세(?!대|트)|살)|[2-7]0대 (?:초|중|후|남|여)|대학|고등학교|고향|태어"
    r"|\b(?:he|she|male|female|university|college|born|years old)\b"
)


@pytest.fixture(scope="module")
def talents() -> list[Talent]:
    return [json.loads(line) for line in SOURCE.read_text(encoding="utf-8").splitlines()]


def free_texts(talent: Talent) -> Iterator[str]:
    """Everything the person wrote in their own words."""
    yield from (talent["headline"], talent["summary"], *talent["growth"])
    for project in talent["projects"]:
        yield from (project[name] for name in PROJECT_TEXTS)
    for skill in talent["skills"]:
        yield from (skill["name"], skill["evidence"])
    for course in talent["courses"]:
        yield course["title"]


def is_proven(talent: Talent) -> bool:
    return talent["strength"] in {"strong", "middle"}


def repeated(values: Iterator[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def matching(talents: list[Talent], pattern: str) -> list[tuple[str, str]]:
    found = re.compile(pattern, re.IGNORECASE)
    return [(talent["key"], text) for talent in talents for text in free_texts(talent) if found.search(text)]


def test_a_hundred_write_in_korean_and_ten_in_english(talents: list[Talent]) -> None:
    assert Counter(talent["lang"] for talent in talents) == {"ko": 100, "en": 10}


def test_each_profile_is_written_in_its_own_language(talents: list[Talent]) -> None:
    in_hangul = {talent["key"]: bool(re.search("[가-힣]", talent["summary"])) for talent in talents}
    assert in_hangul == {talent["key"]: talent["lang"] == "ko" for talent in talents}
    assert all(talent["lang"] in talent["languages"] for talent in talents)


def test_the_first_two_are_the_demo_sign_ins(talents: list[Talent]) -> None:
    press, english = talents[:2]
    assert press["strength"] == "strong"
    assert set(press["task_types"]) == {"이상탐지", "결함검출(비전)"}
    assert any("프레스" in project["title"] for project in press["projects"])
    assert english["lang"] == "en"
    assert is_proven(english)


@pytest.mark.parametrize("field", ["key", "email", "name_ko", "headline", "summary"])
def test_nothing_personal_is_shared_by_two_people(talents: list[Talent], field: str) -> None:
    assert repeated(talent[field] for talent in talents) == []


def test_no_sentence_of_a_summary_or_project_is_repeated(talents: list[Talent]) -> None:
    texts = (text for talent in talents for text in free_texts(talent))
    sentences = (sentence for text in texts for sentence in re.split(r"(?<=\.)\s+", text) if sentence.endswith("."))
    assert repeated(sentence for sentence in sentences if len(sentence) > 20) == []


def test_addresses_can_never_reach_anyone(talents: list[Talent]) -> None:
    assert all(re.fullmatch(r"[a-z.]+@[a-z]+\.example", talent["email"]) for talent in talents)
    links = [project["link"] for talent in talents for project in talent["projects"] if project["link"]]
    assert links
    assert all(re.match(r"https://[a-z.]+\.example/", link) for link in links)


@pytest.mark.parametrize("kind", CONTACTS)
def test_no_contact_data_stands_in_a_free_text(talents: list[Talent], kind: str) -> None:
    assert matching(talents, CONTACTS[kind]) == []


def test_no_protected_attribute_stands_in_a_free_text(talents: list[Talent]) -> None:
    assert matching(talents, PROTECTED) == []


def test_nobody_names_themselves_in_a_free_text(talents: list[Talent]) -> None:
    named = [t["key"] for t in talents for text in free_texts(t) if t["name_ko"] in text or t["name_en"] in text]
    assert named == []


def test_texts_keep_their_lengths(talents: list[Talent]) -> None:
    assert [t["key"] for t in talents if not 1 <= len(t["headline"]) <= 60] == []
    assert [t["key"] for t in talents if not 100 <= len(t["summary"]) <= 450] == []
    assert [t["key"] for t in talents if not all(text.strip() == text != "" for text in free_texts(t))] == []


def test_profiles_have_one_to_three_projects_and_three_to_eight_skills(talents: list[Talent]) -> None:
    assert [t["key"] for t in talents if not 1 <= len(t["projects"]) <= 3] == []
    assert [t["key"] for t in talents if not 3 <= len(t["skills"]) <= 8] == []
    assert [t["key"] for t in talents if repeated(skill["name"] for skill in t["skills"])] == []
    assert {skill["level"] for t in talents for skill in t["skills"]} == {1, 2, 3, 4}


def test_every_code_is_in_force(talents: list[Talent]) -> None:
    assert {region for t in talents for region in t["regions"]} == {code for code, _ in region_choices(WRITTEN_ON)}
    named = {code for t in talents for code in (*t["wanted_industries"], *t["unwanted_industries"])}
    assert named | {project["industry_ksic"] for t in talents for project in t["projects"]} <= set(INDUSTRIES)
    assert {certificate["title"] for t in talents for certificate in t["certificates"]} <= CERTIFICATES
    assert {t["remote"] for t in talents} == set(REMOTE)
    assert {t["strength"] for t in talents} == {"strong", "middle", "weak", "keywords"}


def test_nobody_both_wants_and_refuses_an_industry(talents: list[Talent]) -> None:
    torn = [t["key"] for t in talents for no in t["unwanted_industries"] for yes in t["wanted_industries"]
            if yes.startswith(no)]  # fmt: skip
    assert torn == []


def test_terms_are_within_what_the_form_allows(talents: list[Talent]) -> None:
    assert [t["key"] for t in talents if not 5 <= t["availability_hours"] <= 40] == []
    assert [t["key"] for t in talents if not 15_000 <= t["rate_won_per_hour"] <= 60_000] == []
    assert [t["key"] for t in talents if not "2026-11-23" <= t["starts_on"] <= "2027-02-28"] == []


def test_every_day_exists_and_what_is_done_lies_in_the_past(talents: list[Talent]) -> None:
    for talent in talents:
        date.fromisoformat(talent["starts_on"])
        done = [course["ended_on"] for course in talent["courses"]]
        done += [certificate["issued_on"] for certificate in talent["certificates"]]
        done += [f"{skill['last_used_on']}-01" for skill in talent["skills"]]
        ended = [date.fromisoformat(project["ended_on"]) for project in talent["projects"]]
        assert max(map(date.fromisoformat, done)) <= WRITTEN_ON, talent["key"]
        assert date(2024, 3, 1) <= min(ended), talent["key"]
        assert max(ended) <= date(2026, 9, 30), talent["key"]
        assert ended == sorted(ended, reverse=True), talent["key"]


def test_every_task_type_has_at_least_four_people_with_real_proof(talents: list[Talent]) -> None:
    assert all(1 <= len(t["task_types"]) <= 3 for t in talents)
    proven = Counter(task_type for t in talents if is_proven(t) for task_type in t["task_types"])
    assert set(proven) == set(TASK_TYPES)
    assert {task_type: count for task_type, count in proven.items() if count < 4} == {}


def test_real_proof_names_a_number_and_keyword_lists_do_not(talents: list[Talent]) -> None:
    measured = {t["key"]: any(re.search(r"\d", project["metric"]) for project in t["projects"]) for t in talents}
    assert [t["key"] for t in talents if is_proven(t) and not measured[t["key"]]] == []
    assert [t["key"] for t in talents if t["strength"] == "keywords" and measured[t["key"]]] == []
