"""The clock's part of learning: a fit once a month, where enough new has come of the lists."""

from __future__ import annotations

from typing import Any

import structlog

from app.core.db import Database
from app.core.errors import Invalid
from app.core.jobs import Handler, Recurring
from app.learning.service import fit_if_due
from app.settings import Settings

FIT_JOB = "learning.fit"
RECURRING = (Recurring(FIT_JOB, 86400),)
_log = structlog.get_logger("learning")


def handlers(house: Any) -> dict[str, Handler]:
    return {FIT_JOB: lambda database, _payload: fit(database, house.settings)}


def fit(database: Database, settings: Settings) -> None:
    """What cannot be fitted today is looked at again tomorrow."""
    try:
        report = fit_if_due(database, settings)
    except Invalid as refusal:
        _log.info("nothing fitted", why=str(refusal.message))
    else:
        if report is not None:
            _log.info("candidate fitted", version=report["version"], gain=report["gain"])
