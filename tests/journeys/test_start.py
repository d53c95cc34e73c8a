"""From one sentence to a submitted brief on a phone: every press is counted, and whoever leaves finds everything again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from app.accounts.service import hash_password
from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.scoping.rules.kinds import read_trouble
from tests.factories import make_client
from tests.journeys.conftest import LiveServer, NewPerson
from tests.journeys.people.anybody import PASSWORD, signs_in
from tests.journeys.person import Person
from tests.journeys.stories import OWNER

MOST_PRESSES = 12
CLEAR = {
    "ko": "눈으로 검사하는데 흠집 난 걸 자꾸 놓쳐서 반품이 와요",
    "en": "We check parts by eye and still miss scratched ones, so boxes come back",
}
UNCLEAR = {"ko": "도와주세요", "en": "Things are hard these days"}
ANSWERS: Mapping[str, str] = {
    "now": "person_each",
    "cost": "middle",
    "pictures": "hundreds",
    "answers": "some",
    "access": "open",
}
RECORDS = ("excel", "photos")
NUMBERS = {"baseline": "3.1", "target": "1.5"}
BUDGET_WON = "12,000,000"

pytestmark = [pytest.mark.parametrize("language", ["ko", "en"]), pytest.mark.parametrize("viewport", ["phone"])]


@dataclass
class Hand:
    """One person's hand: each press is counted, and each page it comes to is looked at. Typing an answer is no press."""

    person: Person
    presses: int = 0

    @property
    def question(self) -> str:
        return self.person.path.rsplit("/", 1)[-1]

    def press(self, korean: str) -> None:
        self._leave(lambda: self.person.press(korean))

    def choose(self, name: str, value: str) -> None:
        self._leave(self.person.main.locator(f"button[name={name}][value='{value}']").click)

    def tick(self, value: str) -> None:
        self.person.main.locator(f"input[name=answer][value='{value}']").check()
        self.presses += 1

    def _leave(self, do: Callable[[], None]) -> None:
        """Look at the page, press, and wait for the one it leads to."""
        self.person.inspect()
        page = self.person.page.url
        do()
        expect(self.person.page).not_to_have_url(page)
        self.presses += 1


@pytest.fixture
def owner(server: LiveServer, new_person: NewPerson) -> Person:
    read_trouble(CLEAR["ko"])  # the reader is loaded when a web worker starts
    with server.house.database.writing.begin() as session:
        make_client(session, email=OWNER, password_hash=hash_password(PASSWORD))
    return arrives(new_person)


def arrives(new_person: NewPerson) -> Person:
    person = new_person()
    signs_in(person, OWNER)
    person.go("/start")
    return person


def answers(hand: Hand) -> None:
    """One question, as its page asks for it."""
    if hand.question == "kind":
        hand.choose("kind", "defect-detection")
    elif hand.question == "records":
        for record in RECORDS:
            hand.tick(record)
        hand.press("다음")
    elif hand.question == "goal":
        hand.person.fill(**NUMBERS)
        hand.press("다음")
    else:
        hand.choose("answer", ANSWERS[hand.question])


@pytest.mark.parametrize("sentences", [CLEAR, UNCLEAR], ids=["clear", "unclear"])
def test_from_one_sentence_to_a_submitted_brief_in_twelve_presses(
    server: LiveServer, owner: Person, sentences: Mapping[str, str]
) -> None:
    hand = Hand(owner)
    owner.fill(raw=sentences[owner.language])
    hand.press("시작하기")
    assert (hand.question == "kind") is (sentences is UNCLEAR)
    while hand.question != "diagnosis":
        answers(hand)
    owner.fill(budget_won=BUDGET_WON)
    hand.press("과제 초안 만들기")
    owner.sees("필요한 것을 모두 적었어요.")
    hand.press("검토 요청")
    owner.sees("검토를 요청했어요. 사무국이 영업일 2일 안에 답해요.")
    with server.house.database.reading() as session:
        assert session.query(Brief).one().state is BriefState.SUBMITTED
    assert hand.presses <= MOST_PRESSES


def test_whoever_leaves_finds_everything_again(owner: Person, new_person: NewPerson) -> None:
    hand = Hand(owner)
    owner.fill(raw=CLEAR[owner.language])
    hand.press("시작하기")
    while hand.question != "goal":
        answers(hand)
    for name, number in NUMBERS.items():
        with owner.page.expect_response("**/autosave/goal"):
            owner.fill(**{name: number})
            owner.page.keyboard.press("Tab")
    expect(owner.main.locator(".save-status")).to_have_text(owner.words("방금 저장됨"))
    owner.page.close()

    later = arrives(new_person)
    later.inspect()
    later.main.locator(".row-title a").click()
    later.reads(CLEAR[later.language])
    later.reads(NUMBERS["target"])
    intake = later.path.removesuffix("/diagnosis")
    for question, option in ANSWERS.items():
        later.go(f"{intake}/questions/{question}")
        expect(later.main.locator("[name=answer][aria-current=true]")).to_have_attribute("value", option)
    later.go(f"{intake}/questions/records")
    ticked = later.main.locator("[name=answer]:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    assert ticked == list(RECORDS)
    later.go(f"{intake}/questions/goal")
    for name, number in NUMBERS.items():
        expect(later.main.locator(f"[name={name}]")).to_have_value(number)
