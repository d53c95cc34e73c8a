"""Go, adjust or not yet: every reason points at an answer and says what would turn it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.scoping.rules.facts import Trouble, holds
from app.scoping.rules.questions import Answers, chosen
from app.scoping.rules.tables import table
from app.scoping.rules.words import Words, words


class Effect(StrEnum):
    """What a reason does, the gravest first."""

    NO_GO = "no_go"
    ADJUST = "adjust"
    NOTE = "note"
    GOOD = "good"


class Decision(StrEnum):
    GO = "go"
    ADJUST = "adjust"
    NO_GO = "no_go"


GRAVEST_FIRST = tuple(Effect)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the answer it points at (a question, the sentence `raw`, or the `sample`) and what would turn it."""

    effect: Effect
    points_to: str
    answer: tuple[str, ...]
    because: Words
    turn: Words | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, how it is put, and why."""

    decision: Decision
    label: Words
    headline: Words
    reasons: tuple[Reason, ...]


def judge(trouble: Trouble) -> Verdict:
    facts = trouble.facts()
    lines = [row for row in table("verdict")["line"] if _fits(row, facts, trouble.task_type)]
    lines.sort(key=lambda row: GRAVEST_FIRST.index(Effect(row["effect"])))
    decision = _decision(Effect(lines[0]["effect"]))
    headline = next((row["headline"] for row in lines if "headline" in row), table("verdict")["says"][decision])
    return Verdict(
        decision=decision,
        label=words(table("verdict")["labels"][decision]),
        headline=words(headline),
        reasons=tuple(_reason(row, trouble) for row in lines),
    )


def _fits(row: Mapping[str, Any], facts: Mapping[str, tuple[str, ...]], task_type: str) -> bool:
    return task_type not in row.get("not_for", ()) and holds(row["when"], facts)


def _decision(gravest: Effect) -> Decision:
    return {Effect.NO_GO: Decision.NO_GO, Effect.ADJUST: Decision.ADJUST}.get(gravest, Decision.GO)


def _reason(row: Mapping[str, Any], trouble: Trouble) -> Reason:
    return Reason(
        effect=Effect(row["effect"]),
        points_to=row["points_to"],
        answer=_pointed_at(row["points_to"], trouble.raw, trouble.answers),
        because=words(row["because"]),
        turn=words(row["turn"]) if "turn" in row else None,
    )


def _pointed_at(name: str, raw: str, answers: Answers) -> tuple[str, ...]:
    if name == "raw":
        return (raw,)
    return () if name == "sample" else chosen(answers, name)
