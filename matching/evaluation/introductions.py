"""Profiles introduced as either of two people, in wordings known to who wrote matching/personal and in unseen ones."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from matching.documents import Document, Kind
from matching.language import LANGUAGES, Language

DATA = Path(__file__).with_name("introductions.toml")
HALVES = {"known": slice(0, None, 2), "unseen": slice(1, None, 2)}
TIMES = 3  # how often each wording introduces each couple, every time before another profile


@dataclass(frozen=True)
class Introduction:
    """One wording, filled for both of a couple."""

    people: tuple[str, str]
    ends: bool

    def beside(self, who: int, said: str) -> str:
        return f"{said} {self.people[who]}" if self.ends else f"{self.people[who]} {said}"


@dataclass(frozen=True)
class Swap:
    """A profile, by its place among all, as either of two people."""

    place: int
    people: tuple[Document, Document]


@cache
def introductions(half: str) -> Mapping[Language, tuple[Introduction, ...]]:
    """The wordings of one half, each for every couple of its language."""
    with DATA.open("rb") as file:
        written = tomllib.load(file)
    return {language: tuple(_filled(written[language], HALVES[half])) for language in LANGUAGES}


def swaps(profiles: Sequence[Document], half: str) -> Iterator[Swap]:
    """Wordings and profiles of a language, each in turn, until every wording was used often enough."""
    for language, wordings in introductions(half).items():
        places = [place for place, profile in enumerate(profiles) if _language(profile) == language]
        for turn in range(TIMES * len(wordings) if places else 0):
            place = places[turn % len(places)]
            introduce = wordings[turn % len(wordings)].beside
            one, other = (in_summary(profiles[place], partial(introduce, who)) for who in (0, 1))
            yield Swap(place, (one, other))


def in_summary(profile: Document, change: Callable[[str], str]) -> Document:
    texts = [replace(text, text=change(text.text)) if text.kind is Kind.SUMMARY else text for text in profile.texts]
    return Document(profile.id, tuple(texts))


def _filled(written: Mapping[str, Any], half: slice) -> Iterator[Introduction]:
    for couple in written["couples"]:
        for wording in written["wordings"][half]:
            one, other = (wording["text"].format_map(couple[who]) for who in ("one", "other"))
            yield Introduction((one, other), wording.get("ends", False))


def _language(profile: Document) -> Language | None:
    return next((text.language for text in profile.texts if text.kind is Kind.SUMMARY), None)
