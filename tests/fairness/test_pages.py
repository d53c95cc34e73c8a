"""The pages: telling a group and taking it back, and the office's view of exposure over time."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock, history
from app.fairness.models import DeclaredGroup
from app.fairness.rules import FEWEST
from app.matches.models import FirstPlace
from app.matches.rules.exposure import MOST_FIRST_PAGES, week_of
from tests.factories import make_brief, make_client, make_office, make_profile, make_talent


@pytest.fixture
def talent(world):
    actor = make_talent(world)
    make_profile(world, actor)
    world.commit()
    return actor


@pytest.fixture
def office(world):
    actor = make_office(world)
    world.commit()
    return actor


@pytest.fixture
def shared_out(world):
    """Three listed people: one on the first pages of two briefs, one offered a place, one never shown."""
    people, briefs = [make_profile(world) for _n in range(3)], [make_brief(world), make_brief(world)]
    week = week_of(clock.today())
    for person in people:
        with clock.at(clock.now() - timedelta(days=7)):
            history.record(world, make_client(world), "profile", person.id, move="list", from_state="draft", to_state="listed", facts={})  # fmt: skip
    places = [(people[0], briefs[0], False), (people[0], briefs[1], False), (people[1], briefs[0], True)]
    world.add_all(
        FirstPlace(week_on=week, brief_id=brief.id, profile_id=person.id, is_offered=offered)
        for person, brief, offered in places
    )
    world.commit()
    return people


def declared(world) -> list[DeclaredGroup]:
    world.rollback()
    return list(world.scalars(sa.select(DeclaredGroup)))


@pytest.mark.parametrize(("language", "words"), [("ko", "아무 영향이 없어요"), ("en", "no effect on matching")])
def test_a_talent_is_told_what_it_is_for_before_an_unticked_box(browser, talent, language, words):
    text = browser(talent, language=language).get("/profile/group").text
    assert words in text
    assert re.search(r'<input[^>]*name="agree"[^>]*>', text)
    assert not re.search(r'<input[^>]*name="agree"[^>]*checked', text)
    assert "/profile/group" in browser(talent, language=language).get("/profile").text


def test_a_group_is_kept_only_with_consent_and_gone_when_it_is_taken_back(world, browser, talent):
    visitor = browser(talent)
    assert visitor.post("/profile/group", data={"gender": "woman"}).status_code == 422
    assert visitor.post("/profile/group", data={"agree": "y"}).status_code == 422
    assert declared(world) == []
    assert visitor.post("/profile/group", data={"gender": "woman", "agree": "y"}).status_code == 302
    assert [row.gender for row in declared(world)] == ["woman"]
    page = visitor.get("/profile/group").text
    assert "알려 주셨어요" in page
    assert visitor.post("/profile/group/withdraw").status_code == 302
    assert declared(world) == []


def test_only_a_talent_tells_and_only_the_office_looks(world, browser, talent, office):
    client = make_client(world)
    world.commit()
    assert browser(client).get("/profile/group").status_code == 403
    for path in ("/office/exposure", "/office/exposure/export", f"/office/exposure/{week_of(clock.today())}/never"):
        assert browser(talent).get(path).status_code == 403
        assert browser(client).get(path).status_code == 403
        assert browser(office).get(path).status_code == 200


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_office_page_says_why(browser, office, language):
    text = browser(office, language=language).get("/office/exposure").text
    assert ("아직 기업이 본 추천 목록이 없어요" if language == "ko" else "No firm has seen a ranked list yet") in text
    assert str(MOST_FIRST_PAGES) in text


def test_every_number_opens_the_people_it_counts(browser, office, shared_out):
    visitor, week = browser(office), week_of(clock.today())
    page = visitor.get("/office/exposure").text
    assert "33%" in page  # one of three places was offered
    for which, people in (("listed", shared_out), ("shown", shared_out[:2]), ("never", shared_out[2:])):
        assert re.search(rf'/{week}/{which}">{len(people)}<', page)
        rows = visitor.get(f"/office/exposure/{week}/{which}").text
        assert [person.number in rows for person in shared_out] == [person in people for person in shared_out]
    assert f"/{week}/full" not in page
    for nonsense in ("yesterday", "2020-01-06", str(week + timedelta(days=1))):
        assert visitor.get(f"/office/exposure/{nonsense}/never").status_code == 404


def test_small_groups_are_not_shown(world, browser, office):
    week, brief = week_of(clock.today()), make_brief(world)
    for gender, count in (("woman", FEWEST), ("man", FEWEST), ("other", FEWEST - 1)):
        for n in range(count):
            person = make_profile(world)
            world.add(DeclaredGroup(profile_id=person.id, gender=gender))
            if n < {"woman": 10, "man": 20}.get(gender, 0):
                world.add(FirstPlace(week_on=week, brief_id=brief.id, profile_id=person.id, is_offered=False))
    world.commit()
    page = browser(office).get("/office/exposure").text
    table = page[page.index("성별</h3>") :]
    women, men, other = re.findall(r'<th scope="row">.*?</tr>', table, re.DOTALL)[:3]
    assert "33% " in women
    assert "견준 비율 0.50" in women
    assert "살펴보기" in women
    assert "견준 비율 1.00" in men
    assert "표본이 작아 보이지 않음" in other
    assert str(FEWEST - 1) not in other


def test_the_tables_leave_with_a_reason_for_the_person_who_gave_it(world, browser, office, shared_out):
    visitor = browser(office)
    assert visitor.post("/office/exposure/export", data={"reason": ""}).status_code == 422
    answer = visitor.post("/office/exposure/export", data={"reason": "11월 운영위원회"})
    file = visitor.get(answer.location)
    lines = list(csv.reader(io.StringIO(file.get_data(as_text=True).removeprefix("\ufeff"))))
    assert lines[1] == [str(week_of(clock.today())), "3", "1", "3", "2", "1", "0", "0.444"]
    assert ["과제 목록의 첫 쪽에 오름", "성별", "여성", "표본이 작아 보이지 않음", "", ""] in lines
    other = make_office(world)
    world.commit()
    assert browser(other).get(answer.location).status_code == 404
    number = answer.location.rpartition("/")[2]
    assert visitor.get(f"/office/exports/{number}").status_code == 404
