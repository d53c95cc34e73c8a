"""The office's pages of the weights, in both languages, before and after there is anything to decide."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.matches.models import SHIPPED_WEIGHTS
from app.matches.queries.weights import weights_in_use
from tests.factories import make_brief, make_client, make_office
from tests.factories.learning import TOPICS, make_candidate, make_speaker
from tests.factories.matches import read_everything
from tests.factories.pages import look_again, press, text_of


@pytest.fixture
def office(world: Session):
    made = make_office(world)
    world.commit()
    return made


@pytest.fixture
def candidate(world: Session, office):
    made = make_candidate(world)
    world.commit()
    return made


@pytest.fixture
def brief(app, world: Session):
    """An open brief whose list the trial weights turn around."""
    house = app.extensions["ieum"]
    made = make_brief(world, essentials=(TOPICS[0],))
    for n in range(8):
        make_speaker(world, TOPICS[n % 4])
    world.commit()
    read_everything(house.database, house.settings)
    return made


@pytest.mark.parametrize(("language", "words"), [("ko", "아직 맞춘 값이 없어요"), ("en", "Nothing fitted yet")])
def test_before_the_first_fit_the_page_says_how_one_comes_about(browser, office, language: str, words: str):
    page = text_of(browser(office, language=language).get("/office/weights"))
    assert words in page
    assert "flask matching fit" in page
    assert "33%" in page  # requirements: 4 of 12


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("맞춘 값 fit-1", "우연으로 보기 어려운", "+2.2점", "지금 목록이 이렇게 바뀌어요", "1,500", "이 가중치로 바꾸기")),
        ("en", ("Fitted weights fit-1", "more than chance", "+2.2", "What would change", "1,500", "Switch to these weights")),
    ],
)  # fmt: skip
def test_a_candidate_shows_all_there_is_to_decide_on(browser, office, candidate, brief, language: str, words):
    page = text_of(browser(office, language=language).get(f"/office/weights/{candidate.id}"))
    for word in words:
        assert word in page
    assert brief.number in page


@pytest.mark.parametrize(
    ("language", "missing", "words"),
    [
        (
            "ko",
            "견주지 못했어요",
            ("인재의 목록이 나빠지지 않는지", "31건", "−0.4점 (−1.9~+1.1)", "지원함", "차이를 말하기에는"),
        ),
        ("en", "nothing to compare by", ("Nothing is learnt from what talents do", "31 lists", "−0.4", "Applied")),
    ],
)
def test_a_candidate_says_what_it_does_to_the_lists_of_talents(
    browser, world: Session, office, candidate, language: str, missing: str, words
):
    page, url = browser(office, language=language), f"/office/weights/{candidate.id}"
    assert missing in text_of(page.get(url))
    measured = {"measured_on": 31, "before": 0.701, "after": 0.697, "gain": -0.004, "low": -0.019, "high": 0.011}
    candidate.report = {**candidate.report, "talents": {**measured, "grades": {**candidate.report["grades"]}}}
    world.commit()
    told = text_of(page.get(url))
    assert missing not in told
    for word in words:
        assert word in told


def test_a_list_that_cannot_be_compared_yet_is_said(browser, office, candidate):
    assert "견줄 목록이 아직 없어요" in text_of(browser(office).get(f"/office/weights/{candidate.id}"))


def test_a_switch_needs_a_reason_and_is_remembered(browser, world: Session, office, candidate):
    page, url = browser(office), f"/office/weights/{candidate.id}/switch-on"
    asked = page.get(url)
    assert f'name="instead_of" type="hidden" value="{SHIPPED_WEIGHTS}"' in asked.text
    assert page.post(url, data={"instead_of": SHIPPED_WEIGHTS, "reason": ""}).status_code == 422
    press(page, url, instead_of=SHIPPED_WEIGHTS, reason="나중 목록에서 더 나았어요.")
    look_again(world)
    assert weights_in_use(world).version == candidate.version
    after = text_of(page.get("/office/weights"))
    assert "나중 목록에서 더 나았어요." in after
    assert "바꾼 기록" in after


def test_the_slower_of_two_reads_who_was_first(browser, world: Session, office, candidate):
    other = make_candidate(world)
    world.commit()
    page = browser(office)
    press(page, f"/office/weights/{candidate.id}/switch-on", instead_of=SHIPPED_WEIGHTS, reason="더 나아요.")
    answer = page.post(
        f"/office/weights/{other.id}/switch-on", data={"instead_of": SHIPPED_WEIGHTS, "reason": "더 나아요."}
    )
    assert answer.status_code == 409
    assert candidate.version in answer.text


def test_weights_of_an_earlier_scoring_say_so_and_offer_no_switch(browser, world: Session, office, candidate):
    page = browser(office)
    press(page, f"/office/weights/{candidate.id}/switch-on", instead_of=SHIPPED_WEIGHTS, reason="더 나아요.")
    look_again(world)
    candidate.numbers = {"requirements": 1.0}
    world.commit()
    assert "제품에 든 값으로 순서를 매겨요" in text_of(page.get("/office/weights"))
    one = text_of(page.get(f"/office/weights/{candidate.id}"))
    assert "점수를 매기는 방법이 바뀌어" in one
    assert "/switch-on" not in one


def test_what_is_in_use_offers_no_switch(browser, world: Session, office, candidate):
    page = browser(office)
    press(page, f"/office/weights/{candidate.id}/switch-on", instead_of=SHIPPED_WEIGHTS, reason="더 나아요.")
    assert "/switch-on" not in text_of(page.get(f"/office/weights/{candidate.id}"))


@pytest.mark.parametrize("path", ["", "/switch-on"])
def test_a_version_that_does_not_exist_is_not_found_and_firms_do_not_get_in(browser, world: Session, office, path: str):
    client = make_client(world)
    world.commit()
    assert browser(office).get(f"/office/weights/987654{path}").status_code == 404
    assert browser(client).get(f"/office/weights/987654{path}").status_code == 403
