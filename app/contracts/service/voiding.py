"""Giving a contract up before both have signed: the selection falls with it, and the brief is open to selection again."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts import queries
from app.contracts.models import Contract
from app.contracts.workflow import CONTRACT, ContractState
from app.core.actors import CLOCK, Actor
from app.core.db import lock
from app.core.errors import WrongState
from app.core.language import _
from app.core.workflow import move, permitted
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.workflow import PROPOSAL, ProposalState


def void(session: Session, actor: Actor, contract: Contract, *, reason: str) -> None:
    """Either side gives up before both have signed."""
    move(session, CONTRACT, "void", actor, contract, reason=reason)
    if contract.proposal.state is ProposalState.SELECTED:
        proposals.undo_selection(session, CLOCK, contract.proposal, reason=reason)


def void_unsigned(session: Session, contract: Contract) -> None:
    """The clock's way: fourteen days passed, or the selection was taken back."""
    move(session, CONTRACT, "void_unsigned", CLOCK, contract)
    if contract.proposal.state is ProposalState.SELECTED:
        proposals.undo_unsigned(session, contract.proposal)


def undo_selection(session: Session, client: Actor, proposal: Proposal, *, reason: str) -> None:
    """Take a selection back; a contract being prepared is voided with it, one that is signed stands in the way."""
    permitted(PROPOSAL, "undo_selection", client, proposal)
    contract = queries.find_live(session, proposal)
    if contract is None:
        proposals.undo_selection(session, client, proposal, reason=reason)
        return
    lock(session, contract)
    if contract.signed_at is not None or contract.state is ContractState.VOIDED:
        raise WrongState(_("계약이 체결되었거나 이미 폐기된 뒤라서 선정을 되돌릴 수 없어요."))
    void(session, client, contract, reason=reason)
