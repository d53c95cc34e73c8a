"""One transaction a request: opened before it, committed once when the answer is below 400, rolled back otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from app.core.db import Database
from app.web import once

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class IeumFlask(Flask):
    """Flask with the one commit around every view, and one effect for every idempotency key."""

    def dispatch_request(self) -> Any:
        if request.endpoint == "static" or request.routing_exception is not None:
            return super().dispatch_request()
        try:
            response = once.answer_once(g.db, lambda: self.make_response(super(IeumFlask, self).dispatch_request()))
            _end(response)
        except Exception:
            g.db.rollback()
            _run_refused()
            raise
        return response


def _end(response: Response) -> None:
    if response.status_code < 400:
        g.db.commit()
    else:
        g.db.rollback()
        _run_refused()


def _run_refused() -> None:
    for task in g.pop("when_refused", []):
        with database().writing.begin() as session:
            task(session)


def when_refused(task: Callable[[Session], None]) -> None:
    """Keep something although the request is refused (a failed sign-in): done in a transaction of its own."""
    g.setdefault("when_refused", []).append(task)


def database() -> Database:
    found: Database = current_app.extensions["ieum"].database
    return found


def register(app: Flask) -> None:
    @app.before_request
    def open_session() -> None:
        g.db = (database().reading if request.method in SAFE_METHODS else database().writing)()

    @app.teardown_request
    def close_session(_error: BaseException | None) -> None:
        session = g.pop("db", None)
        if session is not None:
            session.close()
