"""Gunicorn's hooks: what every web worker does before its first request."""

from typing import Any


def post_worker_init(_worker: Any) -> None:
    """Start loading what reads a firm's first sentence."""
    from app.scoping.rules.kinds import get_ready

    get_ready()
