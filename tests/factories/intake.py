"""Intakes at every step: the sentence told, everything answered, earlier work to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.core.actors import Actor
from app.intake import service
from app.intake.models import Intake

RAW = "사진으로 검사하는데 흠집 난 부품을 자꾸 놓쳐서 반품이 와요"
INDUSTRY = "C25"
# What a well-prepared owner answers; a question without its line is answered "모르겠어요".
ANSWERS: Mapping[str, Any] = {
    "now": "person_each",
    "cost": "middle",
    "records": ["photos", "excel"],
    "pictures": "thousands",
    "answers": "most",
    "access": "open",
    "goal": {"name": "놓친 불량", "unit": "%", "baseline": "3.1", "target": "1.5"},
}


def make_intake(session: Session, client: Actor, *, raw: str = RAW, kind: str | None = "defect-detection") -> Intake:
    """A sentence told, nothing answered yet."""
    intake = service.open_intake(session, client, raw=raw, industry=INDUSTRY)
    if kind is not None:
        service.choose_kind(session, client, intake, kind=kind)
    return intake


def make_answered(session: Session, client: Actor, answers: Mapping[str, Any] = ANSWERS, **facts: Any) -> Intake:
    """Every question answered: the diagnosis can be read."""
    intake = make_intake(session, client, **facts)
    while (asked := intake.next_question) is not None:
        service.answer_question(session, client, intake, asked.id, value=answers.get(asked.id, "unknown"))
    return intake
