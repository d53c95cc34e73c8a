"""Pages of briefs for readers: lists, one brief for each kind of reader, its history, and its buttons."""

from __future__ import annotations

import pytest

from app.briefs import service
from app.briefs.rules import Line
from app.briefs.rules.endings import reasons_to_choose
from app.briefs.workflow import BriefState
from tests.factories import make_brief, make_client, make_office, make_organisation, make_talent
from tests.factories.briefs import make_draft, make_published, make_submitted

LANGUAGES = ("ko", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_and_talents_read_an_open_brief_without_the_firms_name(world, browser, language):
    client = make_client(world, make_organisation(world, name="(주)가람정밀", name_en="Garam Precision"))
    brief = make_brief(world, client, problem="가람정밀은 프레스 업체예요. Garam Precision makes parts.")
    talent = make_talent(world)
    world.commit()
    for reader in (None, talent):
        page = browser(reader, language=language)
        for path in ("/briefs", f"/briefs/{brief.id}"):
            answer = page.get(path)
            assert answer.status_code == 200
            assert "가람정밀" not in answer.text
            assert "Garam" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_firm_and_the_office_read_everything(world, browser, language):
    client, office = make_client(world), make_office(world)
    brief = make_published(world, client, office)
    service.revise_published(world, client, brief, version=brief.edit_version, budget_won=20_000_000)
    world.commit()
    for reader in (client, office):
        page = browser(reader, language=language)
        assert page.get(f"/briefs/{brief.id}").status_code == 200
        history = page.get(f"/briefs/{brief.id}/history").text
        assert "20,000,000" in history
        assert "12,000,000" in history


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_firm_finds_its_briefs_or_a_way_to_begin(world, browser, language):
    busy, new = make_client(world), make_client(world)
    brief = make_draft(world, busy)
    world.commit()
    assert f"/briefs/{brief.id}" in browser(busy, language=language).get("/briefs/mine").text
    assert "/briefs/new" in browser(new, language=language).get("/briefs/mine").text


def test_an_empty_search_says_what_to_do(world, browser):
    make_brief(world)
    world.commit()
    assert "거른 조건을 하나씩 풀어 보세요" in browser().get("/briefs?q=없는말").text


def test_nonsense_in_the_address_of_the_list_is_read_as_nothing(world, browser):
    make_brief(world)
    world.commit()
    for query in ("industry=ZZ", "page=-3", "page=x", "sort=%00", "region=99", "_external=1"):
        assert browser().get(f"/briefs?{query}").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_office_sees_its_queue_with_warnings(world, browser, language):
    office = make_office(world)
    brief = make_submitted(world, make_client(world), essential=[Line(f"경험 {n}") for n in range(6)])
    world.commit()
    page = browser(office, language=language)
    assert f"/briefs/{brief.id}" in page.get("/office/briefs").text
    assert f"/briefs/{brief.id}/do/publish" in page.get(f"/briefs/{brief.id}").text


def test_the_queue_is_the_offices(world, browser):
    client = make_client(world)
    world.commit()
    assert browser(client).get("/office/briefs").status_code == 403


def test_the_office_publishes_with_one_press_and_gives_reasons_for_the_rest(world, browser):
    office = make_office(world)
    good, poor = make_submitted(world, make_client(world)), make_submitted(world, make_client(world))
    world.commit()
    page = browser(office)
    assert page.post(f"/briefs/{good.id}/do/publish").status_code == 302
    assert page.get(f"/briefs/{poor.id}/do/request_changes").status_code == 200
    assert page.post(f"/briefs/{poor.id}/do/request_changes", data={"reason": ""}).status_code == 422
    assert page.post(f"/briefs/{poor.id}/do/request_changes", data={"reason": "숫자를 적어 주세요"}).status_code == 302
    world.expire_all()
    assert (good.state, poor.state) == (BriefState.PUBLISHED, BriefState.CHANGES_REQUESTED)


def test_the_firm_reads_why_its_brief_came_back_where_it_writes(world, browser):
    client, office = make_client(world), make_office(world)
    brief = make_submitted(world, client)
    service.request_changes(world, office, brief, reason="자료 기간을 적어 주세요")
    world.commit()
    for path in ("", "/edit/data"):
        assert "자료 기간을 적어 주세요" in browser(client).get(f"/briefs/{brief.id}{path}").text


def test_moves_of_other_features_and_moves_that_are_none_are_not_found(world, browser):
    client = make_client(world)
    brief = make_brief(world, client)
    world.commit()
    for name in ("award", "end_unfilled", "fly"):
        assert browser(client).post(f"/briefs/{brief.id}/do/{name}").status_code == 404


def test_publishing_twice_is_refused_with_what_is_possible_now(world, browser):
    office = make_office(world)
    brief = make_published(world, make_client(world), office)
    world.commit()
    answer = browser(office).post(f"/briefs/{brief.id}/do/publish")
    assert answer.status_code == 409
    assert "잠시 멈추기" in answer.text


def test_a_revision_is_saved_and_told_to_be_a_new_version(world, browser):
    client = make_client(world)
    brief = make_published(world, client, make_office(world))
    world.commit()
    page = browser(client)
    assert page.get(f"/briefs/{brief.id}/revise").status_code == 200
    data = {
        "budget_won": "15,000,000",
        "deadline_on": brief.deadline_on.isoformat(),
        "essential-0-line": brief.essentials[0].text,
        "nice-0-line": brief.nices[0].text,
        "version": brief.edit_version,
    }
    assert page.post(f"/briefs/{brief.id}/revise", data=data).status_code == 302
    world.expire_all()
    assert (brief.version, brief.budget_won) == (2, 15_000_000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_go_is_overridden_on_its_own_page(world, browser, language):
    office = make_office(world)
    brief = make_submitted(world, make_client(world))
    brief.verdict = "no_go"
    world.commit()
    page = browser(office, language=language)
    assert f"/briefs/{brief.id}/override" in page.get(f"/briefs/{brief.id}").text
    assert page.get(f"/briefs/{brief.id}/override").status_code == 200
    assert page.post(f"/briefs/{brief.id}/override", data={"reason": "자료를 더 받아요"}).status_code == 302
    world.expire_all()
    assert brief.verdict_override_reason == "자료를 더 받아요"


@pytest.mark.parametrize("language", LANGUAGES)
def test_giving_a_brief_up_asks_what_for_and_says_so_afterwards(world, browser, language):
    client = make_client(world)
    brief = make_published(world, client, make_office(world))
    world.commit()
    person, url = browser(client, language=language), f"/briefs/{brief.id}/do/cancel"
    asking = person.get(url).text
    assert all(f'value="{code}"' in asking for code in reasons_to_choose())
    assert 'value="nobody"' not in asking
    assert person.post(url, data={"reason": "돈이 없어요"}).status_code == 422
    assert person.post(url, data={"stop_reason": "budget", "reason": "돈이 없어요"}).status_code == 302
    assert ("예산 부족" if language == "ko" else "lack of budget") in person.get(f"/briefs/{brief.id}").text
