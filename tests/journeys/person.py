"""One person at a window: finds things by the words on the page, in the language this person reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from app.core.language import SOURCE, catalogue, gettext, speaking
from tests.journeys.browsing import VIEWPORTS, barriers, widest_overflow

Answer: TypeAlias = str | tuple[str, ...] | Path


@dataclass(frozen=True)
class Person:
    """Words are given in Korean as the product writes them; a missing translation fails the test."""

    page: Page
    language: str
    complaints: list[str]
    has_scripts: bool = True

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def words(self, korean: str, **gaps: object) -> str:
        assert self.language == SOURCE or korean in catalogue(self.language), f"not translated: {korean}"
        with speaking(self.language):
            return gettext(korean) % gaps if gaps else gettext(korean)

    def go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer.ok, f"{path} answered {answer.status}"

    def press(self, korean: str, within: Locator | None = None) -> None:
        """The button or link that reads so."""
        self.open(self.words(korean), within)

    def open(self, text: str, within: Locator | None = None) -> None:
        """The same by a text that people wrote; the way back above the page is not meant."""
        area = within or self.main
        button, link = (area.get_by_role(role, name=text, exact=True) for role in ("button", "link"))
        button.or_(link).and_(self.page.locator(":not(.breadcrumb *)")).click()

    def sees(self, korean: str, **gaps: object) -> None:
        self.reads(self.words(korean, **gaps))

    def reads(self, text: str) -> None:
        expect(self.main).to_contain_text(text)

    def fill(self, **answers: Answer) -> None:
        """Answer the questions of these names: typed, chosen from a list, ticked (exactly these), or uploaded."""
        for name, answer in answers.items():
            self._answer(self.main.locator(f"[name='{name}']"), answer)

    def fill_all(self, prefix: str, answers: Sequence[str]) -> None:
        """Answer the questions whose names begin so, in their order."""
        boxes = self.main.locator(f"[name^='{prefix}']")
        expect(boxes).to_have_count(len(answers))
        for box, answer in zip(boxes.all(), answers, strict=True):
            self._answer(box, answer)

    def _answer(self, box: Locator, answer: Answer) -> None:
        kind = box.first.evaluate("box => box.type")
        if kind in ("checkbox", "radio"):
            wanted = answer if isinstance(answer, tuple) else (str(answer),)
            for one in box.all():
                if kind == "checkbox" or one.get_attribute("value") in wanted:
                    one.set_checked(one.get_attribute("value") in wanted)
        elif kind == "select-one":
            box.select_option(str(answer))
        elif kind == "file":
            box.set_input_files(str(answer))
        else:
            box.fill(str(answer))

    def inspect(self) -> None:
        """Write down what keeps somebody from using this page, on a desk or on a phone; the looking is done by a script."""
        if not self.has_scripts:
            return
        self.complaints.extend(f"{self.path}: {line}" for line in barriers(self.page))
        width, height = VIEWPORTS["phone"]
        before = self.page.viewport_size or {"width": width, "height": height}
        self.page.set_viewport_size({"width": width, "height": height})
        if overflow := widest_overflow(self.page):
            self.complaints.append(f"{self.path}: {overflow} px wider than a phone")
        self.page.set_viewport_size(before)
