"""The page of notices."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.core.pages import page_number
from app.notices import queries, service
from app.web.forms import page
from app.web.rules import SIGNED_IN, allow

bp = Blueprint("notices", __name__)


@bp.get("/notices")
@allow(*SIGNED_IN)
def notices() -> Any:
    found = queries.notices_of(g.db, g.actor, page_number(request.args.get("page")))
    workflows = {name: flow for name, (flow, _table) in current_app.extensions["ieum"].workflows.items()}
    return page("notices/notices.html", found=found, rows=service.sentences(workflows, list(found.items)))


@bp.post("/notices/<int:notice_id>/open")
@allow(*SIGNED_IN)
def open_notice(notice_id: int) -> Response:
    notice = queries.get_notice(g.db, g.actor, notice_id)
    service.read_notice(notice)
    return redirect(notice.path)


@bp.post("/notices/read-all")
@allow(*SIGNED_IN)
def read_all() -> Response:
    service.read_all(g.db, g.actor)
    return redirect(url_for("notices.notices"))
