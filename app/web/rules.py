"""Who may open a route: declared beside each view, denied where nothing is declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.core import rates
from app.core.actors import Kind
from app.core.errors import Forbidden
from app.core.rates import Limit
from app.web.session import SAFE_METHODS, database

View: TypeAlias = Callable[..., Any]
F = TypeVar("F", bound=View)

ANYONE = tuple(kind for kind in Kind if kind is not Kind.CLOCK)
SIGNED_IN = (Kind.CLIENT, Kind.TALENT, Kind.OFFICE)


def allow(*kinds: Kind) -> Callable[[F], F]:
    """Declare which kinds of person may open this view; what they may see in it is asked object by object."""

    def declare(view: F) -> F:
        view.allowed_kinds = frozenset(kinds)  # type: ignore[attr-defined]
        return view

    return declare


def limited(limit: Limit, *, methods: tuple[str, ...] = ("POST",)) -> Callable[[F], F]:
    """Declare how often one address (or signed-in person) may call this view."""

    def declare(view: F) -> F:
        view.limit = (limit, methods)  # type: ignore[attr-defined]
        return view

    return declare


def allowed_kinds(view: View) -> frozenset[Kind] | None:
    """The declared rule of a view, None where it has none (nobody gets in)."""
    return getattr(view, "allowed_kinds", None)


def register(app: Flask) -> None:
    @app.before_request
    def check_rule() -> Response | None:
        if request.endpoint in (None, "static"):
            return None
        view = current_app.view_functions[str(request.endpoint)]
        if g.actor.kind not in (allowed_kinds(view) or frozenset()):
            return _turn_away()
        _count(view)
        return None


def _turn_away() -> Response:
    if not g.actor.is_signed_in and request.method in SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    raise Forbidden()


def _count(view: View) -> None:
    limit, methods = getattr(view, "limit", (None, ()))
    if limit is not None and request.method in methods:
        rates.spend(database(), limit, str(g.actor.user_id or request.remote_addr))
