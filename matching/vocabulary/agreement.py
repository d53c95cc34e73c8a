"""Measures how well the finder agrees with sentences labelled by hand: micro precision and recall over skills."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from matching.vocabulary.finder import find_skills


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence and the skills it speaks of; those held out are never looked at while names are added."""

    id: str
    voice: str
    is_held_out: bool
    text: str
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many skills were found rightly, found wrongly and missed."""

    sentences: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def found_in(text: str) -> frozenset[str]:
    return frozenset(mention.skill_id for mention in find_skills(text))


def agreement(sentences: Iterable[LabelledSentence], find: Callable[[str], frozenset[str]] = found_in) -> Agreement:
    pairs = [(sentence.skills, find(sentence.text)) for sentence in sentences]
    return Agreement(
        sentences=len(pairs),
        right=sum(len(gold & found) for gold, found in pairs),
        wrong=sum(len(found - gold) for gold, found in pairs),
        missed=sum(len(gold - found) for gold, found in pairs),
    )


def read_sentences(path: Path) -> list[LabelledSentence]:
    return [_sentence(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _sentence(id: str, voice: str, part: str, text: str, skills: list[str]) -> LabelledSentence:  # noqa: A002
    return LabelledSentence(id, voice, part == "held-out", text, frozenset(skills))
