"""The buttons of a proposal that need no page of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import g, redirect, url_for

from app.core.actors import Actor
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.workflow import Action
from app.proposals import queries, service
from app.proposals.forms import TurnDownForm
from app.proposals.models import Proposal
from app.proposals.views.blueprint import bp
from app.proposals.workflow import PROPOSAL
from app.web.acting import answer_action
from app.web.rules import SIGNED_IN, allow

SERVED: dict[str, tuple[Callable[..., Any], Text, Text]] = {
    "open": (service.open_proposal, _("검토를 시작했어요. 제안한 사람에게 알렸어요."), ""),
    "shortlist": (service.shortlist, _("후보로 올렸어요."), ""),
    "turn_down": (
        service.turn_down,
        _("미선정을 알렸어요. 7일 안에는 다시 검토할 수 있어요."),
        _("제안한 사람이 이유를 읽어요. 7일 안에는 되돌릴 수 있어요."),
    ),
    "reconsider": (service.reconsider, _("다시 검토해요."), ""),
    "revise": (service.revise_proposal, _("다시 쓸 수 있게 열었어요. 마감 전에 꼭 다시 내 주세요."), ""),
    "withdraw": (
        service.withdraw_proposal,
        _("제안을 철회했어요."),
        _("기업이 이유를 읽어요. 마감 전이면 같은 과제에 새로 제안할 수 있어요."),
    ),
    "disqualify": (
        service.disqualify,
        _("실격 처리했어요. 양쪽에 이유를 알렸어요."),
        _("양쪽이 이유를 읽어요. 선정된 제안이면 과제가 다시 선정중이 돼요."),
    ),
}


def moves_of(actor: Actor, proposal: Proposal) -> list[Action]:
    """The buttons of this kind; a move that its guard refuses now is not offered."""
    return [
        action
        for action in PROPOSAL.open_to(actor, proposal)
        if action.name in SERVED and not (action.guard and action.guard(proposal))
    ]


@bp.route("/proposals/<int:proposal_id>/do/<name>", methods=["GET", "POST"])
@allow(*SIGNED_IN)
def act(proposal_id: int, name: str) -> Any:
    proposal = queries.get_proposal(g.db, g.actor, proposal_id)
    if name not in SERVED:
        raise NotFound()
    perform, done, follows = SERVED[name]
    back = url_for("proposals.mine") if name == "withdraw" else url_for("proposals.show", proposal_id=proposal.id)
    answer = answer_action(
        PROPOSAL,
        name,
        proposal,
        partial(perform, g.db, g.actor, proposal),
        back=back,
        done=done,
        next_text=follows,
        form=TurnDownForm() if name == "turn_down" else None,
    )
    if name == "revise" and not isinstance(answer, tuple):
        return redirect(url_for("proposals.edit", proposal_id=proposal.id))
    return answer
