"""What everybody does: confirm an address, sign in, look at what waits."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.browsing import sign_in
from tests.journeys.conftest import LiveServer
from tests.journeys.person import Person

PASSWORD = "바다와 산 사이 2026"


def confirms_address(person: Person, server: LiveServer, email: str) -> None:
    person.sees("메일을 보냈어요")
    person.go(server.mailed_link(email, "confirm"))
    person.press("가입 마치기")
    person.sees("이메일을 확인했어요. 이제 시작할 수 있어요.")
    assert person.path == "/todo"


def signs_in(person: Person, email: str) -> None:
    """And reads the site in their own language from then on."""
    sign_in(person.page, email, PASSWORD)
    if person.page.locator("html").get_attribute("lang") != person.language:
        person.page.locator(f"header a[hreflang={person.language}]").click()
    expect(person.page.locator("html")).to_have_attribute("lang", person.language)


def takes_up(person: Person, korean: str) -> None:
    """Open one thing of 지금 할 일."""
    person.go("/todo")
    person.press(korean)


def waiting(person: Person) -> list[str]:
    """What 지금 할 일 says, from the top."""
    person.go("/todo")
    return person.main.locator(".row-title").all_inner_texts()
