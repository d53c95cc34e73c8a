"""Which language a page speaks: the person's own choice, else the cookie, else what the browser asks for."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, g, request
from werkzeug.wrappers import Response

from app.core import language

COOKIE = "ieum_language"
PARAMETER = "lang"


def _wanted() -> str:
    asked = request.args.get(PARAMETER) or request.cookies.get(COOKIE)
    if asked in language.LANGUAGES:
        return asked
    if g.actor.is_signed_in:
        return str(g.actor.language)
    return request.accept_languages.best_match(language.LANGUAGES) or language.SOURCE


def language_switch_url(wanted: str) -> str:
    """This page in the other language; choosing it is remembered by a cookie."""
    return f"{request.path}?{urlencode({**request.args.to_dict(), PARAMETER: wanted})}"


def register(app: Flask) -> None:
    @app.before_request
    def choose_language() -> None:
        language.use(_wanted())

    @app.teardown_request
    def forget_language(_error: BaseException | None) -> None:
        language.use(language.SOURCE)

    @app.after_request
    def keep_language(response: Response) -> Response:
        asked = request.args.get(PARAMETER)
        if asked in language.LANGUAGES:
            response.set_cookie(COOKIE, asked, max_age=365 * 86_400, samesite="Lax", httponly=True)
        response.headers["Content-Language"] = language.current()
        response.vary.add("Cookie")
        return response

    app.jinja_env.globals["language_switch_url"] = language_switch_url
