"""Every refusal becomes a page in the reader's language with the right status, here and nowhere else."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from app.core.errors import Invalid, NotFound, Refusal, StaleEdit, Taken, TooMany
from app.core.language import Text, _

_log = structlog.get_logger("web")

HTTP_SENTENCES: dict[int, tuple[Text, Text]] = {
    400: (_("요청을 읽을 수 없어요"), _("화면을 새로 열어 다시 해 주세요.")),
    405: (_("이 주소에서 할 수 없는 일이에요"), _("앞 화면으로 돌아가 다시 해 주세요.")),
    413: (_("너무 커서 받을 수 없어요"), _("파일 하나는 20MB, 한 번에 50MB까지 올릴 수 있어요.")),
    500: (_("문제가 생겼어요"), _("저희 쪽 문제예요. 기록을 남겼고 곧 살펴볼게요. 잠시 뒤에 다시 해 주세요.")),
    503: (_("지금은 사람이 많아요"), _("잠시 뒤에 다시 해 주세요.")),
}


def _page(status: int, title: Text, message: Text, **context: Any) -> tuple[Any, int]:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=str(title), message=str(message)), status
    return render_template(
        f"errors/{context.pop('template', 'refusal')}.html", status=status, title=title, message=message, **context
    ), status


def _refused(refusal: Refusal) -> Any:
    if isinstance(refusal, StaleEdit):
        return _page(
            refusal.status, refusal.title, refusal.message, template="stale", refusal=refusal, typed=_typed(refusal)
        )
    answer = _page(
        refusal.status,
        refusal.title,
        refusal.message,
        allowed=getattr(refusal, "allowed", ()),
        fields=getattr(refusal, "fields", {}),
    )
    return (*answer, {"Retry-After": str(refusal.seconds)}) if isinstance(refusal, TooMany) else answer


def _typed(refusal: StaleEdit) -> list[tuple[str, str]]:
    """Everything that was sent, to be sent again over the newest version if the person so decides."""
    left_out = ("csrf_token", "_key", "version")
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in left_out]
    return [*sent, ("version", str(refusal.version))]


def _forged(_error: CSRFError) -> Any:
    return _refused(Invalid(_("화면이 오래 열려 있었어요. 새로 열어 다시 보내 주세요.")))


def _conflicting(error: IntegrityError) -> Any:
    _log.warning("constraint", detail=str(error.orig).splitlines()[0])
    return _refused(Taken(_("다른 사람이 먼저 같은 일을 처리했어요. 화면을 새로 열어 지금 상태를 확인해 주세요.")))


def _let_go_of_the_database() -> None:
    """The page that says so must not ask it again: without a session it has no menu, but it appears."""
    session = g.pop("db", None)
    if session is not None:
        session.close()


def _busy(error: OperationalError) -> Any:
    _log.error("database", detail=str(error.orig).splitlines()[0])
    _let_go_of_the_database()
    return (*_page(503, *HTTP_SENTENCES[503]), {"Retry-After": "5"})


def _http(error: HTTPException) -> Any:
    status = error.code or 500
    if status == 404:
        return _refused(NotFound())
    if status < 400:
        return error
    title, message = HTTP_SENTENCES.get(status, HTTP_SENTENCES[400])
    return (*_page(status, title, message), dict(error.get_headers()) if status == 405 else {})


def _broken(error: Exception) -> Any:
    _log.exception("unexpected", path=request.path, error=type(error).__name__)
    _let_go_of_the_database()
    return _page(500, *HTTP_SENTENCES[500])


def register(app: Flask) -> None:
    for kind, answer in (
        (Refusal, _refused),
        (CSRFError, _forged),
        (IntegrityError, _conflicting),
        (OperationalError, _busy),
        (HTTPException, _http),
        (Exception, _broken),
    ):
        app.register_error_handler(kind, answer)
