"""Contracts: drawn up from what was agreed, offered, signed by both sides, or given up before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from app.contracts import service as contracts
from app.contracts.models import Contract
from app.contracts.rules.terms import Step
from app.core.actors import Actor
from app.demo.rules.pace import Pace
from app.demo.rules.texts import Row
from app.demo.service.proposing import Call
from app.demo.service.working import working
from app.demo.service.world import Story, World
from app.proposals.models import Proposal

# How many of the four acts (draw up, offer, sign, sign) have been done by today.
ACTS: Mapping[str, int] = {"awarded": 1, "contract_offered": 2, "contract_half_signed": 3}
ALL_ACTS = 4


def contracting(world: World, pace: Pace, call: Call, proposal: Proposal) -> Story:
    acts = ACTS.get(call.text["state_wish"], ALL_ACTS)
    yield pace.after(1)
    contract = _draw_up(world, call, proposal)
    if acts == 1:
        return
    yield pace.after(1)
    contracts.offer(world.session, call.firm.owner, contract)
    if acts == 2:
        return
    talent = call.cast[0].actor
    if call.was_given_up:
        yield pace.after(1, at_weekends=True)
        contracts.void(world.session, talent, contract, reason=(call.deal or {})["voided"])
        return
    for signer in (call.firm.owner, talent)[: acts - 2]:
        yield pace.after(1)
        _sign(world, signer, contract)
    if call.text["state_wish"] not in (*ACTS, "contract_signed"):
        yield from working(world, pace, call, contract)


def _draw_up(world: World, call: Call, proposal: Proposal) -> Contract:
    """A draft with the milestones of the deal's text and the usual terms."""
    client = call.firm.writer
    contract = contracts.create_contract(world.session, client, proposal)
    contracts.answer_questions(world.session, client, contract, yes=())
    contracts.save_draft(
        world.session,
        client,
        contract,
        version=contract.edit_version,
        tax_mode=contract.tax_mode,
        terms=contract.chosen,
        steps=_steps(contract, (call.deal or {})["milestones"]),
    )
    return contract


def _steps(contract: Contract, rows: list[Row]) -> list[Step]:
    """Amounts and days by the shares in the text; the last step takes what is left of both."""
    days, steps, share = (contract.ends_on - contract.starts_on).days, [], 0
    for row in rows:
        share += row["share_percent"]
        amount = contract.amount_won * row["share_percent"] // 100
        steps.append(
            Step(row["title"], row["criteria"], amount, contract.starts_on + timedelta(days=days * share // 100))
        )
    left = contract.amount_won - sum(step.amount_won for step in steps[:-1])
    return [*steps[:-1], Step(rows[-1]["title"], rows[-1]["criteria"], left, contract.ends_on)]


def _sign(world: World, signer: Actor, contract: Contract) -> None:
    contracts.sign(
        world.session,
        signer,
        contract,
        name=signer.display_name,
        is_agreed=True,
        document_sha256=contract.document_sha256 or "",
    )
