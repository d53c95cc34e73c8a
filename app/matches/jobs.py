"""The worker's part in matching: read and encode what was written, keep the index, notice what fell behind."""

from __future__ import annotations

from typing import Any

from app.core.db import Database
from app.core.jobs import Handler, Recurring
from app.matches.service.indexing import INDEX_JOB, ask_for_index, is_index_behind, write_index
from app.matches.service.refreshing import REFRESH_JOB, ask_for_refresh, find_behind, refresh

CHECK_JOB = "matches.check"
RECURRING = (Recurring(CHECK_JOB, 60),)


def handlers(house: Any) -> dict[str, Handler]:
    settings = house.settings

    def check(database: Database, _payload: dict[str, Any]) -> None:
        """Ask each minute, so that nothing depends on somebody having remembered to tell."""
        with database.reading() as session:
            behind, index_behind = find_behind(session, settings), is_index_behind(session, settings)
        with database.writing.begin() as session:
            for key in behind:
                ask_for_refresh(session, key)
            if index_behind:
                ask_for_index(session)

    def index(database: Database, _payload: dict[str, Any]) -> None:
        write_index(database, settings)

    return {
        REFRESH_JOB: lambda database, payload: refresh(database, settings, payload),
        INDEX_JOB: index,
        CHECK_JOB: check,
    }
