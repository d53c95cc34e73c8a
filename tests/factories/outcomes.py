"""Outcomes for tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.core import clock
from app.core.actors import Actor
from app.outcomes import service
from app.outcomes.models import Outcome
from tests.factories.contracts import accept_all, client_of, make_active


def make_completed(session: Session, client: Actor | None = None, **brief: Any) -> Contract:
    contract = make_active(session, client, **brief)
    accept_all(session, contract)
    return contract


def make_outcome(session: Session, client: Actor | None = None, **brief: Any) -> Outcome:
    """The outcome that waits for a report."""
    return service.open_outcome(session, make_completed(session, client, **brief))


def tell(session: Session, actor: Actor, outcome: Outcome, **answers: Any) -> Outcome:
    """Report with everything that is asked."""
    defaults: dict[str, Any] = {
        "version": outcome.edit_version,
        "actual": Decimal("1.2"),
        "method": "4주 동안 모든 로트를 눈으로 검사해 세었습니다.",
        "measured_from": clock.today(),
        "measured_to": clock.today(),
        "evidence": "품질팀 검사 일지 합계와 같습니다.",
        "skill_names": [skill.name for skill in outcome.contract.profile.skills[:1]],
    }
    service.report(session, actor, outcome, **{**defaults, **answers})
    return outcome


def make_reported(session: Session, **answers: Any) -> Outcome:
    outcome = make_outcome(session)
    return tell(session, client_of(outcome.contract), outcome, **answers)
