"""Finds what people describe without naming it ("고장날 것을 미리 알고 싶다") by the beginnings of their words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from matching.vocabulary.reader import skills
from matching.vocabulary.skill import Stems

WORD = re.compile("[0-9a-z가-힣]+")
SENTENCE_END = re.compile(r"[.?!\n]\s")
MOST_WORDS_BETWEEN = 2
# A stem may go on into the same syllable as verbs do (보 → 본, 볼, 봄, 봅니다, 봤다) but not become another word (서 → 성).
VERB_FINALS = "\u11ab\u11af\u11b7\u11b8\u11bb"
FINALS = re.compile("[\u11a8-\u11c2]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, with its syllables taken apart so that 보 begins 본 and 볼 as well."""

    start: int
    end: int
    jamo: str


@dataclass(frozen=True, slots=True)
class Description:
    """A skill described at folded[start:end]."""

    skill_id: str
    start: int
    end: int


def find_descriptions(folded_text: str) -> Iterator[Description]:
    for sentence in _sentences(folded_text):
        for place, word in enumerate(sentence):
            for stems, skill_id in _forms_by_opening().get(word.jamo[:2], ()):
                if (last := _last_word(sentence, place, stems)) is not None:
                    yield Description(skill_id, word.start, sentence[last].end)


def _sentences(text: str) -> Iterator[list[Word]]:
    start = 0
    for end in [match.end() for match in SENTENCE_END.finditer(text)] + [len(text)]:
        yield [Word(m.start(), m.end(), jamo(m[0])) for m in WORD.finditer(text, start, end)]
        start = end


def _last_word(words: list[Word], place: int, stems: Stems) -> int | None:
    """Where the last stem is found, when every stem is, in order and not too far apart."""
    if not _begins(words[place].jamo, stems[0]):
        return None
    for stem in stems[1:]:
        reachable = range(place + 1, min(place + MOST_WORDS_BETWEEN + 2, len(words)))
        found = next((later for later in reachable if _begins(words[later].jamo, stem)), None)
        if found is None:
            return None
        place = found
    return place


def _begins(word: str, beginnings: tuple[str, ...]) -> bool:
    return any(
        word.startswith(beginning)
        and (not FINALS.match(following := word[len(beginning) : len(beginning) + 1]) or following in VERB_FINALS)
        for beginning in beginnings
    )


@cache
def _forms_by_opening() -> dict[str, list[tuple[Stems, str]]]:
    forms: defaultdict[str, list[tuple[Stems, str]]] = defaultdict(list)
    for skill in skills():
        for heard in skill.heard:
            stems = tuple(tuple(jamo(beginning.lower()) for beginning in word) for word in heard)
            for opening in {beginning[:2] for beginning in stems[0]}:
                forms[opening].append((stems, skill.id))
    return dict(forms)


def jamo(word: str) -> str:
    return unicodedata.normalize("NFD", word)
