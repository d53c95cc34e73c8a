"""The worker's part in matching: read and encode what was written, keep the index, notice what fell behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog

from app.core.db import Database
from app.core.jobs import Handler, Recurring
from app.matches.service.checking import CHECK_JOB, WALK_JOB, check, walk
from app.matches.service.indexing import GENERATION_JOB, INDEX_JOB, write_generation, write_index
from app.matches.service.refreshing import REFRESH_JOB, refresh
from app.settings import Settings
from matching.retrieval.generation import IndexUnusable

RECURRING = (Recurring(CHECK_JOB, 60), Recurring(WALK_JOB, 3600))
_log = structlog.get_logger("matches")


def handlers(house: Any) -> dict[str, Handler]:
    settings = house.settings
    return {
        REFRESH_JOB: lambda database, payload: refresh(database, settings, payload),
        INDEX_JOB: lambda database, _payload: _for_each_index(database, settings, write_index),
        GENERATION_JOB: lambda database, _payload: _for_each_index(database, settings, write_generation),
        CHECK_JOB: lambda database, _payload: check(database, settings),
        WALK_JOB: lambda database, payload: walk(database, settings, payload),
    }


def _for_each_index(database: Database, settings: Settings, write: Callable[[Database, Settings], str | None]) -> None:
    """An engine that is away is left to the next check: lists and readiness tell of it, a parked job each minute would not help."""
    for one in settings.indexes:
        try:
            write(database, one)
        except IndexUnusable as problem:
            _log.warning("index not written", engine=one.index, problem=str(problem))
