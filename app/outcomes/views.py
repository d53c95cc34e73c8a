"""Pages of outcomes: one outcome, its report, the office's queue and its answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, send_file, url_for

from app.contracts.queries import get_contract
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.pages import page_number
from app.core.workflow import permitted
from app.outcomes import queries, service
from app.outcomes.forms import report_form, verify_form
from app.outcomes.workflow import OUTCOME
from app.web.acting import answer_action
from app.web.forms import answering, page, version_of
from app.web.rules import SIGNED_IN, allow

bp = Blueprint("outcomes", __name__)

SERVED: dict[str, tuple[Callable[..., Any], Text, Text]] = {
    "return": (
        service.return_report,
        _("보완을 요청했어요. 양쪽에 알렸어요."),
        _("양쪽이 이유를 읽고 다시 보고할 수 있어요."),
    ),
    "mark_unverifiable": (
        service.mark_unverifiable,
        _("검증 불가로 마쳤어요."),
        _("성과로 세지 않고, 역량도 바뀌지 않아요. 되돌릴 수 없어요."),
    ),
    "revoke": (
        service.revoke,
        _("검증을 취소했어요. 역량도 바로 내려갔어요."),
        _("이 성과로 검증된 역량이 바로 원래 수준으로 돌아가요. 되돌릴 수 없어요."),
    ),
}
OWN_PAGES = {"report": "outcomes.report", "verify": "outcomes.verify"}


@bp.route("/contracts/<int:contract_id>/outcome", methods=["GET", "POST"])
@allow(*SIGNED_IN)
def of_contract(contract_id: int) -> Any:
    """The outcome of a contract; where the clock has not opened it yet, one press does."""
    contract = get_contract(g.db, g.actor, contract_id)
    found = queries.find_for(g.db, contract)
    if request.method == "POST":
        found = service.open_outcome(g.db, contract)
    if found is not None:
        return redirect(url_for("outcomes.show", outcome_id=found.id))
    return render_template("outcomes/of_contract.html", contract=contract)


@bp.get("/outcomes/<int:outcome_id>")
@allow(*SIGNED_IN)
def show(outcome_id: int) -> Any:
    outcome = queries.get_outcome(g.db, g.actor, outcome_id)
    rows, names = queries.outcome_history(g.db, outcome)
    open_moves = OUTCOME.open_to(g.actor, outcome)
    return render_template(
        "outcomes/show.html",
        outcome=outcome,
        contract=outcome.contract,
        own_pages=[
            (action.label, url_for(OWN_PAGES[action.name], outcome_id=outcome.id))
            for action in open_moves
            if action.name in OWN_PAGES
        ],
        moves=[action for action in open_moves if action.name in SERVED],
        rows=rows,
        names=names,
        workflow=OUTCOME,
    )


@bp.route("/outcomes/<int:outcome_id>/report", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.TALENT)
def report(outcome_id: int) -> Any:
    outcome = queries.get_outcome(g.db, g.actor, outcome_id)
    permitted(OUTCOME, "report", g.actor, outcome)
    form = report_form(outcome, [skill.name for skill in queries.skills_of(g.db, outcome)])
    if request.method == "POST" and form.validate():
        with answering(form):
            service.report(g.db, g.actor, outcome, version=version_of(form), **_typed(form))
            flash(str(_("성과를 보고했어요. 사무국이 확인하고 알려 드려요.")), "good")
            return redirect(url_for("outcomes.show", outcome_id=outcome.id))
    return page("outcomes/report.html", form=form, outcome=outcome, contract=outcome.contract)


def _typed(form: Any) -> dict[str, Any]:
    sent = request.files.get("file")
    file = (sent.filename, sent.read()) if sent and sent.filename else None
    return {**form.answers, "file": file, "store": current_app.extensions["ieum"].files}


@bp.route("/outcomes/<int:outcome_id>/verify", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def verify(outcome_id: int) -> Any:
    outcome = queries.get_outcome(g.db, g.actor, outcome_id)
    permitted(OUTCOME, "verify", g.actor, outcome)
    form = verify_form(outcome)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.verify(g.db, g.actor, outcome, skill_names=form.skill_names.data or [])
            flash(str(_("성과를 검증했어요. 고른 역량에 성과검증이 붙었어요.")), "good")
            return redirect(url_for("outcomes.show", outcome_id=outcome.id))
    return page("outcomes/verify.html", form=form, outcome=outcome, contract=outcome.contract)


@bp.route("/outcomes/<int:outcome_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def act(outcome_id: int, name: str) -> Any:
    outcome = queries.get_outcome(g.db, g.actor, outcome_id)
    if name not in SERVED:
        raise NotFound()
    perform, done, follows = SERVED[name]
    back = url_for("outcomes.show", outcome_id=outcome.id)
    return answer_action(
        OUTCOME, name, outcome, partial(perform, g.db, g.actor, outcome), back=back, done=done, next_text=follows
    )


@bp.get("/outcomes/<int:outcome_id>/file")
@allow(*SIGNED_IN)
def download(outcome_id: int) -> Any:
    file = queries.get_file(g.db, g.actor, outcome_id)
    path = current_app.extensions["ieum"].files.path_of(file.sha256)
    return send_file(path, mimetype=file.media_type, as_attachment=True, download_name=file.name)


@bp.get("/office/outcomes")
@allow(Kind.OFFICE)
def queue() -> Any:
    found = queries.waiting_for_office(g.db, page_number(request.args.get("page")))
    return render_template("outcomes/queue.html", page=found, workflow=OUTCOME)
