"""What is known about a trouble, gathered under the names that the data files' `when` lines use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.scoping.rules.questions import UNKNOWN, Answers, chosen, most_questions, questions
from app.scoping.rules.samples.findings import Inspection
from matching.reading import TaskReading

UNCLEAR_BELOW = 0.35
FEW = 100


@dataclass(frozen=True)
class Trouble:
    """One trouble as its owner told it: their sentence, industry and answers, and how the sentence was read."""

    raw: str
    industry: str | None
    task_type: str
    answers: Answers
    reading: TaskReading
    is_confirmed: bool  # the owner chose the kind of work, so how the sentence was read no longer matters
    is_other: bool  # "이 중에 없어요"
    sample: Inspection | None = None

    def facts(self) -> dict[str, tuple[str, ...]]:
        """Names to values: each question, each topic (the first answer given to one of its questions), and the rest."""
        known = {name: chosen(self.answers, name) for name in self.answers}
        for one in questions():
            if one.id in self.answers:
                known.setdefault(one.topic, chosen(self.answers, one.id))
        known["task_types"] = (self.task_type,)
        known["reading"] = (self._read_as(),)
        known["sample"] = tuple(_shown_by(self.sample)) if self.sample else ()
        for name in ("now", "cost", "records", "goal"):
            known.setdefault(name, (UNKNOWN,))
        return known

    def _read_as(self) -> str:
        if self.is_other:
            return "none"
        return "unclear" if not self.is_confirmed and is_unclear(self.reading) else "clear"


def is_unclear(reading: TaskReading) -> bool:
    """Whether the sentence alone does not tell the kind of work, so that its owner is asked."""
    return reading.confidence < UNCLEAR_BELOW


def places_for(reading: TaskReading) -> int:
    """How many questions may be asked: that for the kind of work is one of the few."""
    return most_questions() - is_unclear(reading)


def holds(when: Mapping[str, Any], facts: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether each named fact has one of the wanted values; `only_…` asks that it has no other."""
    for name, wanted in when.items():
        only = name.startswith("only_")
        values = set(facts.get(name.removeprefix("only_"), ()))
        if not values & set(wanted) or (only and not values <= set(wanted)):
            return False
    return True


def _shown_by(sample: Inspection) -> list[str]:
    kinds = sample.personal_kinds
    shown = []
    if "resident_number" in kinds:
        shown.append("resident_numbers")
    elif kinds:
        shown.append("personal")
    if sample.size < FEW:
        shown.append("few")
    return shown
