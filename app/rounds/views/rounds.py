"""The office's rounds: the list, a new one, one with its solution, its conditions, its moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.pages import page_number, slice_page
from app.core.workflow import permitted
from app.rounds import queries, service
from app.rounds.forms import boxes_of, conditions_form, round_form
from app.rounds.models import AssignmentRound
from app.rounds.rules import CHOICE_LABELS, WEIGHT_HINTS, WEIGHT_LABELS
from app.rounds.views.blueprint import bp
from app.rounds.workflow import NEXT_FOR_OFFICE, RECOMMENDATION, ROUND
from app.web.acting import answer_action
from app.web.forms import answering, page
from app.web.rules import allow

BLOCKING_SHOWN = 20

SERVED: dict[str, tuple[Callable[..., Any], Text, Text]] = {
    "solve": (
        service.ask_for_solution,
        _("배정 계산을 시작했어요. 끝나면 이 화면에 보여요."),
        _("계산한 사람은 확정할 수 없어요. 다른 담당자가 읽고 확정해요."),
    ),
    "halt": (service.halt_solution, _("계산을 멈췄어요."), _("조건을 바꾸고 다시 계산할 수 있어요.")),
    "abandon": (
        service.abandon_round,
        _("라운드를 그만뒀어요."),
        _("기업과 인재에게는 아무것도 가지 않아요. 되돌릴 수 없어요."),
    ),
}


@bp.get("/office/rounds")
@allow(Kind.OFFICE)
def index() -> Any:
    found = queries.rounds(g.db, page_number(request.args.get("page")))
    return page("rounds/index.html", page=found, workflow=ROUND)


@bp.route("/office/rounds/new", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def create() -> Any:
    places = queries.open_places(g.db)
    form = round_form(places)
    if request.method == "POST" and form.validate():
        with answering(form):
            round_ = service.draft_round(g.db, g.actor, **form.answers)
            flash(str(_("라운드를 만들었어요. 조건을 살펴보고 배정을 계산해 주세요.")), "good")
            return redirect(url_for("rounds.show", round_id=round_.id))
    return page(
        "rounds/create.html", form=form, places=places, talents=queries.listed_count(g.db), weight_hints=WEIGHT_HINTS
    )


@bp.get("/office/rounds/<int:round_id>")
@allow(Kind.OFFICE)
def show(round_id: int) -> Any:
    round_ = queries.get_round(g.db, g.actor, round_id)
    rows, names = queries.round_history(g.db, round_)
    open_moves = ROUND.open_to(g.actor, round_)
    reading = queries.read_solution(g.db, round_, round_.solution) if round_.solution else None
    names_open = {action.name for action in open_moves}
    return page(
        "rounds/show.html",
        round=round_,
        workflow=ROUND,
        recommendation_workflow=RECOMMENDATION,
        moves=[action for action in open_moves if action.name in SERVED],
        may_change="change" in names_open,
        may_confirm="confirm" in names_open,
        waits_for_other=_waits_for_other(round_),
        next_text=NEXT_FOR_OFFICE[round_.state],
        reading=reading,
        assigned=slice_page(reading.assigned, page_number(request.args.get("page"))) if reading else None,
        blocking_shown=BLOCKING_SHOWN,
        words=queries.choices(g.db, round_),
        choice_labels=CHOICE_LABELS,
        weight_labels=WEIGHT_LABELS,
        following=queries.following(g.db, round_),
        rows=rows,
        names=names,
    )


def _waits_for_other(round_: AssignmentRound) -> bool:
    """Solved, and this reader is the one who asked for it."""
    confirm = ROUND.actions_named("confirm")[0]
    return round_.state in confirm.sources and not confirm.who(g.actor, round_)


@bp.route("/office/rounds/<int:round_id>/conditions", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def conditions(round_id: int) -> Any:
    round_ = queries.get_round(g.db, g.actor, round_id)
    permitted(ROUND, "change", g.actor, round_)
    form = conditions_form(round_)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.change_round(g.db, g.actor, round_, **form.answers)
            flash(str(_("조건을 바꿨어요. 다시 계산하면 배정에 반영돼요.")), "good")
            return redirect(url_for("rounds.show", round_id=round_.id))
    return page("rounds/conditions.html", form=form, round=round_, boxes=boxes_of(form), weight_hints=WEIGHT_HINTS)


@bp.route("/office/rounds/<int:round_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def act(round_id: int, name: str) -> Any:
    round_ = queries.get_round(g.db, g.actor, round_id)
    if name not in SERVED:
        raise NotFound()
    perform, done, follows = SERVED[name]
    back = url_for("rounds.show", round_id=round_.id)
    return answer_action(
        ROUND, name, round_, partial(perform, g.db, g.actor, round_), back=back, done=done, next_text=follows
    )


@bp.post("/office/rounds/<int:round_id>/solutions/<int:solution_id>/confirm")
@allow(Kind.OFFICE)
def confirm(round_id: int, solution_id: int) -> Response:
    """The address names the solution that was read: a newer one is not confirmed by it."""
    round_ = queries.get_round(g.db, g.actor, round_id)
    service.confirm_round(g.db, g.actor, round_, solution_id=solution_id)
    flash(str(_("배정을 확정했어요. 기업마다 추천을 보내고 있어요.")), "good")
    return redirect(url_for("rounds.show", round_id=round_.id))


@bp.post("/office/rounds/<int:round_id>/rest")
@allow(Kind.OFFICE)
def follow_up(round_id: int) -> Response:
    round_ = queries.get_round(g.db, g.actor, round_id)
    made = service.follow_up(g.db, g.actor, round_)
    flash(str(_("남은 자리로 이어지는 라운드를 만들었어요.")), "good")
    return redirect(url_for("rounds.show", round_id=made.id))
