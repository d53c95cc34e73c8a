"""Structured logs: one line a request, with a request id and no personal data."""

from __future__ import annotations

import logging
import sys
import time
from uuid import uuid4

import structlog
from flask import Flask, g, request
from werkzeug.wrappers import Response

_log = structlog.get_logger("request")


def configure(*, as_json: bool) -> None:
    """Send every log line to standard error, as JSON where a machine reads it."""
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def register(app: Flask) -> None:
    @app.before_request
    def start() -> None:
        g.started = time.monotonic()
        g.request_id = uuid4().hex[:12]
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @app.after_request
    def finish(response: Response) -> Response:
        if request.endpoint not in ("static", "health.healthz") and "started" in g:
            _log.info(
                "request",
                method=request.method,
                endpoint=request.endpoint,
                status=response.status_code,
                ms=round((time.monotonic() - g.started) * 1000, 1),
                user=g.actor.user_id if "actor" in g else None,
            )
            response.headers["X-Request-Id"] = g.request_id
        structlog.contextvars.unbind_contextvars("request")
        return response
