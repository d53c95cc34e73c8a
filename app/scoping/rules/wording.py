"""Warns of wording that the law does not allow about the people wanted, with the law in plain words (L22, L23)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.scoping.rules.tables import table
from app.scoping.rules.words import Words, words

NEAR = 14  # letters to either side in which an innocent word takes a warning back
SENTENCE = re.compile(r"[^.!?\n]+")


@dataclass(frozen=True, slots=True)
class WordingWarning:
    """The words found, what they are about, the law, and what to write instead."""

    group: str
    found: str
    text: Words
    law: Words
    advice: Words


@dataclass(frozen=True, slots=True)
class _Group:
    id: str
    text: Words
    law: Words
    advice: Words
    phrases: re.Pattern[str]
    unless: re.Pattern[str]


def wording_warnings(text: str) -> tuple[WordingWarning, ...]:
    """Each group at most once, by its first phrase."""
    plain = unicodedata.normalize("NFKC", text)
    found = {}
    for sentence in SENTENCE.finditer(plain):
        said = " ".join(sentence[0].split())
        for group in _groups():
            if group.id not in found and (phrase := next(_phrases(group, said), None)) is not None:
                found[group.id] = WordingWarning(group.id, phrase, group.text, group.law, group.advice)
    return tuple(found[group.id] for group in _groups() if group.id in found)


def _phrases(group: _Group, sentence: str) -> Iterator[str]:
    for match in group.phrases.finditer(sentence):
        around = sentence[max(0, match.start() - NEAR) : match.end() + NEAR]
        if not group.unless.search(around):
            yield match[0].strip(" ,.")


@cache
def _groups() -> tuple[_Group, ...]:
    return tuple(
        _Group(
            id=row["id"],
            text=words(row["text"]),
            law=words(row["law"]),
            advice=words(row["advice"]),
            phrases=re.compile("|".join(f"(?:{phrase})" for phrase in row["phrases"]), re.IGNORECASE),
            unless=re.compile("|".join(row["unless"]), re.IGNORECASE),
        )
        for row in table("wording")["group"]
    )
