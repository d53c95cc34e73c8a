"""Everything people saw on their lists and everything that came of it, joined to the list and the place that led to it.

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
    """One place on a page that its reader looked at; `position` counts from the top of the list."""

    run_id: int
    position: int
    at: datetime


@dataclass(frozen=True)
class Happening:
    """One step of one pair: the reader's own, or what the other side made of it."""

    grade: Grade
    at: datetime


def sightings(session: Session, side: Side = Side.CLIENT) -> dict[Pair, list[Sighting]]:
    """On this side's lists ranked in full, oldest first. What the office looks at is nobody's choice and teaches nothing."""
    found: dict[Pair, list[Sighting]] = defaultdict(list)
    for run_id, owner_id, page, items, at in session.execute(_glances(Glance.SHOWN, side)):
        for position, (key, _rank) in enumerate(items, ((page or 1) - 1) * PAGE_SIZE + 1):
            found[_pair(side, owner_id, key)].append(Sighting(run_id, position, at))
    return found


def happenings(session: Session, side: Side = Side.CLIENT) -> dict[Pair, list[Happening]]:
    """Oldest first; a step that was taken back (a word undone, a selection reversed) is not there."""
    found: dict[Pair, list[Happening]] = defaultdict(list)
    for pair, happening in (*_opened(session, side), *_recorded(session, side)):
        found[pair].append(happening)
    return {pair: sorted(steps, key=lambda step: (step.at, step.grade)) for pair, steps in found.items()}


def led_by(happening: Happening, seen: Sequence[Sighting]) -> Sighting | None:
    """The list and the place this step came from: the last time the candidate was seen before it."""
    earlier = [sighting for sighting in seen if sighting.at <= happening.at]
    return earlier[-1] if earlier else None


def _pair(side: Side, owner_id: int, key: str) -> Pair:
    return (owner_id, number_of(key)) if side is Side.CLIENT else (number_of(key), owner_id)


def _glances(glance: Glance, side: Side) -> Any:
    owner = MatchRun.brief_id if side is Side.CLIENT else MatchRun.profile_id
    return (
        sa.select(Impression.run_id, owner, Impression.page, Impression.items, Impression.at)
        .join(MatchRun, MatchRun.id == Impression.run_id)
        .join(User, User.id == Impression.user_id)
        .where(Impression.glance == glance, MatchRun.side == side, MatchRun.mode == Mode.FULL)
        .where(User.kind == Kind(side.value))
        .order_by(Impression.at, Impression.id)
    )


def _opened(session: Session, side: Side) -> Iterator[tuple[Pair, Happening]]:
    for _run_id, owner_id, _page, items, at in session.execute(_glances(Glance.OPENED, side)):
        for key, _rank in items:
            yield _pair(side, owner_id, key), Happening(Grade.OPENED, at)


def _recorded(session: Session, side: Side) -> Iterator[tuple[Pair, Happening]]:
    for grade, query in _STEPS[side].items():
        for brief_id, profile_id, at in session.execute(query):
            yield (brief_id, profile_id), Happening(grade, at)


def _moved(table: Any, thing: str, move: str, *conditions: Any) -> Any:
    """When each last made a move that still stands."""
    made = sa.and_(History.thing == thing, History.thing_id == table.id, History.move == move)
    query = sa.select(table.brief_id, table.profile_id, sa.func.max(History.at)).join(History, made)
    return query.where(*conditions).group_by(table.id, table.brief_id, table.profile_id)


_SELECTED = _moved(Proposal, "proposal", "select", Proposal.state == ProposalState.SELECTED)
_COMPLETED = _moved(Contract, "contract", "complete", Contract.state == ContractState.COMPLETED)
_VERIFIED = (
    sa.select(Contract.brief_id, Contract.profile_id, Outcome.verified_at)
    .join(Outcome, Outcome.contract_id == Contract.id)
    .where(Outcome.state == OutcomeState.VERIFIED)
)

# A proposal that answers an invitation came from the firm's list, and so did all that followed it.
_unasked = Proposal.invitation_id.is_(None)
_of_contract = Proposal.id == Contract.proposal_id

_STEPS: Mapping[Side, Mapping[Grade, Any]] = {
    Side.CLIENT: {
        Grade.HIDDEN: sa.select(Judgement.brief_id, Judgement.profile_id, Judgement.at).where(
            Judgement.verdict == Verdict.HIDE, Judgement.undone_at.is_(None)
        ),
        Grade.INVITED: sa.select(Invitation.brief_id, Invitation.profile_id, Invitation.sent_at),
        Grade.SELECTED: _SELECTED,
        Grade.COMPLETED: _COMPLETED,
        Grade.VERIFIED: _VERIFIED,
    },
    # a talent proposes where a firm invites: whoever reads the list speaks to the other; there is nothing to hide
    Side.TALENT: {
        Grade.INVITED: sa.select(Proposal.brief_id, Proposal.profile_id, Proposal.submitted_at).where(
            Proposal.submitted_at.is_not(None), Proposal.state != ProposalState.WITHDRAWN, _unasked
        ),
        Grade.SELECTED: _SELECTED.where(_unasked),
        Grade.COMPLETED: _COMPLETED.join(Proposal, _of_contract).where(_unasked),
        Grade.VERIFIED: _VERIFIED.join(Proposal, _of_contract).where(_unasked),
    },
}
