"""The pages of figures: each opens the rows it counts, a list leaves only with a reason, anything has a history."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.history import History
from app.statistics.queries import figures
from app.statistics.rules.figures import FIGURES
from tests.factories import make_client, make_office, make_talent
from tests.factories.statistics import (
    NOW,
    a_contract,
    a_milestone,
    a_published_brief,
    a_rejected_brief,
    an_outcome,
)

TITLES = ("프레스 불량을 미리 알기", "프레스 불량", "포장 검사", "아직 열린 과제")
HANGUL = re.compile("[가-힣]")


@pytest.fixture(autouse=True)
def _stand_the_clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def office(world):
    """The office, with a small world in which every figure has rows."""
    for days, title in ((90, "프레스 불량"), (80, "=HYPERLINK(1)"), (70, "포장 검사")):
        brief = a_published_brief(world, days, ("close", days - 10), title=title)
        contract = a_contract(world, brief, signed=days - 20, completed=62)
        a_milestone(world, contract, ("deliver", 65), ("accept", 64))
        an_outcome(world, contract, ("report", 60), ("verify", 50), actual="1.0")
    a_published_brief(world, 5, title="아직 열린 과제")
    a_rejected_brief(world, 3)
    actor = make_office(world)
    world.commit()
    return actor


def sheet_of(answer):
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


# -- showing ------------------------------------------------------------------------------------------------------


def test_the_office_sees_every_figure_with_its_number(browser, office):
    page = browser(office).get("/office/figures").get_data(as_text=True)
    for figure in FIGURES.values():
        assert str(figure.name) in page
    assert "80<span" in page.replace(" ", "")  # four of five decided briefs were published


def test_a_list_is_as_long_as_its_figure_says(browser, office, world):
    opened = browser(office)
    for measured in figures(world).values():
        for part in measured.figure.lists:
            page = opened.get(f"/office/figures/{measured.figure.id}/rows?part={part}").get_data(as_text=True)
            assert page.count('class="row"') == len(measured.rows(part)), (measured.figure.id, part)
            assert page.count("/office/history/") == len(measured.rows(part))


def test_an_immature_month_shows_its_day_instead_of_a_number(browser, office):
    page = browser(office).get("/office/figures?since=2026-11&until=2026-11").get_data(as_text=True)
    fill = page.split('id="M3"')[1].split("</article>")[0]
    assert "young" in page.split('id="M3"')[0][-40:]
    assert "부터 값을 보여요" in fill
    assert "0%" not in fill.replace(" ", "").split("</p>")[0]


def test_filters_that_cannot_be_read_ask_for_nothing(browser, office):
    answer = browser(office).get("/office/figures?since=tomorrow&industry=ZZ&region=%00&by=x")
    assert answer.status_code == 200


def test_an_unknown_figure_is_not_there(browser, office):
    assert browser(office).get("/office/figures/M99/rows").status_code == 404
    assert browser(office).get("/office/figures/export/M99").status_code == 404


def test_figures_of_the_office_are_for_the_office(browser, world):
    people = make_client(world), make_talent(world)
    world.commit()
    client, talent = map(browser, people)
    for path in (
        "/office/figures",
        "/office/figures/M1/rows",
        "/office/figures/export/all",
        "/office/exports/1",
        "/office/history",
        "/office/history/brief/1",
    ):
        assert client.get(path).status_code == 403
        assert talent.get(path).status_code == 403
        assert browser().get(path).status_code == 302


def test_every_page_speaks_english(browser, office):
    opened = browser(office, language="en")
    for path in (
        "/office/figures",
        "/office/figures/M3/rows?part=denominator",
        "/office/figures/M3/rows?part=pending",
        "/office/figures/export/M3",
        "/office/history",
        "/office/history?q=B-",
        "/office/history?q=none",
        "/figures",
    ):
        answer = opened.get(path)
        assert answer.status_code == 200
        body = answer.get_data(as_text=True).split("<main")[1].split("</main>")[0]
        for words in TITLES:
            body = body.replace(words, "")
        assert not HANGUL.search(body), (path, re.findall("[^>]*[가-힣][^<]*", body))


# -- for everybody ------------------------------------------------------------------------------------------------


def test_visitors_see_no_small_cell(browser, office):
    page = browser().get("/figures").get_data(as_text=True)
    assert "80%" not in page
    assert "보여 드리지 않아요" in page
    assert "프레스" not in page


def test_visitors_see_figures_once_there_are_enough(browser, office, world):
    for days in range(60, 72):
        brief = a_published_brief(world, days, ("close", days - 10))
        if days % 2:
            a_contract(world, brief, signed=days - 15)
    for days in range(5):
        a_published_brief(world, 1 + days)
    world.commit()
    page = browser().get("/figures").get_data(as_text=True)
    assert "15건 가운데 9건" in page
    assert "60<span" in page.replace(" ", "")


# -- taking out ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_taken_out(browser, office, world, reason):
    answer = browser(office).post("/office/figures/export/all", data={"reason": reason})
    assert answer.status_code == 422
    assert not world.scalars(sa.select(History).where(History.thing == "export")).all()


def test_all_figures_as_a_sheet_with_the_reason_on_record(browser, office, world):
    opened = browser(office)
    answer = opened.post("/office/figures/export/all", data={"reason": "운영위원회 보고"})
    file = opened.get(answer.location)
    assert file.mimetype == "text/csv"
    assert file.data.startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in sheet_of(file)[1:]] == list(FIGURES)
    world.rollback()
    row = world.scalars(sa.select(History).where(History.thing == "export")).one()
    assert (row.actor_id, row.facts["reason"], row.facts["figure"]) == (office.user_id, "운영위원회 보고", "all")


def test_the_rows_of_a_figure_as_a_sheet_in_which_no_cell_runs(browser, office):
    opened = browser(office)
    answer = opened.post("/office/figures/export/M3?part=numerator&since=2026-01", data={"reason": "점검"})
    rows = sheet_of(opened.get(answer.location))[1:]
    assert len(rows) == 3
    assert "'=HYPERLINK(1)" in {row[1] for row in rows}


def test_pressing_twice_records_one_export(browser, office, world):
    opened = browser(office)
    sent = {"data": {"reason": "점검"}, "headers": {"Idempotency-Key": "one"}}
    first, second = (opened.post("/office/figures/export/M1", **sent) for _ in range(2))
    assert first.location == second.location
    world.rollback()
    assert len(world.scalars(sa.select(History).where(History.thing == "export")).all()) == 1


def test_an_export_is_its_askers_and_for_an_hour(browser, office, world):
    other = make_office(world)
    world.commit()
    location = browser(office).post("/office/figures/export/M1", data={"reason": "점검"}).location
    assert browser(other).get(location).status_code == 404
    with clock.at(NOW + timedelta(minutes=61)):
        assert browser(office).get(location).status_code == 404


# -- the history of anything --------------------------------------------------------------------------------------


def test_anything_is_found_by_its_number_and_tells_its_history(browser, office, world):
    from app.briefs.models import Brief

    brief = world.scalars(sa.select(Brief).where(Brief.title == "프레스 불량")).one()
    opened = browser(office)
    found = opened.get(f"/office/history?q={brief.number.lower()}").get_data(as_text=True)
    assert f"/office/history/brief/{brief.id}" in found
    page = opened.get(f"/office/history/brief/{brief.id}").get_data(as_text=True)
    assert "검토 요청" in page
    assert "/office/history/contract/" in page  # what hangs on it


@pytest.mark.parametrize("path", ["brief/99999", "nonsense/1", "export/1"])
def test_what_is_not_there_has_no_history(browser, office, path):
    assert browser(office).get(f"/office/history/{path}").status_code == 404


@pytest.mark.parametrize("typed", ["%", "_", "'; --", "x" * 100])
def test_odd_numbers_find_nothing(browser, office, typed):
    answer = browser(office).get("/office/history", query_string={"q": typed})
    assert answer.status_code in (200, 422)
    assert 'class="row"' not in answer.get_data(as_text=True)
