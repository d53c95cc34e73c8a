"""Writing a brief in the browser: one sentence, then pages that save themselves, then the last look."""

from __future__ import annotations

import pytest

from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from tests.factories import make_client, make_office
from tests.factories.briefs import make_draft, make_submitted

STEPS = ("problem", "data", "numbers", "people", "terms", "check")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_in_both_languages(world, browser, step, language):
    client = make_client(world)
    brief = make_draft(world, client)
    world.commit()
    answer = browser(client, language=language).get(f"/briefs/{brief.id}/edit/{step}")
    assert answer.status_code == 200


def test_one_sentence_makes_a_draft_and_leads_to_the_first_step(world, browser):
    client = make_client(world)
    world.commit()
    answer = browser(client).post("/briefs/new", data={"raw": "불량이 자꾸 나와서 골치", "industry_ksic": "C22"})
    brief = world.query(Brief).one()
    assert answer.location == f"/briefs/{brief.id}/edit/problem"
    assert (brief.raw, brief.industry_ksic, brief.state) == ("불량이 자꾸 나와서 골치", "C22", BriefState.DRAFT)


def test_a_sentence_that_is_missing_is_asked_for_beside_its_field(world, browser):
    client = make_client(world)
    world.commit()
    answer = browser(client).post("/briefs/new", data={"raw": " ", "industry_ksic": "C22"})
    assert answer.status_code == 422
    assert "raw-error" in answer.text


def test_saving_a_step_leads_to_the_next_and_keeps_gaps(world, browser):
    client = make_client(world)
    brief = make_draft(world, client, title="", problem="")
    world.commit()
    answer = browser(client).post(
        f"/briefs/{brief.id}/edit/problem",
        data={"title": "새 이름", "problem": "", "industry_ksic": "C25", "version": brief.edit_version},
    )
    world.refresh(brief)
    assert answer.location == f"/briefs/{brief.id}/edit/data"
    assert (brief.title, brief.problem) == ("새 이름", "")


def test_requirements_are_typed_as_rows_and_blank_rows_are_dropped(world, browser):
    client = make_client(world)
    brief = make_draft(world, client)
    world.commit()
    browser(client).post(
        f"/briefs/{brief.id}/edit/people",
        data={
            "essential-0-line": "사진으로 흠을 찾아 본 경험",
            "essential-1-line": " ",
            "nice-0-line": "",
            "version": brief.edit_version,
        },
    )
    world.expire_all()
    assert [row.text for row in brief.requirements] == ["사진으로 흠을 찾아 본 경험"]


def test_an_eleventh_essential_is_refused_beside_the_list_and_nothing_typed_is_lost(world, browser):
    client = make_client(world)
    brief = make_draft(world, client)
    world.commit()
    rows = {f"essential-{n}-line": f"경험 {n}" for n in range(11)}
    answer = browser(client).post(f"/briefs/{brief.id}/edit/people", data={**rows, "version": brief.edit_version})
    assert answer.status_code == 422
    assert "10개까지 적을 수 있어요" in answer.text
    assert "경험 10" in answer.text


def test_autosave_keeps_what_can_be_kept_and_hands_back_the_version(world, browser):
    client = make_client(world)
    brief = make_draft(world, client)
    world.commit()
    page = browser(client)
    saved = page.post(
        f"/briefs/{brief.id}/autosave/terms",
        data={"budget_won": "9,000,000", "weeks": "여덟", "remote": "any", "version": brief.edit_version},
        headers={"Accept": "application/json"},
    )
    world.refresh(brief)
    world.commit()
    assert saved.json == {"version": brief.edit_version}
    assert (brief.budget_won, brief.weeks) == (9_000_000, 10)
    again = page.post(
        f"/briefs/{brief.id}/autosave/terms",
        data={"budget_won": "9,500,000", "remote": "any", "version": saved.json["version"]},
        headers={"Accept": "application/json"},
    )
    assert again.status_code == 200


def test_a_stale_edit_shows_both_texts(world, browser):
    client = make_client(world)
    brief = make_draft(world, client)
    world.commit()
    page, old = browser(client), brief.edit_version
    data = {"tried": "눈으로 봐요", "data_text": "엑셀 장부"}
    assert page.post(f"/briefs/{brief.id}/edit/data", data={**data, "version": old}).status_code == 302
    late = page.post(
        f"/briefs/{brief.id}/edit/data", data={"tried": "사진을 찍어요", "data_text": "엑셀 장부", "version": old}
    )
    assert late.status_code == 409
    assert "눈으로 봐요" in late.text
    assert "사진을 찍어요" in late.text


def test_the_last_page_links_to_what_is_missing_and_offers_no_button_yet(world, browser):
    client = make_client(world)
    brief = make_draft(world, client, kpi_baseline=None, budget_won=None)
    world.commit()
    page = browser(client).get(f"/briefs/{brief.id}/edit/check").text
    assert f"/briefs/{brief.id}/edit/numbers#kpi_baseline" in page
    assert f"/briefs/{brief.id}/edit/terms#budget_won" in page
    assert f"/briefs/{brief.id}/do/submit" not in page


def test_a_complete_draft_is_submitted_with_one_press(world, browser):
    client = make_client(world)
    brief = make_draft(world, client)
    world.commit()
    answer = browser(client).post(f"/briefs/{brief.id}/do/submit")
    world.refresh(brief)
    assert answer.location == f"/briefs/{brief.id}"
    assert brief.state is BriefState.SUBMITTED


def test_a_submitted_brief_is_not_open_for_writing(world, browser):
    client = make_client(world)
    brief = make_submitted(world, client)
    world.commit()
    page = browser(client)
    assert page.get(f"/briefs/{brief.id}/edit/problem").location == f"/briefs/{brief.id}"
    assert page.post(f"/briefs/{brief.id}/edit/problem", data={"title": "몰래", "version": 1}).status_code == 409


@pytest.mark.parametrize("path", ["", "/edit/problem", "/edit/check", "/history", "/do/submit", "/revise"])
def test_another_firms_brief_is_not_found(world, browser, path):
    brief = make_draft(world, make_client(world))
    stranger = make_client(world)
    world.commit()
    assert browser(stranger).get(f"/briefs/{brief.id}{path}").status_code == 404


def test_the_office_does_not_write_briefs(world, browser):
    brief = make_draft(world, make_client(world))
    office = make_office(world)
    world.commit()
    assert (
        browser(office).post(f"/briefs/{brief.id}/edit/problem", data={"title": "x", "version": 1}).status_code == 403
    )
