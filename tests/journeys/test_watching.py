"""The watching itself can fail: a page that misbehaves is written down, a page with barriers is told."""

import pytest
from playwright.sync_api import Browser, Page

from app.accounts.service import hash_password
from tests.factories import make_talent
from tests.journeys.browsing import Watcher, barriers, picture, sign_in, widest_overflow
from tests.journeys.conftest import LiveServer


def test_our_first_page_speaks_to_nobody_else_and_fits_its_window(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "ko"
    assert widest_overflow(page) == 0


@pytest.mark.parametrize("language", ["en"])
def test_a_reader_whose_browser_asks_for_english_gets_it(page: Page, language: str) -> None:
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
def test_a_person_signs_in_and_sees_what_to_do(server: LiveServer, page: Page, viewport: str) -> None:
    with server.house.database.writing.begin() as session:
        make_talent(session, email="talent@ieum.example", password_hash=hash_password("바다와 산 사이"))
    sign_in(page, "talent@ieum.example", "바다와 산 사이")
    assert page.url == f"{server.url}/todo"
    assert barriers(page) == []
    assert widest_overflow(page) == 0
    assert picture(page, "todo").stat().st_size > 1000


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<img src='http://another.example/pixel.png'>", "asked another origin: http://another.example/pixel.png"),
        ("<script>throw new Error('broken')</script>", "script error: broken"),
        ("<script>console.error('refused by policy')</script>", "console: refused by policy"),
    ],
)
def test_what_a_page_may_not_do_is_written_down(chromium: Browser, content: str, complaint: str) -> None:
    watcher = Watcher("http://127.0.0.1:1")
    context = chromium.new_context()
    watcher.watch(context)
    page = context.new_page()
    page.set_content(content)
    page.wait_for_timeout(100)
    context.close()
    assert complaint in [line.splitlines()[0] for line in watcher.complaints]


def test_a_picture_without_words_is_a_barrier(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<html lang=ko><title>그림</title><main><h1>그림</h1><img src='data:,'></main></html>")
    found = barriers(page)
    page.close()
    assert [line.split(" (")[0] for line in found] == ["image-alt"]
