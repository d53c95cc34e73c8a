"""Reads which skills a text speaks of, and which skill names the vocabulary does not know."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.vocabulary.folding import Folded, fold
from matching.vocabulary.names import find_names
from matching.vocabulary.spoken import find_descriptions


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill and the words text[start:end] that speak of it."""

    skill_id: str
    words: str
    start: int
    end: int


def find_skills(text: str, language: str | None = None) -> list[SkillMention]:
    """Every mention in reading order.

    The language says in which of the two everyday words must be told from names (Spring, 파이); without it, text
    with any Hangul counts as Korean.
    """
    folded = fold(text)
    spans = {(hit.entry.skill_id, hit.start, hit.end) for hit in find_names(folded.text, language)}
    for found in find_descriptions(folded.text):
        if not any(found.skill_id == known and found.start < end and start < found.end for known, start, end in spans):
            spans.add((found.skill_id, found.start, found.end))
    ordered = sorted(spans, key=lambda span: (span[1], span[2], span[0] or ""))
    return [_mention(text, folded, skill_id, start, end) for skill_id, start, end in ordered if skill_id]


def unknown_terms(names: Iterable[str]) -> list[str]:
    """The names in which no known skill is found, each once, to be proposed to the office."""
    return [name for name in dict.fromkeys(name.strip() for name in names) if name and not find_skills(name)]


def _mention(text: str, folded: Folded, skill_id: str, start: int, end: int) -> SkillMention:
    begins, finishes = folded.starts[start], folded.ends[end - 1]
    return SkillMention(skill_id, text[begins:finishes], begins, finishes)
