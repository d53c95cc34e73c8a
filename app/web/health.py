"""Whether the process lives (/healthz) and whether it can serve (/readyz)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, g, jsonify

from app.core import clock
from app.core.jobs import Job, JobState
from app.web.rules import ANYONE, allow

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@allow(*ANYONE)
def healthz() -> Any:
    return jsonify(status="ok")


@bp.get("/readyz")
@allow(*ANYONE)
def readyz() -> Any:
    """200 when the database answers at the newest migration; the index and the job queue are told beside it."""
    checks = {
        "migration": _migration(),
        "jobs": _jobs(),
        **{name: check(g.db) for name, check in current_app.extensions["ieum"].readiness.items()},
    }
    ready = all(check.get("ok", True) for check in checks.values())
    return jsonify(ready=ready, checks=checks), 200 if ready else 503


def _migration() -> dict[str, Any]:
    root = current_app.extensions["ieum"].root
    head = ScriptDirectory.from_config(Config(str(root / "alembic.ini"))).get_current_head()
    have = MigrationContext.configure(g.db.connection()).get_current_revision()
    return {"ok": have == head, "database": have, "code": head}


def _jobs() -> dict[str, Any]:
    oldest = g.db.scalar(
        sa.select(sa.func.min(Job.run_at)).where(Job.state == JobState.WAITING, Job.run_at <= clock.now())
    )
    parked = g.db.scalar(sa.select(sa.func.count()).where(Job.state == JobState.PARKED))
    return {"oldest_waiting_seconds": int((clock.now() - oldest).total_seconds()) if oldest else 0, "parked": parked}
