"""A sentence in both languages, read in the reader's own: the data files carry Korean and English side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.core.language import current, speaking

LANGUAGES = ("ko", "en")
GAP = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, in Korean and in English; `str` gives the reader's."""

    ko: str
    en: str

    def __str__(self) -> str:
        return self.en if current() == "en" else self.ko

    def filled(self, **gaps: object) -> Words:
        """The same with its gaps filled; a gap that is itself `Words` is filled in each language."""
        return Words(
            *(_filled(text, language, gaps) for text, language in zip((self.ko, self.en), LANGUAGES, strict=True))
        )


def words(cell: Mapping[str, str]) -> Words:
    return Words(cell["ko"], cell["en"])


def same(text: str) -> Words:
    """An owner's own words, which are not translated."""
    return Words(text, text)


def _filled(text: str, language: str, gaps: Mapping[str, object]) -> str:
    """Only named gaps are filled: a percent sign in a reviewed sentence is a percent sign."""
    with speaking(language):  # a lazy name of an industry, too, is said in the language of the sentence
        return GAP.sub(lambda gap: str(gaps[gap[1]]), text)
