"""Things with a past: rows whose history is written as if they had moved at the moments named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Better, Brief
from app.briefs.workflow import BRIEF, BriefState
from app.contracts.models import Contract, Milestone
from app.contracts.workflow import CONTRACT, MILESTONE
from app.core import clock, history
from app.core.actors import CLOCK
from app.core.workflow import Workflow
from app.outcomes.models import Outcome
from app.outcomes.workflow import OUTCOME
from app.proposals.models import Proposal
from app.proposals.workflow import ProposalState
from tests.factories import make_brief, make_profile

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
_numbers = count(1)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def went(session: Session, flow: Workflow, thing: Any, name: str, at: datetime) -> None:
    """One move of a thing's past, as its lifecycle declares it."""
    action = flow.actions_named(name)[0]
    with clock.at(at):
        history.record(
            session,
            CLOCK,
            flow.name,
            thing.id,
            move=name,
            from_state=str(action.sources[0]),
            to_state=str(action.target),
            facts={},
        )
    session.execute(sa.update(type(thing)).where(type(thing).id == thing.id).values(state=action.target))
    session.refresh(thing, ["state"])


def a_brief(session: Session, *moves: tuple[str, float], deadline_in: int = 30, **facts: Any) -> Brief:
    """A brief that made these moves, each so many days ago."""
    deadline = clock.day_of(NOW) + timedelta(days=deadline_in)
    brief = make_brief(session, **{"state": BriefState.DRAFT, "published_at": None, "deadline_on": deadline, **facts})
    for name, days in moves:
        went(session, BRIEF, brief, name, ago(days))
    return brief


def a_published_brief(session: Session, days: float, *later: tuple[str, float], **facts: Any) -> Brief:
    return a_brief(session, ("submit", days + 1), ("publish", days), *later, **facts)


def a_contract(
    session: Session, brief: Brief, *, signed: float | None = None, completed: float | None = None
) -> Contract:
    """A contract of a brief, signed and completed so many days ago."""
    profile = make_profile(session)
    proposal = Proposal(brief_id=brief.id, profile_id=profile.id, brief_version=1, state=ProposalState.SELECTED)
    proposal.slot = next(_numbers)
    session.add(proposal)
    session.flush()
    contract = Contract(
        number=f"C-{next(_numbers):04d}",
        proposal_id=proposal.id,
        brief_id=brief.id,
        organisation_id=brief.organisation_id,
        profile_id=profile.id,
        title=brief.title,
        amount_won=10_000_000,
        starts_on=clock.day_of(NOW),
        ends_on=clock.day_of(NOW) + timedelta(days=60),
        hours_per_week=20,
    )
    session.add(contract)
    session.flush()
    for name, days in (("sign_second", signed), ("complete", completed)):
        if days is not None:
            went(session, CONTRACT, contract, name, ago(days))
    return contract


def a_milestone(
    session: Session, contract: Contract, *moves: tuple[str, float], due_on: date | None = None
) -> Milestone:
    due_on = due_on or clock.day_of(NOW)
    milestone = Milestone(
        contract_id=contract.id, position=1, title="첫 결과", criteria="재현율", amount_won=5_000_000, due_on=due_on
    )
    session.add(milestone)
    session.flush()
    for name, days in moves:
        went(session, MILESTONE, milestone, name, ago(days))
    return milestone


def an_outcome(session: Session, contract: Contract, *moves: tuple[str, float], actual: str = "1.0") -> Outcome:
    """An outcome whose number should fall from 3 to 1.5."""
    outcome = Outcome(
        contract_id=contract.id,
        kpi_name="불량률",
        unit="%",
        better=Better.LOWER,
        baseline=Decimal("3.0"),
        target=Decimal("1.5"),
        actual=Decimal(actual),
    )
    session.add(outcome)
    session.flush()
    for name, days in moves:
        went(session, OUTCOME, outcome, name, ago(days))
    return outcome


def a_rejected_brief(session: Session, days: float) -> Brief:
    return a_brief(session, ("submit", days + 1), ("reject", days))
