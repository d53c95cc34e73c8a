"""Without a mouse: a person signs in and starts a brief, and always sees where they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.accounts.service import hash_password
from tests.factories import make_client
from tests.journeys.conftest import LiveServer, NewPerson
from tests.journeys.people.anybody import PASSWORD
from tests.journeys.person import Person
from tests.journeys.stories import KOREAN, OWNER

MOST_TABS = 60
IS_MARKED = "box => { const s = getComputedStyle(box); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"


@pytest.fixture
def owner(server: LiveServer, new_person: NewPerson) -> Person:
    with server.house.database.writing.begin() as session:
        make_client(session, email=OWNER, password_hash=hash_password(PASSWORD))
    return new_person()


def test_a_person_signs_in_and_starts_a_brief_by_keyboard(owner: Person) -> None:
    keyboard = owner.page.keyboard
    tabs_to(owner.page, f"a[href='/sign-in']:has-text('{owner.words('로그인')}')")
    keyboard.press("Enter")
    tabs_to(owner.page, "[name=email]")
    keyboard.type(OWNER)
    tabs_to(owner.page, "[name=password]")
    keyboard.insert_text(PASSWORD)
    keyboard.press("Enter")
    owner.page.wait_for_url("**/todo")
    tabs_to(owner.page, "header a[href='/briefs/mine']")
    keyboard.press("Enter")
    owner.page.wait_for_url("**/briefs/mine")
    tabs_to(owner.page, "main a[href='/briefs/new']")
    keyboard.press("Enter")
    tabs_to(owner.page, "[name=raw]")
    keyboard.insert_text(KOREAN.brief["problem"]["problem"])
    tabs_to(owner.page, "main [type=submit]")
    keyboard.press("Enter")
    expect(owner.main.locator("[name=title]")).to_be_visible()
    expect(owner.main.locator("[name=industry_ksic]")).not_to_have_value("")


def test_the_first_tab_leads_past_the_menu(owner: Person) -> None:
    owner.page.keyboard.press("Tab")
    owner.page.keyboard.press("Enter")
    expect(owner.main).to_be_focused()


def tabs_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus; wherever it stops on the way, it can be seen."""
    goal = page.locator(f"{selector}:focus")
    page.wait_for_load_state()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count():
            assert focused.evaluate(IS_MARKED), focused.evaluate("box => box.outerHTML.slice(0, 200)")
        if goal.count():
            return
    raise AssertionError(f"{selector} cannot be reached by Tab on {page.url}")
