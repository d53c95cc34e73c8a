"""The signed-in person of a request: a random token in a cookie, looked up on the server."""

from __future__ import annotations

from flask import Flask, current_app, g, request, session
from werkzeug.wrappers import Response

from app.core.actors import VISITOR
from app.web.session import database

COOKIE = "ieum_session"
DAYS = 30


def remember(response: Response, token: str) -> Response:
    """Hand the browser its new session token; whatever the old browser session held is dropped (fixation)."""
    session.clear()
    response.set_cookie(
        COOKIE,
        token,
        max_age=DAYS * 86_400,
        httponly=True,
        samesite="Lax",
        secure=current_app.extensions["ieum"].settings.base_url.startswith("https://"),
    )
    return response


def forget(response: Response) -> Response:
    session.clear()
    response.delete_cookie(COOKIE)
    return response


def token_of_request() -> str | None:
    return request.cookies.get(COOKIE)


def register(app: Flask) -> None:
    @app.before_request
    def load_actor() -> None:
        token = token_of_request()
        g.actor = VISITOR
        if token and request.endpoint != "static":
            with database().reading() as reader:  # its own short read: the request's transaction starts later
                g.actor = current_app.extensions["ieum"].load_actor(reader, token) or VISITOR
