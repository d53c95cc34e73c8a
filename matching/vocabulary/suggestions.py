"""Suggests skills while someone types: by the start of a name, by a word in it, or by its initial consonants."""

import re
from collections.abc import Iterator
from functools import cache

from matching.vocabulary.lexicon import letters_of
from matching.vocabulary.reader import skills
from matching.vocabulary.skill import Skill

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
ONLY_INITIALS = re.compile("[ㄱ-ㅎ]{2,}")
FIRST_SYLLABLE, LAST_SYLLABLE, SYLLABLES_PER_INITIAL = ord("가"), ord("힣"), 588


def search_skills(words: str, limit: int = 10) -> tuple[Skill, ...]:
    """The best first: whole names, then beginnings, then words inside; names before aliases, shorter before longer."""
    typed = "".join(words.split())
    wanted = typed if ONLY_INITIALS.fullmatch(typed) else letters_of(words)
    if not wanted:
        return ()
    index = _initials() if ONLY_INITIALS.fullmatch(wanted) else _letters()
    ranked = sorted(
        (rank, len(entry.name_ko), entry.id, entry)
        for entry, names in index
        if (rank := min(_ranks(wanted, names), default=None)) is not None
    )
    return tuple(entry for *_, entry in ranked[:limit])


def _ranks(wanted: str, names: tuple[str, ...]) -> Iterator[tuple[int, bool]]:
    for place, name in enumerate(names):
        if wanted in name:
            fit = 0 if wanted == name else 1 if name.startswith(wanted) else 2
            yield fit, place > 1  # the two names stand before the aliases


@cache
def _letters() -> tuple[tuple[Skill, tuple[str, ...]], ...]:
    return tuple((entry, tuple(map(letters_of, entry.names))) for entry in skills())


@cache
def _initials() -> tuple[tuple[Skill, tuple[str, ...]], ...]:
    return tuple((entry, tuple("".join(map(_initial, name)) for name in names)) for entry, names in _letters())


def _initial(letter: str) -> str:
    """ㅇ for 이; other letters as they are."""
    code = ord(letter)
    if FIRST_SYLLABLE <= code <= LAST_SYLLABLE:
        return INITIALS[(code - FIRST_SYLLABLE) // SYLLABLES_PER_INITIAL]
    return letter
