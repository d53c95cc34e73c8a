"""From a selected proposal to an offered text: the draft, the questions, terms and milestones, giving up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for

from app.contracts import queries, service
from app.contracts.forms import DraftForm, questions_form
from app.contracts.models import Contract
from app.contracts.rules.terms import WORKER_QUESTIONS
from app.contracts.service.document import document_of
from app.contracts.views.blueprint import bp
from app.contracts.workflow import CONTRACT
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.workflow import permitted
from app.proposals.queries import get_proposal
from app.proposals.workflow import PROPOSAL
from app.web.acting import answer_action
from app.web.forms import answering, page, version_of
from app.web.rules import SIGNED_IN, allow


@bp.route("/proposals/<int:proposal_id>/contract", methods=["GET", "POST"])
@allow(*SIGNED_IN)
def of_proposal(proposal_id: int) -> Any:
    """The contract of a selected proposal; its firm is offered to draw it up where there is none."""
    proposal = get_proposal(g.db, g.actor, proposal_id)
    if request.method == "POST":
        contract = service.create_contract(g.db, g.actor, proposal)
        return redirect(url_for("contracts.questions", contract_id=contract.id))
    found = queries.find_live(g.db, proposal)
    if found is not None and CONTRACT.sees(g.actor, found):
        return redirect(url_for("contracts.show", contract_id=found.id))
    return render_template("contracts/of_proposal.html", proposal=proposal, brief=proposal.brief)


@bp.route("/proposals/<int:proposal_id>/undo", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def undo_selection(proposal_id: int) -> Any:
    proposal = get_proposal(g.db, g.actor, proposal_id)
    return answer_action(
        PROPOSAL,
        "undo_selection",
        proposal,
        partial(service.undo_selection, g.db, g.actor, proposal),
        back=url_for("proposals.of_brief", brief_id=proposal.brief_id),
        done=_("선정을 취소했어요. 과제가 다시 선정중이에요."),
        next_text=_(
            "선정된 사람과 사무국이 이유를 읽어요. 만들던 계약서도 폐기돼요. 미선정한 지 7일이 안 된 제안은 다시 검토할 수 있어요."
        ),
    )


@bp.route("/contracts/<int:contract_id>/questions", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def questions(contract_id: int) -> Any:
    """How the work will be done: signs of employment are looked for before anything is written."""
    contract = queries.get_contract(g.db, g.actor, contract_id)
    permitted(CONTRACT, "offer", g.actor, contract)
    form = questions_form(contract)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.answer_questions(
                g.db, g.actor, contract, yes=[n for n in WORKER_QUESTIONS if form[n].data == "yes"]
            )
            return redirect(url_for("contracts.edit", contract_id=contract.id))
    return page("contracts/questions.html", form=form, contract=contract)


@bp.route("/contracts/<int:contract_id>/edit", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def edit(contract_id: int) -> Any:
    contract = queries.get_contract(g.db, g.actor, contract_id)
    permitted(CONTRACT, "offer", g.actor, contract)
    form = DraftForm.of(contract)
    if request.method == "POST" and form.validate():
        with answering(form):
            _save(contract, form)
            flash(str(_("저장했어요. 계약서를 읽어 보고 서명을 요청해 주세요.")), "good")
            return redirect(url_for("contracts.show", contract_id=contract.id))
    return page("contracts/edit.html", form=form, contract=contract)


def _save(contract: Contract, form: DraftForm) -> None:
    service.save_draft(
        g.db, g.actor, contract, version=version_of(form), tax_mode=form.tax, terms=form.terms, steps=form.steps
    )


@bp.get("/contracts/<int:contract_id>/draft")
@allow(Kind.CLIENT, Kind.OFFICE)
def preview(contract_id: int) -> Any:
    """The text as it would be offered now."""
    contract = queries.get_contract(g.db, g.actor, contract_id)
    return render_template(
        "contracts/paper.html", contract=contract, document=contract.document or document_of(contract)
    )


SERVED: dict[str, tuple[Callable[..., Any], Text, Text]] = {
    "offer": (
        service.offer,
        _("서명을 요청했어요. 두 사람 모두에게 알렸어요."),
        _("이 글 그대로 굳어지고 두 사람이 서명하게 돼요. 고치려면 서명을 처음부터 다시 받아요."),
    ),
    "revise": (
        service.revise,
        _("계약서를 다시 열었어요. 고친 뒤 서명을 다시 요청해 주세요."),
        _("이미 한 서명은 효력이 없어지고, 새 판에 두 사람이 다시 서명해요."),
    ),
    "void": (
        service.void,
        _("계약을 폐기했어요. 과제는 다시 선정중이에요."),
        _("선정도 함께 취소되고, 과제가 다시 선정중이 돼요. 상대와 사무국이 이유를 읽어요."),
    ),
}


@bp.route("/contracts/<int:contract_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.TALENT)
def act(contract_id: int, name: str) -> Any:
    contract = queries.get_contract(g.db, g.actor, contract_id)
    if name not in SERVED:
        raise NotFound()
    perform, done, follows = SERVED[name]
    back = url_for("contracts.show", contract_id=contract.id)
    return answer_action(
        CONTRACT, name, contract, partial(perform, g.db, g.actor, contract), back=back, done=done, next_text=follows
    )
