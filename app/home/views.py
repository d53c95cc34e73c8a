"""The front page, 지금 할 일, the pages about the service, and the demo's mail folder."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.language import _
from app.home import queries, service
from app.home.rules import FOOTER, MENUS, MenuItem
from app.notices.queries import unread_count
from app.web.forms import page
from app.web.rules import ANYONE, SIGNED_IN, allow

bp = Blueprint("home", __name__)

DEMO_MAILS = 60


def register(house: Any) -> None:
    """Give every page its menu."""
    menu_type = type(house.empty_menu)

    def menu(session: Session, actor: Actor) -> Any:
        items = tuple(MenuItem(label, url, icon, _is_here(url)) for label, url, icon in MENUS.get(actor.kind, ()))
        footer = tuple(MenuItem(label, url, "info") for label, url in FOOTER)
        if not actor.is_signed_in:
            doors = (MenuItem(_("로그인"), "/sign-in", "sign-in"), MenuItem(_("가입"), "/sign-up", "account"))
            return menu_type(items=items, account=doors, footer=footer)
        account = (
            MenuItem(_("내 계정"), "/account", "account", _is_here("/account")),
            MenuItem(_("로그아웃"), "/sign-out", "sign-out", post=True),
        )
        todo_count = len(queries.todos_for(session, actor))
        return menu_type(items, account, footer, "/todo", todo_count, "/notices", unread_count(session, actor))

    house.menu = menu


def _is_here(url: str) -> bool:
    return request.path == url or request.path.startswith(url + "/")


@bp.get("/")
@allow(*ANYONE)
def front() -> Any:
    if g.actor.is_signed_in:
        return redirect(url_for("home.todo"))
    return page("home/front.html")


@bp.get("/todo")
@allow(*SIGNED_IN)
def todo() -> Any:
    return page("home/todo.html", todos=queries.todos_for(g.db, g.actor))


@bp.get("/about/<name>")
@allow(*ANYONE)
def about(name: str) -> Any:
    if name not in ("matching", "privacy", "terms", "accessibility"):
        raise NotFound()
    return page(f"home/{name}.html")


@bp.get("/office/jobs")
@allow(Kind.OFFICE)
def parked_jobs() -> Any:
    return page("home/jobs.html", jobs=queries.parked_jobs(g.db))


@bp.post("/office/jobs/<int:job_id>/retry")
@allow(Kind.OFFICE)
def retry_job(job_id: int) -> Response:
    service.retry_job(g.db, g.actor, job_id)
    flash(str(_("다시 해 보도록 했어요.")), "good")
    return redirect(url_for("home.parked_jobs"))


@bp.get("/demo/mail")
@allow(*ANYONE)
def demo_mail() -> Any:
    """The demo's mails, newest first; there is no such page outside a demo."""
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in _demo_mail_files()]
    wanted = request.args.get("to", "").strip().lower()
    return page("home/demo_mail.html", mails=[m for m in mails if wanted in str(m["To"]).lower()], wanted=wanted)


def _demo_mail_files() -> list[Path]:
    settings = current_app.extensions["ieum"].settings
    if not settings.is_demo or not settings.mail_url.startswith("file:"):
        raise NotFound()
    folder = Path(urlsplit(settings.mail_url).path)
    return sorted(folder.glob("*.eml"), reverse=True)[:DEMO_MAILS]
