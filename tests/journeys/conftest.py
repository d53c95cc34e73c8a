"""A running server and real browsers for the journeys: each test has its own world, each person their own window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server

from app.core.jobs import run_all
from app.factory import House, create_app
from app.settings import read_settings
from scripts.setup.debian import find_chromium
from tests.journeys.browsing import CHROMIUM_ARGUMENTS, LOCALES, VIEWPORTS, Watcher

NewPage = Callable[..., Page]


@dataclass(frozen=True)
class LiveServer:
    """The application over HTTP, and its inside for building a world before a journey."""

    url: str
    house: House

    def work(self) -> int:
        """What the worker would do by now."""
        return run_all(self.house.database, self.house.handlers)


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
def new_page(chromium: Browser, server: LiveServer, language: str, viewport: str) -> Iterator[NewPage]:
    """Opens windows with cookies of their own, one for each person; the test fails if any of them misbehaves."""
    watcher = Watcher(server.url)
    contexts = []

    def open_page(**options: Any) -> Page:
        width, height = VIEWPORTS[viewport]
        wanted = {"locale": LOCALES[language], "viewport": {"width": width, "height": height}, "base_url": server.url}
        context = chromium.new_context(**(wanted | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        watcher.watch(context)
        page = context.new_page()
        page.goto("/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not watcher.complaints, watcher.complaints


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One person's window on the first page."""
    return new_page()
