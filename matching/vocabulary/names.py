"""Finds the names of skills in running text: the longest name wins, and a name must stand as a word of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from matching.vocabulary.boundaries import HANGUL, may_begin, may_end
from matching.vocabulary.folding import Compact, compact
from matching.vocabulary.lexicon import Caution, Entry, cautions, entries, lengths_by_opening

NEAR = 60  # letters to either side within which a companion vouches for an everyday word
WIDEST_GAP = 3  # "결함 - 검출"
BEFORE_ITEM = re.compile(r"(?:^|[,;:/|(\[\n·•])\s*$")
AFTER_ITEM = re.compile(r"\s*(?:$|[,;/|()\]\n·•])")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at folded[start:end]."""

    entry: Entry
    start: int
    end: int


def find_names(folded_text: str, language: str | None) -> list[Hit]:
    hits = {*_hits(compact(folded_text)), *_hits(compact(folded_text, over_particles=True))}
    starts, ends = {hit.start for hit in hits}, {hit.end for hit in hits}
    words = [
        hit
        for hit in hits
        if (may_begin(folded_text, hit.start, hit.entry.letters) or _joins(hit.entry.letters[0], hit.start, ends))
        and (may_end(folded_text, hit.end, hit.entry.letters) or _joins(hit.entry.letters[-1], hit.end, starts))
        and _is_meant(hit, folded_text, language)
    ]
    return [hit for hit in _longest_first(words) if hit.entry.skill_id]


def _joins(letter: str, place: int, others: set[int]) -> bool:
    """Korean names are written together (`공정데이터분석`); an English word is not PR and ESS because of `press`."""
    return place in others and HANGUL.match(letter) is not None


def _hits(packed: Compact) -> Iterator[Hit]:
    known, lengths = entries(), lengths_by_opening()
    for first in range(len(packed.letters)):
        opening = packed.letters[first : first + 2]
        for length in (*lengths.get(opening[:1], ()), *lengths.get(opening, ())):
            entry = known.get(packed.letters[first : first + length])
            places = packed.places[first : first + length]
            if entry and _gaps_allowed(entry, places):
                yield Hit(entry, places[0], places[-1] + 1)


def _gaps_allowed(entry: Entry, places: tuple[int, ...]) -> bool:
    """Whether the text is spaced only where the name is: `사출` is not in `회사 출장`."""
    steps = (right - left for left, right in pairwise(places))
    return all(step == 1 or (offset in entry.gaps and step <= WIDEST_GAP + 1) for offset, step in enumerate(steps, 1))


def _is_meant(hit: Hit, text: str, language: str | None) -> bool:
    caution = cautions().get(hit.entry.letters)
    if caution is None or not _applies(caution, text, language) or _is_listed(hit, text):
        return True
    around = text[max(0, hit.start - NEAR) : hit.start] + " " + text[hit.end : hit.end + NEAR]
    return any(companion in around for companion in caution.companions)


def _applies(caution: Caution, text: str, language: str | None) -> bool:
    spoken = language or ("ko" if HANGUL.search(text) else "en")
    return caution.language in ("", spoken)


def _is_listed(hit: Hit, text: str) -> bool:
    """Whether the word is all there is, or an item of a list ("Java, React"): nobody lists everyday words."""
    return bool(BEFORE_ITEM.search(text[max(0, hit.start - 3) : hit.start]) and AFTER_ITEM.match(text, hit.end))


def _longest_first(hits: list[Hit]) -> list[Hit]:
    taken: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.entry.letters), hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)
