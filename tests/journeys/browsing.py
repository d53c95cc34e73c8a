"""What a journey does with a browser: sign in, look for barriers, keep a picture, and be watched while doing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

VIEWPORTS = {"phone": (360, 740), "desktop": (1280, 900)}
LOCALES = {"ko": "ko-KR", "en": "en-GB"}
PICTURES = Path(__file__).parents[2] / "instance" / "screenshots"

# Debian's Chromium as root in a container, and silent: without these it calls its maker at every start.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass
class Watcher:
    """Writes down what no page of ours may do: ask another origin, break a script or the policy, answer 5xx."""

    origin: str
    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("weberror", self._script_error)
        context.on("console", self._console)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and f"{address.scheme}://{address.netloc}" != self.origin:
            self.complaints.append(f"asked another origin: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"answered {response.status}: {response.url}")

    def _script_error(self, problem: WebError) -> None:
        self.complaints.append(f"script error: {problem.error}")

    def _console(self, message: ConsoleMessage) -> None:
        is_status = message.text.startswith("Failed to load resource")  # 4xx answers are the journey's to judge
        if message.type == "error" and not is_status:
            self.complaints.append(f"console: {message.text}")


def sign_in(page: Page, email: str, password: str) -> None:
    """From any page of the server, as a person does it."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    page.goto(f"{origin}/sign-in")
    form = page.locator("form", has=page.locator("input[type=password]"))
    form.locator("[name=email]").fill(email)
    form.locator("[name=password]").fill(password)
    form.locator("[type=submit]").click()
    assert not page.url.endswith("/sign-in"), page.locator("main").inner_text()


def barriers(page: Page) -> list[str]:
    """What axe finds wrong on the page, one line each; a test asserts that there is nothing."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']} ({rule['impact']}): {node['target']}" for rule in found for node in rule["nodes"]]


def picture(page: Page, name: str) -> Path:
    """The whole page as a PNG for people to look at, named by what it shows, its language and its width."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    language = page.locator("html").get_attribute("lang")
    path = PICTURES / f"{name}-{language}-{width}.png"
    page.screenshot(path=path, full_page=True)
    return path


def widest_overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window: 0 on a page that fits a phone."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return pixels
