"""Measures how often the kind of work is read as the one who wrote the sentence meant it."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.reading.classifier import TaskReading
from matching.reading.reader import classify_task
from matching.reading.tasks import find_task_type

COLUMNS = ("raw", "task_type", "accepted_second")
SEVERAL = re.compile("[;,|/]")


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence, the kind of work it asks for, another that would be accepted, and the part of the set it is in."""

    text: str
    task_type: str
    accepted: frozenset[str]
    part: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence beside how it was read."""

    sentence: JudgedSentence
    reading: TaskReading

    @property
    def is_right(self) -> bool:
        return self.reading.first in self.sentence.accepted

    @property
    def is_in_first_two(self) -> bool:
        return bool(self.sentence.accepted & {self.reading.first, self.reading.second})


def read_judged(path: Path) -> list[JudgedSentence]:
    """With a heading (columns in any order, others are passed over) or without one (the three columns in order)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if any(row)]
    heading = lines.pop(0) if lines and "raw" in lines[0] else list(COLUMNS)
    return [_judged(dict(zip(heading, line, strict=False))) for line in lines]


def outcomes(sentences: Sequence[JudgedSentence], read: Callable[[str], TaskReading] = classify_task) -> list[Outcome]:
    return [Outcome(sentence, read(sentence.text)) for sentence in sentences]


def share(flags: Sequence[bool]) -> float:
    return round(sum(flags) / len(flags), 4) if flags else 0.0


def confusion(found: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """By what was meant, how often each kind was read; an accepted second counts as read rightly."""
    table: dict[str, Counter[str]] = {}
    for one in found:
        meant = one.sentence.task_type
        table.setdefault(meant, Counter())[meant if one.is_right else one.reading.first] += 1
    return {meant: dict(sorted(counts.items())) for meant, counts in sorted(table.items())}


def _judged(row: dict[str, str]) -> JudgedSentence:
    meant = _id_of(row["task_type"])
    second = (row.get("accepted_second") or "").strip()
    accepted = {meant, *(_id_of(name) for name in SEVERAL.split(second) if name.strip())}
    return JudgedSentence(row["raw"], meant, frozenset(accepted), row.get("part", ""))


def _id_of(name: str) -> str:
    """A kind we do not have keeps its name, so that its sentences count as misread and the table shows it."""
    found = find_task_type(name)
    return found.id if found else name.strip()
