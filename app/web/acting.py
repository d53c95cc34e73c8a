"""The page behind a lifecycle's button: says what will happen, asks for what the move asks, and makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, request
from werkzeug.wrappers import Response

from app.core.language import Text, _
from app.core.workflow import REASON_LIMIT, Action, Workflow, permitted
from app.web.forms import BaseForm, answering, page, paragraph

DONE = _("처리했어요.")


class ReasonForm(BaseForm):
    reason = paragraph(
        _("이유"), limit=REASON_LIMIT, hint=_("상대가 그대로 읽어요. 무엇이 왜 그런지 짧게 적어 주세요.")
    )


class ConfirmForm(BaseForm):
    """Nothing is asked; pressing the button is the answer."""


def answer_action(
    workflow: Workflow,
    name: str,
    thing: Any,
    perform: Callable[..., Any],
    *,
    back: str,
    done: Text = DONE,
    next_text: Text = "",
    form: BaseForm | None = None,
) -> Response | Any:
    """GET asks (reason or plain confirmation), POST performs `perform(**facts)` and goes back.

    Authority is checked for both; state, guard and race by `move` inside `perform`.
    """
    action = _action(workflow, name, thing)
    form = form or (ReasonForm() if "reason" in action.asks else ConfirmForm())
    if request.method == "POST" and form.validate():
        with answering(form):
            perform(**form.answers)
            flash(str(done), "good")
            return redirect(back)
    return page(
        "workflow/ask.html", form=form, action=action, workflow=workflow, thing=thing, back=back, next_text=next_text
    )


def _action(workflow: Workflow, name: str, thing: Any) -> Action:
    allowed = permitted(workflow, name, g.actor, thing)
    return next((action for action in allowed if thing.state in action.sources), allowed[0])
