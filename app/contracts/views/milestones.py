"""The buttons and forms of one milestone: start, hand in, inspect, pay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import current_app, flash, g, redirect, request, send_file, url_for

from app.contracts import queries, service
from app.contracts.forms import DeliverForm, PaymentForm, ReturnForm
from app.contracts.models import Milestone
from app.contracts.service.paying import computed_payment
from app.contracts.views.blueprint import bp
from app.contracts.workflow import MILESTONE
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.rates import Limit
from app.core.workflow import Action, permitted
from app.web.acting import answer_action
from app.web.forms import answering, page
from app.web.rules import SIGNED_IN, allow, limited

SERVED: dict[str, tuple[Callable[..., Any], Text, Text]] = {
    "start": (service.start_milestone, _("시작했어요. 마감일까지 산출물을 내 주세요."), ""),
    "return": (
        service.return_work,
        _("수정을 요청했어요."),
        _("인재가 이유를 읽고 고쳐서 다시 내요. 수정 요청은 세 번까지예요. 그동안 검수 기간은 흐르지 않아요."),
    ),
    "accept": (service.accept_work, _("합격했어요. 이제 대금을 지급하고 기록해 주세요."), ""),
    "withdraw_payment": (
        service.withdraw_payment,
        _("지급 기록을 취소했어요. 맞는 내용으로 다시 기록해 주세요."),
        _("인재가 이유를 읽어요. 취소한 뒤 맞는 내용으로 다시 기록할 수 있고, 취소한 기록은 이력에 남아요."),
    ),
    "confirm_payment": (service.confirm_payment, _("받았다고 확인했어요."), ""),
}


def moves_of(actor: Actor, milestone: Milestone) -> list[Action]:
    """The buttons of a milestone; a move that its guard refuses now is not offered."""
    return [
        action
        for action in MILESTONE.open_to(actor, milestone)
        if actor.kind is not Kind.CLOCK and not (action.guard and action.guard(milestone))
    ]


@bp.route("/milestones/<int:milestone_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.TALENT)
def act_on_milestone(milestone_id: int, name: str) -> Any:
    milestone = queries.get_milestone(g.db, g.actor, milestone_id)
    if name not in SERVED:
        raise NotFound()
    perform, done, follows = SERVED[name]
    return answer_action(
        MILESTONE,
        name,
        milestone,
        partial(perform, g.db, g.actor, milestone),
        back=_back(milestone),
        done=done,
        next_text=follows,
        form=ReturnForm() if name == "return" else None,
    )


def _back(milestone: Milestone) -> str:
    return url_for("contracts.show", contract_id=milestone.contract_id, _anchor=f"milestone-{milestone.id}")


@bp.route("/milestones/<int:milestone_id>/deliver", methods=["GET", "POST"])
@allow(Kind.TALENT)
@limited(Limit("deliver", 60, 3600))
def deliver(milestone_id: int) -> Any:
    milestone = queries.get_milestone(g.db, g.actor, milestone_id)
    permitted(MILESTONE, "deliver", g.actor, milestone)
    form = DeliverForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            files = [(f.filename or "", f.read()) for f in request.files.getlist("files") if f.filename]
            store = current_app.extensions["ieum"].files
            service.deliver(g.db, g.actor, milestone, note=form.note.data or "", files=files, store=store)
            flash(str(_("산출물을 냈어요. %(day)s까지 검수해요.")) % {"day": milestone.inspect_by}, "good")
            return redirect(_back(milestone))
    return page("contracts/deliver.html", form=form, milestone=milestone, contract=milestone.contract)


@bp.route("/milestones/<int:milestone_id>/payment", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def record_payment(milestone_id: int) -> Any:
    milestone = queries.get_milestone(g.db, g.actor, milestone_id)
    permitted(MILESTONE, "record_payment", g.actor, milestone)
    form = PaymentForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            service.record_payment(g.db, g.actor, milestone, **form.answers)
            flash(str(_("지급을 기록했어요. 인재가 받았다고 확인하면 끝나요.")), "good")
            return redirect(_back(milestone))
    amounts = milestone.payment or computed_payment(milestone)
    return page("contracts/payment.html", form=form, milestone=milestone, contract=milestone.contract, amounts=amounts)


@bp.get("/milestones/<int:milestone_id>/files/<int:file_id>")
@allow(*SIGNED_IN)
def download(milestone_id: int, file_id: int) -> Any:
    """A delivered file, always as an attachment."""
    file = queries.get_delivered_file(g.db, g.actor, milestone_id, file_id)
    path = current_app.extensions["ieum"].files.path_of(file.sha256)
    return send_file(path, mimetype=file.media_type, as_attachment=True, download_name=file.name)
