"""A running server and real browsers for the journeys: each test has its own world, each person their own window."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server

from app.core.jobs import run_all
from app.factory import House, create_app
from app.settings import read_settings
from scripts.setup.debian import find_chromium
from tests.journeys.browsing import CHROMIUM_ARGUMENTS, LOCALES, VIEWPORTS, Watcher
from tests.journeys.person import Person

NewPage = Callable[..., Page]
NewPerson = Callable[..., Person]
PATIENCE = 20_000  # milliseconds: a page on a busy machine


@dataclass(frozen=True)
class LiveServer:
    """The application over HTTP, and its inside for building a world before a journey."""

    url: str
    house: House

    def work(self) -> int:
        """What the worker would do by now."""
        return run_all(self.house.database, self.house.handlers)

    def mailed_link(self, to: str, kind: str) -> str:
        """The newest link of a kind ("confirm", "join") in the mails to an address, sent by now."""
        self.work()
        folder = Path(urlsplit(self.house.settings.mail_url).path)
        files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        mails = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        texts = [mail.get_content() for mail in mails if mail["To"] == to]
        links: list[str] = re.findall(rf"http\S+/{kind}/\S+", "\n".join(texts))
        return links[-1]


@pytest.fixture
def server(sqlite_url: str, tmp_path: Path) -> Iterator[LiveServer]:
    http: BaseWSGIServer = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    url = f"http://127.0.0.1:{http.server_port}"
    environ = {"IEUM_ENV": "test", "DATABASE_URL": sqlite_url, "IEUM_INSTANCE": str(tmp_path), "IEUM_BASE_URL": url}
    app = create_app(read_settings(environ))
    http.app = app
    running = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    running.start()
    yield LiveServer(url, app.extensions["ieum"])
    http.shutdown()
    running.join()
    http.server_close()


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium: install chromium, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def language() -> str:
    """Parametrise a test with `language` to walk it in another one."""
    return "ko"


@pytest.fixture
def viewport() -> str:
    """Parametrise a test with `viewport` ("phone" or "desktop") to see it at another width."""
    return "desktop"


@pytest.fixture
def watcher(server: LiveServer) -> Iterator[Watcher]:
    """Sees every window of a test; the test fails if any of them misbehaves."""
    watching = Watcher(server.url)
    yield watching
    assert not watching.complaints, "\n".join(watching.complaints)


@pytest.fixture
def new_page(
    chromium: Browser, server: LiveServer, watcher: Watcher, language: str, viewport: str
) -> Iterator[NewPage]:
    """Opens windows with cookies of their own, one for each person."""
    contexts = []

    def open_page(**options: Any) -> Page:
        width, height = VIEWPORTS[viewport]
        wanted = {"locale": LOCALES[language], "viewport": {"width": width, "height": height}, "base_url": server.url}
        context = chromium.new_context(**(wanted | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watcher.watch(context)
        page = context.new_page()
        page.goto("/")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One person's window on the first page."""
    return new_page()


@pytest.fixture
def new_person(new_page: NewPage, watcher: Watcher, language: str) -> NewPerson:
    """Somebody at a window of their own, reading the test's language."""

    def arrive(**options: Any) -> Person:
        page = new_page(**options)
        return Person(page, language, watcher.complaints, has_scripts=options.get("java_script_enabled", True))

    return arrive
