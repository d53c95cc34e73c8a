"""What the clock does with contracts: begin on the first day, remind, take silence for acceptance, void, complete."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.briefs.workflow import BRIEF, BriefState
from app.contracts import queries
from app.contracts.models import Contract, Milestone
from app.contracts.rules.terms import VOID_AFTER_DAYS
from app.contracts.service.signing import source_of, start_if_due
from app.contracts.service.voiding import void_unsigned
from app.contracts.workflow import ACCEPTED, CONTRACT, MILESTONE, UNSIGNED, ContractState, MilestoneState
from app.core import clock, history
from app.core.actors import CLOCK
from app.core.db import lock
from app.core.workflow import move
from app.proposals.queries import of_brief
from app.proposals.workflow import ProposalState
from app.talents.service import release_hours


def keep_contract(session: Session, contract: Contract) -> None:
    """Look at one contract that is not over: void what nobody signed, begin what is due, complete what is done."""
    lock(session, contract)
    if contract.state in UNSIGNED:
        if _is_given_up(session, contract):
            void_unsigned(session, contract)
        return
    start_if_due(session, contract)
    complete_if_done(session, contract)


def keep_milestone(session: Session, milestone: Milestone) -> None:
    """Look at one milestone that waits for the client: remind, and at last take silence for acceptance."""
    lock(session, milestone)
    if milestone.contract.state is not ContractState.ACTIVE and not milestone.is_accepted:
        return
    if milestone.state is MilestoneState.SUBMITTED:
        _keep_inspection(session, milestone)
    elif milestone.payment_is_late and milestone.reminders == 0 and milestone.state is not MilestoneState.PAID:
        milestone.reminders, milestone.reminded_on = 1, clock.today()
        move(session, MILESTONE, "remind_payment", CLOCK, milestone)


def complete_if_done(session: Session, contract: Contract) -> None:
    """End a contract all of whose milestones were accepted, give its hours back, and end its brief with the last one."""
    lock(session, contract)
    milestones = queries.fresh_milestones(session, contract)
    if contract.state is not ContractState.ACTIVE or any(m.state not in ACCEPTED for m in milestones):
        return
    move(session, CONTRACT, "complete", CLOCK, contract)
    release_hours(session, source=source_of(contract))
    _complete_brief(session, contract)


def _keep_inspection(session: Session, milestone: Milestone) -> None:
    if milestone.reminder_is_due:
        milestone.reminders, milestone.reminded_on = milestone.reminders + 1, clock.today()
        move(session, MILESTONE, "remind", CLOCK, milestone)
    elif milestone.may_be_deemed_accepted:
        move(session, MILESTONE, "deem_accepted", CLOCK, milestone)
        milestone.accepted_at, milestone.reminders, milestone.reminded_on = clock.now(), 0, None
        complete_if_done(session, milestone.contract)


def _complete_brief(session: Session, contract: Contract) -> None:
    brief = contract.brief
    lock(session, brief)
    selected = of_brief(session, brief, (ProposalState.SELECTED,))
    contracts = [queries.find_live(session, proposal) for proposal in selected]
    if brief.state is BriefState.AWARDED and all(c and c.state is ContractState.COMPLETED for c in contracts):
        move(session, BRIEF, "complete", CLOCK, brief)


def _is_given_up(session: Session, contract: Contract) -> bool:
    if contract.proposal.state is not ProposalState.SELECTED:
        return True
    since = history.moved_at(session, CONTRACT.name, contract.id, "offer") or contract.created_at
    return clock.now() - since >= timedelta(days=VOID_AFTER_DAYS)
