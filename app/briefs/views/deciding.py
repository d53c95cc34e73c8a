"""The buttons of a brief: each move has its page that says what will happen and asks for the reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from flask import g, redirect, request, url_for

from app.briefs import queries, service
from app.briefs.forms import OverrideForm, StopForm
from app.briefs.models import Brief
from app.briefs.views.blueprint import bp
from app.briefs.workflow import BRIEF
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.workflow import Action
from app.web.acting import answer_action
from app.web.forms import answering, page
from app.web.rules import allow

Perform: TypeAlias = Callable[..., Any]

_SERVED: dict[str, Perform] = {
    "submit": service.submit_brief,
    "publish": service.publish_brief,
    "request_changes": service.request_changes,
    "reject": service.reject_brief,
    "close": service.close_brief,
    "withdraw": service.withdraw_brief,
    "suspend": service.suspend_brief,
    "resume": service.resume_brief,
    "cancel": service.cancel_brief,
}

DONE: dict[str, Text] = {
    "submit": _("검토를 요청했어요. 사무국이 영업일 2일 안에 답해요."),
    "publish": _("게시했어요. 추천 인재를 찾기 시작해요."),
    "request_changes": _("보완을 요청했어요. 기업에 알렸어요."),
    "reject": _("반려했어요. 기업에 이유를 알렸어요."),
    "close": _("모집을 마감했어요."),
    "withdraw": _("과제를 거두어들였어요."),
    "suspend": _("게시를 잠시 멈췄어요."),
    "resume": _("다시 게시했어요."),
    "cancel": _("과제를 취소했어요."),
}

WHAT_FOLLOWS: dict[str, Text] = {
    "submit": _("사무국이 영업일 2일 안에 읽고 답해요. 그동안은 고칠 수 없어요."),
    "publish": _("과제가 모두에게 보이고, 추천 인재를 찾기 시작해요. 기업 이름은 보이지 않아요."),
    "request_changes": _("기업이 고친 뒤 다시 검토를 요청할 수 있어요."),
    "reject": _("이 과제는 더 나아가지 않아요. 기업이 이유를 읽어요."),
    "close": _("더는 제안을 받지 않아요. 받은 제안은 그대로 견줄 수 있어요."),
    "withdraw": _("과제가 목록에서 사라지고 다시 게시할 수 없어요."),
    "suspend": _("다시 게시할 때까지 목록에서 보이지 않아요."),
    "resume": _("과제가 다시 모두에게 보여요."),
    "cancel": _("과제가 여기서 끝나고 되돌릴 수 없어요."),
}


STOPS = ("withdraw", "cancel")  # moves that end a brief before its work was done, and ask what for


def serve_move(name: str, perform: Perform) -> None:
    """Let a downstream feature serve a move that touches its own rows (ending a brief that has proposals)."""
    _SERVED[name] = perform


def open_moves(actor: Actor, brief: Brief) -> list[Action]:
    """The buttons of this page; choosing somebody has pages of its own."""
    return [action for action in BRIEF.open_to(actor, brief) if action.name in _SERVED]


@bp.route("/briefs/<int:brief_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.OFFICE)
def act(brief_id: int, name: str) -> Any:
    brief = queries.get_own_brief(g.db, g.actor, brief_id)
    if name not in _SERVED:
        raise NotFound()
    return answer_action(
        BRIEF,
        name,
        brief,
        partial(_SERVED[name], g.db, g.actor, brief),
        back=url_for("briefs.show", brief_id=brief.id),
        done=DONE.get(name, _("처리했어요.")),
        next_text=WHAT_FOLLOWS.get(name, ""),
        form=StopForm() if name in STOPS else None,
    )


@bp.route("/briefs/<int:brief_id>/override", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def override(brief_id: int) -> Any:
    """Let a brief be published although its verdict is no-go, with the reason."""
    brief, form = queries.get_brief(g.db, g.actor, brief_id), OverrideForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            service.override_verdict(g.db, g.actor, brief, **form.answers)
            return redirect(url_for("briefs.show", brief_id=brief.id))
    return page("briefs/override.html", form=form, brief=brief)
