"""A person's contracts, one contract with its milestones, and the paper itself."""

from __future__ import annotations

from typing import Any

from flask import g, render_template, request

from app.contracts import queries
from app.contracts.models import Contract
from app.contracts.rules.terms import IP_OPTIONS, TAX_MODES, WORKER_QUESTIONS
from app.contracts.service.paying import computed_payment
from app.contracts.views.blueprint import bp
from app.contracts.views.drafting import SERVED
from app.contracts.views.milestones import moves_of
from app.contracts.views.progress import next_step, steps_of
from app.contracts.workflow import CONTRACT, MILESTONE
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.pages import page_number
from app.web.rules import SIGNED_IN, allow


@bp.get("/contracts")
@allow(*SIGNED_IN)
def mine() -> Any:
    found = queries.contracts_of(g.db, g.actor, page_number(request.args.get("page")))
    return render_template("contracts/mine.html", page=found, workflow=CONTRACT)


@bp.get("/contracts/<int:contract_id>")
@allow(*SIGNED_IN)
def show(contract_id: int) -> Any:
    contract = queries.get_contract(g.db, g.actor, contract_id)
    open_moves = CONTRACT.open_to(g.actor, contract)
    rows, names = queries.contract_history(g.db, contract)
    return render_template(
        "contracts/show.html",
        contract=contract,
        moves=[action for action in open_moves if action.name in SERVED],
        may_sign=_may_sign(contract),
        may_write=any(action.name == "offer" for action in open_moves),
        next_step=next_step(g.actor, contract),
        steps=steps_of(contract),
        milestone_moves={m.id: moves_of(g.actor, m) for m in contract.milestones},
        payments={m.id: m.payment or computed_payment(m) for m in contract.milestones},
        contacts=queries.contacts_of(g.db, contract),
        questions=WORKER_QUESTIONS,
        ip_options=IP_OPTIONS,
        tax_modes=TAX_MODES,
        rows=rows,
        names=names,
        workflow=CONTRACT,
        milestone_workflow=MILESTONE,
    )


def _may_sign(contract: Contract) -> bool:
    """Whether it is this reader's turn to sign."""
    is_open = any(action.name.startswith("sign_") for action in CONTRACT.open_to(g.actor, contract))
    side = "client" if g.actor.kind is Kind.CLIENT else "talent"
    return is_open and all(signature.side != side for signature in contract.valid_signatures)


@bp.get("/contracts/<int:contract_id>/paper")
@allow(*SIGNED_IN)
def paper(contract_id: int) -> Any:
    """The frozen text with its signatures, as it prints on A4."""
    contract = queries.get_contract(g.db, g.actor, contract_id)
    if contract.document is None:
        raise NotFound()
    return render_template("contracts/paper.html", contract=contract, document=contract.document)
