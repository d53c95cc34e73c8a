"""Finds what says who somebody is (name, age, gender, family, school, where they come from), so that it moves no vector."""

import re
from collections.abc import Iterable

from matching.personal import english, korean
from matching.sentences import END

# what tells of its author wherever it stands; a page that hides its author covers these, and knows the name better
PERSONAL = (*korean.TELLING.values(), *english.TELLING.values())
_NAMES = (korean.NAMES, english.NAMES)
# what tells of its author only in a sentence that tells of them anyway
_BESIDE = (*korean.BESIDE.values(), *english.BESIDE.values())
# what is left of a sentence that did nothing but introduce somebody
_EMPTY = re.compile(rf"(?:[\W\d_]|{korean.SMALL_WORDS}|{english.SMALL_WORDS})*")


def impersonal(text: str) -> str:
    """The text without what introduces its author; everything else stands as it was."""
    ends = [*(gap.end() for gap in END.finditer(text)), len(text)]
    return "".join(_impersonal(text[start:end]) for start, end in zip([0, *ends], ends, strict=False))


def _impersonal(sentence: str) -> str:
    left = _blank(sentence, (*_NAMES, *PERSONAL))
    if left == sentence:
        return sentence
    left = _blank(left, _BESIDE)
    return "" if _EMPTY.fullmatch(left) else left


def _blank(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return text
