"""Every candidate a firm saw and everything it then did, joined to the list and the place that led to it.

Pull, not push: lists are logged by matches, and each later step already stands in the rows of the feature it belongs
to. Nothing is written a second time, so nothing can be forgotten or disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.contracts.models import Contract
from app.contracts.workflow import ContractState
from app.core.actors import Kind
from app.core.history import History
from app.core.pages import PAGE_SIZE
from app.invitations.models import Invitation
from app.matches.models import Glance, Impression, Judgement, MatchRun, Mode, Side, Verdict
from app.matches.rules.documents import number_of
from app.outcomes.models import Outcome
from app.outcomes.workflow import OutcomeState
from app.proposals.models import Proposal
from app.proposals.workflow import ProposalState
from matching.learning.histories import Grade

Pair: TypeAlias = tuple[int, int]  # brief, profile


@dataclass(frozen=True)
class Sighting:
    """One candidate on a page that somebody of the firm looked at; `position` counts from the top of the list."""

    run_id: int
    position: int
    at: datetime


@dataclass(frozen=True)
class Happening:
    """One step of the firm with one candidate."""

    grade: Grade
    at: datetime


def sightings(session: Session) -> dict[Pair, list[Sighting]]:
    """On lists ranked in full, oldest first. What the office looks at is nobody's choice and teaches nothing."""
    found: dict[Pair, list[Sighting]] = defaultdict(list)
    for run_id, brief_id, page, items, at in session.execute(_glances(Glance.SHOWN)):
        for position, (key, _rank) in enumerate(items, ((page or 1) - 1) * PAGE_SIZE + 1):
            found[brief_id, number_of(key)].append(Sighting(run_id, position, at))
    return found


def happenings(session: Session) -> dict[Pair, list[Happening]]:
    """Oldest first; a step that was taken back (a word undone, a selection reversed) is not there."""
    found: dict[Pair, list[Happening]] = defaultdict(list)
    for brief_id, profile_id, happening in (*_opened(session), *_recorded(session)):
        found[brief_id, profile_id].append(happening)
    return {pair: sorted(steps, key=lambda step: (step.at, step.grade)) for pair, steps in found.items()}


def led_by(happening: Happening, seen: Sequence[Sighting]) -> Sighting | None:
    """The list and the place this step came from: the last time the candidate was seen before it."""
    earlier = [sighting for sighting in seen if sighting.at <= happening.at]
    return earlier[-1] if earlier else None


def _glances(glance: Glance) -> Any:
    return (
        sa.select(Impression.run_id, MatchRun.brief_id, Impression.page, Impression.items, Impression.at)
        .join(MatchRun, MatchRun.id == Impression.run_id)
        .join(User, User.id == Impression.user_id)
        .where(Impression.glance == glance, MatchRun.side == Side.CLIENT, MatchRun.mode == Mode.FULL)
        .where(User.kind == Kind.CLIENT)
        .order_by(Impression.at, Impression.id)
    )


def _opened(session: Session) -> Iterator[tuple[int, int, Happening]]:
    for _run_id, brief_id, _page, items, at in session.execute(_glances(Glance.OPENED)):
        for key, _rank in items:
            yield brief_id, number_of(key), Happening(Grade.OPENED, at)


def _recorded(session: Session) -> Iterator[tuple[int, int, Happening]]:
    for grade, query in _STEPS.items():
        for brief_id, profile_id, at in session.execute(query):
            yield brief_id, profile_id, Happening(grade, at)


def _moved(table: Any, thing: str, move: str, *conditions: Any) -> Any:
    """When each last made a move that still stands."""
    made = sa.and_(History.thing == thing, History.thing_id == table.id, History.move == move)
    query = sa.select(table.brief_id, table.profile_id, sa.func.max(History.at)).join(History, made)
    return query.where(*conditions).group_by(table.id, table.brief_id, table.profile_id)


_STEPS: Mapping[Grade, Any] = {
    Grade.HIDDEN: sa.select(Judgement.brief_id, Judgement.profile_id, Judgement.at).where(
        Judgement.verdict == Verdict.HIDE, Judgement.undone_at.is_(None)
    ),
    Grade.INVITED: sa.select(Invitation.brief_id, Invitation.profile_id, Invitation.sent_at),
    Grade.SELECTED: _moved(Proposal, "proposal", "select", Proposal.state == ProposalState.SELECTED),
    Grade.COMPLETED: _moved(Contract, "contract", "complete", Contract.state == ContractState.COMPLETED),
    Grade.VERIFIED: sa.select(Contract.brief_id, Contract.profile_id, Outcome.verified_at)
    .join(Outcome, Outcome.contract_id == Contract.id)
    .where(Outcome.state == OutcomeState.VERIFIED),
}
