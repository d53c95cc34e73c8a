"""What is matched: a brief or a profile as a few texts, each of a kind, each with the caller's reference."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property

from matching.hygiene import folded, visible
from matching.language import Language, language_of


class Kind(StrEnum):
    """What a text is in its document; the first five are a brief's, the others a profile's."""

    TITLE = "title"
    PROBLEM = "problem"
    RAW = "raw"
    ESSENTIAL = "essential"
    NICE = "nice"
    HEADLINE = "headline"
    SUMMARY = "summary"
    PROJECT = "project"
    SKILL = "skill"
    COURSE = "course"
    CERTIFICATE = "certificate"


class Role(StrEnum):
    """Who speaks: encoders treat a need and an offer differently."""

    BRIEF = "brief"
    PROFILE = "profile"


class Evidence(IntEnum):
    """How far a skill or project is proven, weakest first."""

    SELF_DECLARED = 0
    COURSE = 1
    CERTIFICATE = 2
    MENTOR = 3
    VERIFIED = 4


@dataclass(frozen=True)
class Limit:
    """How much of one kind is read, so that length and number buy nothing."""

    characters: int
    texts: int


LIMITS = {
    Kind.TITLE: Limit(200, 1),
    Kind.PROBLEM: Limit(4000, 1),
    Kind.RAW: Limit(2000, 1),
    Kind.ESSENTIAL: Limit(300, 10),
    Kind.NICE: Limit(300, 10),
    Kind.HEADLINE: Limit(200, 1),
    Kind.SUMMARY: Limit(3000, 1),
    Kind.PROJECT: Limit(3000, 20),
    Kind.SKILL: Limit(100, 40),
    Kind.COURSE: Limit(200, 20),
    Kind.CERTIFICATE: Limit(200, 20),
}
WHOLE = (Kind.TITLE, Kind.PROBLEM, Kind.RAW)  # the problem as its owner tells it, apart from what is asked for
BRIEF_KINDS = frozenset({Kind.TITLE, Kind.PROBLEM, Kind.RAW, Kind.ESSENTIAL, Kind.NICE})


@dataclass(frozen=True)
class Text:
    """One text; `ref` is the caller's name for where it came from and comes back with every quote."""

    kind: Kind
    text: str
    ref: str = ""
    evidence: Evidence = Evidence.SELF_DECLARED
    last_used_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", visible(self.text, LIMITS[self.kind].characters))

    @property
    def role(self) -> Role:
        return Role.BRIEF if self.kind in BRIEF_KINDS else Role.PROFILE

    @cached_property
    def digest(self) -> str:
        """Names the vectors of this text: the same words in the same mouth are encoded once."""
        voice = "owner" if self.kind in WHOLE else self.role
        return hashlib.sha256(f"{voice}\0{self.text}".encode()).hexdigest()

    @property
    def language(self) -> Language:
        return language_of(self.text)


@dataclass(frozen=True)
class Document:
    """A brief or a profile; empty and repeated texts and those beyond the limit are left out."""

    id: str
    texts: tuple[Text, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", tuple(_counted_once(self.texts)))

    @property
    def digests(self) -> frozenset[str]:
        return frozenset(text.digest for text in self.texts)


def _counted_once(texts: Iterable[Text]) -> Iterator[Text]:
    """Of texts that read the same, the best proven one stands; the caller's order is kept."""
    ordered = list(texts)
    best: dict[tuple[Kind, str], int] = {}
    for place, text in enumerate(ordered):
        key = (text.kind, folded(text.text).casefold())
        if text.text and (key not in best or text.evidence > ordered[best[key]].evidence):
            best[key] = place
    counts: Counter[Kind] = Counter()
    for place in sorted(best.values()):
        text = ordered[place]
        counts[text.kind] += 1
        if counts[text.kind] <= LIMITS[text.kind].texts:
            yield text
