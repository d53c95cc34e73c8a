"""Korean is the source text, English is looked up: lazy sentences that turn into words when a reader is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from babel.messages.pofile import read_po
from babel.support import LazyProxy

LANGUAGES = ("ko", "en")
SOURCE = "ko"
CATALOGUES = Path(__file__).parent.parent / "translations"

_current: ContextVar[str] = ContextVar("language", default=SOURCE)

Text: TypeAlias = str | LazyProxy


def current() -> str:
    return _current.get()


def use(language: str) -> None:
    """Set the reader's language for the rest of this context (a request, a job)."""
    _current.set(language if language in LANGUAGES else SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    token = _current.set(language if language in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _current.reset(token)


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """All lines of one language: source sentence to its translation (plural forms in order)."""
    lines: dict[str, tuple[str, ...]] = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                source = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
                target = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
                if source and all(target) and not message.fuzzy:
                    lines[source] = tuple(str(form) for form in target)
    return lines


def gettext(source: str) -> str:
    """The sentence in the reader's language; the Korean source where no translation exists."""
    if current() == SOURCE:
        return source
    forms = catalogue(current()).get(source)
    return forms[0] if forms else source


def ngettext(singular: str, plural: str, number: int) -> str:
    """Korean has one form; English picks by number."""
    if current() == SOURCE:
        return plural
    forms = catalogue(current()).get(singular)
    return forms[0 if number == 1 else len(forms) - 1] if forms else plural


def _(source: str) -> Any:
    """Mark a sentence where it is written; it is put into words where it is read.

    The result formats like a string: `_("%(n)s명") % {"n": 3}` is lazy too.
    """
    return LazyProxy(gettext, source, enable_cache=False)


def said(sentence: Text, **gaps: object) -> Any:
    """A lazy sentence with its gaps filled when read, so that one value serves readers of both languages."""
    return LazyProxy(lambda: str(sentence) % {name: str(value) for name, value in gaps.items()}, enable_cache=False)


_BATCHIM_RO = 8  # ㄹ takes 로, not 으로


def josa(word: str, pair: str) -> str:
    """The word with the particle its last syllable asks for: `josa("제안", "을/를")` is "제안을"."""
    with_final, without = pair.split("/")
    last = ord(word[-1]) - 0xAC00 if word else -1
    final = last % 28 if 0 <= last < 11172 else 0
    if with_final == "으로" and final == _BATCHIM_RO:
        final = 0
    return word + (with_final if final else without)
