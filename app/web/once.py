"""Idempotent POSTs: the key in a form (or header) is claimed before the effect, and a repeat gets the first answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from flask import Flask, Response, current_app, g, redirect, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.errors import Invalid
from app.core.language import _
from app.core.once import Answered, find_answer

F = TypeVar("F", bound=Callable[..., Any])

FIELD = "_key"
HEADER = "Idempotency-Key"
KEY_LIMIT = 80
BODY_LIMIT = 200_000
_LEFT_OUT = (FIELD, "csrf_token")


class MissingKey(Invalid):
    status = 400


class KeyReused(Invalid):
    """The same key with other contents."""


def repeatable(view: F) -> F:
    """Mark a view whose repetition is harmless by itself (sign-in, autosave): no key is asked."""
    view.is_repeatable = True  # type: ignore[attr-defined]
    return view


def answer_once(session: Session, answer: Callable[[], Response]) -> Response:
    """Answer a POST once for its key. Raises MissingKey, KeyReused."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method != "POST" or getattr(view, "is_repeatable", False):
        return answer()
    key = (request.headers.get(HEADER) or request.form.get(FIELD) or "")[:KEY_LIMIT]
    if not key:
        raise MissingKey(_("화면을 새로 열어 다시 보내 주세요."))
    who, digest = str(g.actor.user_id or "visitor"), _digest()
    claimed = _claim(session, key, who, digest)
    if claimed is None:
        return _replay(session, key, who, digest)
    response = answer()
    if response.status_code < 400:
        claimed.status = response.status_code
        claimed.location = response.headers.get("Location")
        body = "" if claimed.location else response.get_data(as_text=True)
        claimed.body = body[:BODY_LIMIT]
    return response


def _claim(session: Session, key: str, who: str, digest: str) -> Answered | None:
    """Take the key, or None when it was taken; on PostgreSQL this waits for the first request to end."""
    if find_answer(session, key, who):
        return None
    row = Answered(key=key, who=who, request_digest=digest, status=0)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return None
    return row


def _replay(session: Session, key: str, who: str, digest: str) -> Response:
    session.expire_all()
    first = find_answer(session, key, who)
    if first is None or first.request_digest != digest:
        raise KeyReused(_("이미 보낸 화면이에요. 새로 열어 다시 적어 주세요."))
    if first.location:
        return redirect(first.location, first.status)  # type: ignore[return-value]
    return Response(first.body, first.status, mimetype="text/html")


def _digest() -> str:
    parts = [request.path]
    parts += sorted(f"{name}={value}" for name, value in request.form.items(multi=True) if name not in _LEFT_OUT)
    parts += sorted(f"{name}:{file.filename}:{file.content_length}" for name, file in request.files.items(multi=True))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def register(app: Flask) -> None:
    app.jinja_env.globals["idempotency_key"] = lambda: uuid4().hex
