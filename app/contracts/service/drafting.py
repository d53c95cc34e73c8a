"""Drawing a contract up from the agreed proposal: a draft, the questions, the milestones, and the text that is offered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from app.contracts import queries
from app.contracts.models import Contract, Milestone, TaxMode, digest_of
from app.contracts.rules.terms import (
    IP_OPTIONS,
    LABELS,
    TAX_MODES,
    WORKER_QUESTIONS,
    Step,
    Terms,
    default_steps,
    problems_of_steps,
    problems_of_terms,
    steps_of_plan,
)
from app.contracts.service.document import document_of
from app.contracts.workflow import CONTRACT, ContractState
from app.core import clock
from app.core.actors import Actor
from app.core.db import lock
from app.core.editing import touch
from app.core.errors import Difference, Forbidden, Invalid, NotFound, StaleEdit, Taken, WrongState
from app.core.language import Text, _, said
from app.core.numbers import next_number
from app.core.workflow import begin, move, permitted
from app.proposals.models import Proposal
from app.proposals.workflow import ProposalState, is_client, sees_proposal


def create_contract(session: Session, client: Actor, proposal: Proposal) -> Contract:
    """A draft from the terms of a selected proposal, frozen here. Raises Taken when there is one already."""
    if not sees_proposal(client, proposal):
        raise NotFound()
    if not is_client(client, proposal):
        raise Forbidden()
    lock(session, proposal)
    if proposal.state is not ProposalState.SELECTED:
        raise WrongState(_("선정한 제안에만 계약서를 만들 수 있어요."))
    first = queries.find_live(session, proposal)
    if first is not None:
        when = first.created_at.astimezone(clock.KST)
        raise Taken(
            said(
                _("이 제안의 계약서(%(number)s)는 %(when)s에 이미 만들었어요."),
                number=first.number,
                when=f"{when:%Y-%m-%d %H:%M}",
            )
        )
    contract = _draft(session, proposal)
    _write_steps(contract, _first_steps(contract))
    return begin(session, CONTRACT, client, contract)  # type: ignore[no-any-return]


def _draft(session: Session, proposal: Proposal) -> Contract:
    brief, year = proposal.brief, clock.today().year
    return Contract(
        number=f"C-{year}-{next_number(session, f'contract:{year}'):04d}",
        proposal=proposal,
        brief=brief,
        organisation=brief.organisation,
        profile=proposal.profile,
        title=brief.title,
        amount_won=proposal.amount_won,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        hours_per_week=brief.hours_per_week,
        terms=asdict(Terms()),
    )


def _first_steps(contract: Contract) -> list[Step]:
    """The brief's own milestones, which its talents have read; a usual split where it has none."""
    brief = contract.brief
    if brief.milestones:
        return steps_of_plan(brief.milestones, contract.amount_won, contract.starts_on, contract.ends_on)
    return default_steps(
        contract.amount_won,
        contract.starts_on,
        contract.ends_on,
        deliverables=brief.deliverables,
        measure=brief.kpi_name,
    )


def answer_questions(session: Session, client: Actor, contract: Contract, *, yes: Collection[str]) -> None:
    """Keep how the work will be done; signs of employment are shown to both sides, and decided by people."""
    _check_may_write(client, contract)
    lock(session, contract)
    _check_may_write(client, contract)
    contract.signs_of_employment = [name for name in WORKER_QUESTIONS if name in yes]
    session.flush()


def save_draft(
    session: Session,
    client: Actor,
    contract: Contract,
    *,
    version: int,
    tax_mode: TaxMode,
    terms: Terms,
    steps: Sequence[Step],
) -> None:
    """Keep the chosen terms and the split. Raises Invalid where amounts do not add up, StaleEdit over a newer save."""
    _check_may_write(client, contract)
    _check(contract, terms, steps)
    lock(session, contract)
    _check_may_write(client, contract)
    before, after = _texts(contract.tax_mode, contract.chosen, contract.steps), _texts(tax_mode, terms, steps)
    if before == after:
        return
    if version != contract.edit_version:
        changed = [name for name in after if before[name] != after[name]]
        raise StaleEdit(
            [Difference(LABELS[name], before[name], after[name]) for name in changed], version=contract.edit_version
        )
    contract.tax_mode, contract.terms = tax_mode, asdict(terms)
    _write_steps(contract, steps)
    touch(contract)
    session.flush()


def offer(session: Session, client: Actor, contract: Contract) -> None:
    """Freeze the text and ask both sides to sign it."""
    move(session, CONTRACT, "offer", client, contract, version=contract.version)
    contract.document = document_of(contract)
    contract.document_sha256 = digest_of(contract.document)
    session.flush()


def revise(session: Session, client: Actor, contract: Contract, *, reason: str) -> None:
    """Take an offered text back to change it: a new version, and new signatures."""
    move(session, CONTRACT, "revise", client, contract, reason=reason)
    contract.version += 1
    contract.document = contract.document_sha256 = None
    session.flush()


def _check_may_write(client: Actor, contract: Contract) -> None:
    permitted(CONTRACT, "offer", client, contract)
    if contract.state is not ContractState.DRAFT:
        sentence = said(_("지금은 ‘%(state)s’ 상태라 고칠 수 없어요."), state=CONTRACT.label_of(contract.state))
        raise WrongState(sentence, allowed=[action.label for action in CONTRACT.open_to(client, contract)])


def _check(contract: Contract, terms: Terms, steps: Sequence[Step]) -> None:
    found: dict[str, Text] = problems_of_terms(terms)
    wrong = problems_of_steps(
        steps, amount_won=contract.amount_won, starts_on=contract.starts_on, ends_on=contract.ends_on
    )
    if wrong is not None:
        found["milestones"] = wrong
    if found:
        raise Invalid(next(iter(found.values())), found)


def _texts(tax_mode: str, terms: Terms, steps: Sequence[Step]) -> Mapping[str, str]:
    """A draft as its reader would name its parts, to be compared with another save of it."""
    values: dict[str, Any] = {**asdict(terms), "ip": IP_OPTIONS[terms.ip], "tax_mode": TAX_MODES[tax_mode]}
    values["deemed_acceptance"] = "○" if terms.deemed_acceptance else "–"
    return {**{name: str(value) for name, value in values.items()}, "milestones": "\n".join(map(str, steps))}


def _write_steps(contract: Contract, steps: Sequence[Step]) -> None:
    """Write the split over the rows that are there, in order."""
    del contract.milestones[len(steps) :]
    for position, step in enumerate(steps):
        if position == len(contract.milestones):
            contract.milestones.append(Milestone(position=position))
        row = contract.milestones[position]
        row.position, row.title, row.criteria = position, step.title, step.criteria
        row.amount_won, row.due_on = step.amount_won, step.due_on
