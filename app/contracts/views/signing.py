"""The page where one reads the whole text and signs it."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, url_for

from app.contracts import queries, service
from app.contracts.forms import SignForm
from app.contracts.views.blueprint import bp
from app.contracts.workflow import CONTRACT
from app.core.actors import Kind
from app.core.errors import WrongState
from app.core.language import _
from app.core.rates import Limit
from app.core.workflow import permitted
from app.web.forms import answering, page
from app.web.rules import allow, limited


@bp.route("/contracts/<int:contract_id>/sign", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.TALENT)
@limited(Limit("sign", 30, 3600))
def sign(contract_id: int) -> Any:
    contract = queries.get_contract(g.db, g.actor, contract_id)
    permitted(CONTRACT, "sign_first", g.actor, contract)
    form = SignForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            service.sign(
                g.db,
                g.actor,
                contract,
                name=form.name.data or "",
                is_agreed=form.is_agreed.data,
                document_sha256=request.form.get("document_sha256", ""),
            )
            flash(str(_("서명했어요.")), "good")
            return redirect(url_for("contracts.show", contract_id=contract.id))
    if contract.document is None:
        raise WrongState(_("아직 서명할 계약서가 없어요. 기업이 서명을 요청하면 알려 드려요."))
    return page("contracts/sign.html", form=form, contract=contract)
