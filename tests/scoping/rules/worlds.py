"""Answers as a test needs them, and random ones along the path that the questions really take."""

from __future__ import annotations

import random
from typing import Any

from app.scoping.rules.diagnosis import Diagnosis, diagnose
from app.scoping.rules.questions import UNKNOWN, Question, next_question
from matching.reading import TaskReading, task_types

READY = {
    "now": "person_each",
    "cost": "middle",
    "records": ["photos", "excel"],
    "pictures": "thousands",
    "answers": "most",
    "access": "open",
    "goal": {"baseline": "4.5", "target": "2", "unit": "%"},
}
RAW = "포장하기 전에 겉에 난 흠집을 사진으로 찾고 싶어요"


def reading(first: str = "defect-detection", confidence: float = 0.9) -> TaskReading:
    second = "classification" if first != "classification" else "defect-detection"
    return TaskReading(first, second, confidence, ("사진으로",))


def diagnosed(answers: dict[str, Any] | None = None, *, kind: str = "defect-detection", **facts: Any) -> Diagnosis:
    facts = {"raw": RAW, "industry": "C25", "chosen_type": kind, **facts}
    return diagnose(READY if answers is None else answers, reading(kind), **facts)


def random_answers(dice: random.Random) -> tuple[str, dict[str, Any]]:
    """A kind of work and what somebody answered, sometimes leaving early."""
    kind = dice.choice(task_types()).id
    answers: dict[str, Any] = {}
    while (question := next_question(answers, kind)) is not None and dice.random() > 0.03:
        answers[question.id] = _random_answer(question, dice)
    return kind, answers


def _random_answer(question: Question, dice: random.Random) -> Any:
    options = [option.id for option in question.options]
    if question.kind == "measure":
        return dice.choice([{"baseline": "10", "target": "5", "unit": "%"}, {"baseline": "3", "target": ""}, UNKNOWN])
    if question.kind == "many":
        return dice.sample(options, dice.randint(1, 3)) if dice.random() > 0.1 else [UNKNOWN]
    return dice.choice([*options, UNKNOWN])
