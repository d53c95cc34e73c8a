"""Gunicorn's hooks: what every web worker does before its first request."""

from typing import Any


def post_worker_init(_worker: Any) -> None:
    """Start loading what reads a firm's first sentence, and let what is loaded by now be."""
    from app.core.memory import settle
    from app.scoping.rules.kinds import get_ready

    settle()
    get_ready()
