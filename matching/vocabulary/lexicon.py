"""All names of all skills, ready to be looked up letter by letter, with the cautions that some of them need."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from matching.vocabulary.folding import Compact, compact, fold
from matching.vocabulary.reader import DATA, listed, rows, skills


@dataclass(frozen=True, slots=True)
class Entry:
    """A name without its separators. No skill: a phrase that only looks like one ("비전을 제시")."""

    letters: str
    gaps: frozenset[int]  # offsets at which the text may have a separator
    skill_id: str | None


@dataclass(frozen=True, slots=True)
class Caution:
    """A name that is also an everyday word counts only near one of the companions."""

    language: str  # in which language the word is everyday; empty: in both
    companions: tuple[str, ...]


@cache
def entries() -> dict[str, Entry]:
    """Every name and every look-alike phrase, by its letters."""
    known: dict[str, Entry] = {}
    for phrase, skill_id in _phrases():
        packed = compact(fold(phrase).text)
        earlier = known.get(packed.letters)
        known[packed.letters] = Entry(packed.letters, _gaps(packed) | (earlier.gaps if earlier else set()), skill_id)
    return known


@cache
def lengths_by_opening() -> dict[str, tuple[int, ...]]:
    """How long names are that open with these two letters, so that few lookups are needed at each place."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for letters in entries():
        lengths[letters[:2]].add(len(letters))
    return {opening: tuple(sorted(found)) for opening, found in lengths.items()}


@cache
def cautions() -> dict[str, Caution]:
    return {
        letters_of(row["name"]): Caution(row["language"], listed(row["companions"].lower()))
        for row in rows(DATA / "cautions.tsv")
    }


def letters_of(name: str) -> str:
    return compact(fold(name).text).letters


def _phrases() -> Iterator[tuple[str, str | None]]:
    yield from ((row["phrase"], None) for row in rows(DATA / "look_alikes.tsv"))
    yield from ((name, skill.id) for skill in skills() for name in skill.names)


def _gaps(packed: Compact) -> frozenset[int]:
    neighbours = enumerate(pairwise(packed.places), start=1)
    return frozenset(offset for offset, (left, right) in neighbours if right > left + 1)
