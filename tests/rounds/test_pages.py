"""A round as the office meets it, from the empty list to the places that are left, and as a firm meets its part."""

from __future__ import annotations

import pytest

from app.core.actors import Kind
from app.invitations.models import Invitation
from app.rounds.models import AssignmentRound, Recommendation
from app.rounds.workflow import RoundState
from tests.factories import make_brief, make_client, make_office
from tests.factories.pages import look_again, press, press_twice, text_of
from tests.factories.rounds import Office, make_world

TITLE = "11월 4주 정기 라운드"


@pytest.fixture
def house(app):
    return app.extensions["ieum"]


@pytest.fixture
def office(house) -> Office:
    return make_world(house.database, house.settings)


@pytest.fixture
def asker(office, browser):
    return browser(office.asker)


@pytest.fixture
def second(office, browser):
    return browser(office.second)


def begin(office: Office, asker, **changes) -> str:
    """Make a round by its form; its address."""
    data = {
        "title": TITLE,
        "brief_ids": [str(office.press_id), str(office.words_id)],
        "talent_places": "1",
        "weight": "score",
        **changes,
    }
    return str(press(asker, "/office/rounds/new", **data).location)


def test_without_rounds_the_list_says_what_they_are_for(world, browser):
    office = make_office(world)
    world.commit()
    page = text_of(browser(office).get("/office/rounds"))
    assert "아직 라운드가 없어요" in page


def test_without_a_brief_that_looks_there_is_nothing_to_begin(world, browser):
    office = make_office(world)
    world.commit()
    assert "지금 사람을 찾는 과제가 없어요" in text_of(browser(office).get("/office/rounds/new"))


def test_the_whole_way_of_a_round(office, asker, second, browser, work, world):
    at = begin(office, asker)
    assert "배정 계산" in text_of(asker.get(at))

    press_twice(asker, f"{at}/do/solve")
    busy = text_of(asker.get(at))
    assert "계산 중이에요" in busy
    assert 'hx-trigger="every 3s"' in busy

    work()
    own, others = text_of(asker.get(at)), text_of(second.get(at))
    assert "이 배정 확정" not in own
    assert "계산한 사람이 확정할 수 없어요" in own
    assert "이 배정 확정" in others
    assert "점수는 아무것도 정하지 않아요" in others
    assert 'hx-trigger="every 3s"' not in others
    assert f"/briefs/{office.press_id}/candidates/{office.pressman_id}" in others
    assert "배정안을 읽고 확정해 주세요" in text_of(second.get("/todo"))
    assert "배정안을 읽고 확정해 주세요" not in text_of(asker.get("/todo"))

    look_again(world)
    solution = world.get_one(AssignmentRound, 1).solution.id
    press_twice(second, f"{at}/solutions/{solution}/confirm")
    work()
    assert "기업에 보낸 추천" in text_of(second.get(at))

    client = browser(office.client)
    assert "사무국이 추천한 인재를 살펴봐 주세요" in text_of(client.get("/todo"))
    page = text_of(client.get(f"/briefs/{office.press_id}/recommended"))
    assert "초대 보내기" in page
    assert "인공지능" in page
    look_again(world)
    first, other = world.query(Recommendation).order_by(Recommendation.brief_id)
    press_twice(client, f"/recommendations/{first.id}/do/invite")
    press(client, f"/recommendations/{other.id}/do/pass", reason="다른 분을 찾아요")
    look_again(world)
    assert [(one.brief_id, one.profile_id) for one in world.query(Invitation)] == [(first.brief_id, first.profile_id)]

    rest = press(asker, f"{at}/rest").location
    page = text_of(asker.get(rest))
    assert "앞선 라운드" in page
    assert "고객 문의 분류" in page
    assert "프레스 이상 탐지" not in page


def test_whoever_asked_is_refused_with_a_plain_sentence(office, asker, work, world):
    at = begin(office, asker)
    press(asker, f"{at}/do/solve")
    work()
    look_again(world)

    answer = asker.post(f"{at}/solutions/{world.get_one(AssignmentRound, 1).solution.id}/confirm")

    assert answer.status_code == 403
    assert "배정을 계산한 사람은 확정할 수 없어요" in answer.text


def test_a_solution_that_is_not_the_last_is_refused_and_nothing_is_sent(office, asker, second, work, world):
    at = begin(office, asker)
    press(asker, f"{at}/do/solve")
    work()
    press(asker, f"{at}/do/solve")
    work()

    answer = second.post(f"{at}/solutions/1/confirm")

    assert answer.status_code == 409
    assert "다시 계산했어요" in answer.text
    look_again(world)
    assert world.get_one(AssignmentRound, 1).state is RoundState.SOLVED


def test_a_ban_shows_its_reason_what_it_changed_and_what_would_help(office, asker, second, work):
    at = begin(office, asker)
    press(asker, f"{at}/do/solve")
    work()
    for profile_id in (office.pressman_id, office.reader_id):
        press(asker, f"{at}/briefs/{office.press_id}/{profile_id}/ban", reason="친척이라고 했어요")
    assert "조건이 바뀌었어요" in text_of(asker.get(at))
    press(asker, f"{at}/do/solve")
    work()

    page = text_of(second.get(at))

    assert "친척이라고 했어요" in page
    assert "금지한 짝 때문이에요" in page
    assert "없어진 짝" in page
    assert "풀기" in text_of(second.get(f"{at}/briefs/{office.press_id}"))


def test_a_word_without_a_reason_stays_on_its_form(office, asker, work):
    at = begin(office, asker)
    press(asker, f"{at}/do/solve")
    work()
    assert asker.post(f"{at}/briefs/{office.press_id}/{office.pressman_id}/pin", data={}).status_code == 422


def test_a_word_is_taken_back(office, asker, work):
    at = begin(office, asker)
    press(asker, f"{at}/do/solve")
    work()
    press(asker, f"{at}/briefs/{office.press_id}/{office.pressman_id}/pin", reason="만나 봤어요")
    assert "사람이 정한 짝" in text_of(asker.get(at))
    press_twice(asker, f"{at}/choices/1/undo")
    assert "사람이 정한 짝" not in text_of(asker.get(at))


def test_conditions_are_read_and_written(office, asker):
    at = begin(office, asker)
    conditions = {
        "weight": "even",
        "talent_places": "2",
        "exceptions": "",
        f"brief_{office.press_id}": "3",
        f"brief_{office.words_id}": "0",
    }
    press(asker, f"{at}/conditions", **conditions)

    page = text_of(asker.get(at))
    assert "고르게" in page
    assert "고객 문의 분류" not in page
    assert 'value="3"' in text_of(asker.get(f"{at}/conditions"))


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"brief_ids": []}, {"talent_places": "0"}, {"weight": "luck"}, {"numbers": "A-999999"}]
)
def test_what_cannot_be_used_is_told_beside_its_field(office, asker, wrong):
    data = {"title": TITLE, "brief_ids": [str(office.press_id)], "talent_places": "1", "weight": "score", **wrong}
    answer = asker.post("/office/rounds/new", data=data)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text


def test_a_round_without_any_brief_left_is_refused(office, asker):
    at = begin(office, asker)
    data = {"weight": "score", "talent_places": "1", f"brief_{office.press_id}": "0", f"brief_{office.words_id}": "0"}
    assert asker.post(f"{at}/conditions", data=data).status_code == 422


def test_an_abandoned_round_says_why_and_offers_nothing(office, asker):
    at = begin(office, asker)
    press(asker, f"{at}/do/abandon", reason="다음 주에 해요")
    page = text_of(asker.get(at))
    assert "다음 주에 해요" in page
    assert "배정 계산" not in page


def test_another_firm_does_not_find_the_recommendations(office, asker, browser, world):
    stranger = make_client(world)
    world.commit()
    assert browser(stranger).get(f"/briefs/{office.press_id}/recommended").status_code == 404


def test_a_brief_without_recommendations_says_so(world, browser):
    client = make_client(world)
    brief = make_brief(world, client)
    world.commit()
    assert "아직 사무국 추천이 없어요" in text_of(browser(client).get(f"/briefs/{brief.id}/recommended"))


def test_the_pages_speak_english(office, asker, browser, work):
    at = begin(office, asker, title="November round")
    press(asker, f"{at}/do/solve")
    work()
    page = text_of(browser(office.second, language="en").get(at))
    assert "Confirm this assignment" in page
    assert "a score decides nothing" in page


def test_only_the_office_sees_rounds(office, asker, browser):
    at = begin(office, asker)
    assert office.client.kind is Kind.CLIENT
    assert browser(office.client).get(at).status_code == 403
