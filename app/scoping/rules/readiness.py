"""How ready the records are, from 1 to 5 on each dimension, by the answers and by the file itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.scoping.rules.facts import holds
from app.scoping.rules.questions import questions
from app.scoping.rules.samples.findings import Inspection
from app.scoping.rules.tables import table
from app.scoping.rules.words import Words, words

SAMPLE = "sample"
RULE_OF_KIND = "task_types"


@dataclass(frozen=True, slots=True)
class Readiness:
    """One dimension; `source` is the question, "sample", or "kind" where the kind of work or nobody's answer decided."""

    dimension: str
    text: Words
    level: int
    because: Words
    source: str


def readiness(
    facts: Mapping[str, tuple[str, ...]], sample: Inspection | None = None, as_of: date | None = None
) -> tuple[Readiness, ...]:
    shown = sample.facts(as_of) if sample else {}
    return tuple(_level(dimension, facts, shown) for dimension in table("readiness")["dimension"])


def weakest(levels: tuple[Readiness, ...]) -> Readiness:
    return min(levels, key=lambda one: one.level)


def _level(dimension: Mapping[str, Any], facts: Mapping[str, tuple[str, ...]], shown: Mapping[str, Any]) -> Readiness:
    said = _by_answers(dimension, facts)
    seen = _by_sample(dimension, shown)
    if seen is None:
        return said
    if dimension["join"] == "better":
        return max(seen, said, key=lambda one: one.level)
    return min(seen, said, key=lambda one: one.level) if dimension["join"] == "worse" else seen


def _by_answers(dimension: Mapping[str, Any], facts: Mapping[str, tuple[str, ...]]) -> Readiness:
    rows = (row for row in table("readiness")["line"] if row["dimension"] == dimension["id"])
    row = next(row for row in rows if holds(row.get("when", {}), facts))
    return _readiness(dimension, row, words(row["because"]), _source(row.get("when", {}), facts))


def _by_sample(dimension: Mapping[str, Any], shown: Mapping[str, Any]) -> Readiness | None:
    for row in table("readiness")["sample"]:
        value = shown.get(row["fact"])
        if row["dimension"] == dimension["id"] and value is not None and value >= row["at_least"]:
            return _readiness(dimension, row, words(row["because"]).filled(**shown), SAMPLE)
    return None


def _readiness(dimension: Mapping[str, Any], row: Mapping[str, Any], because: Words, source: str) -> Readiness:
    return Readiness(dimension["id"], words(dimension["text"]), row["level"], because, source)


def _source(when: Mapping[str, Any], facts: Mapping[str, tuple[str, ...]]) -> str:
    """The question that decided; a topic stands for whichever of its questions was answered."""
    name = next(iter(when), "kind")
    answered = (one.id for one in questions() if one.topic == name and one.id in facts)
    return "kind" if name in ("kind", RULE_OF_KIND) else next(answered, name)
