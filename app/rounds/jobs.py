"""The worker's part in rounds: solving, telling firms, and ending recommendations nobody answered."""

from __future__ import annotations

from typing import Any

from app.core.db import Database
from app.core.jobs import Handler, Recurring
from app.rounds import queries, service
from app.rounds.models import Recommendation
from app.rounds.service.solving import SOLVE_JOB
from app.rounds.service.telling import SEND_JOB

CLOCK_JOB = "rounds.clock"
RECURRING = (Recurring(CLOCK_JOB, 3600),)


def handlers(house: Any) -> dict[str, Handler]:
    return {
        SOLVE_JOB: lambda database, payload: service.solve_round(database, house.settings, payload),
        SEND_JOB: service.send_round,
        CLOCK_JOB: lapse_recommendations,
    }


def lapse_recommendations(database: Database, _payload: dict[str, Any]) -> None:
    """Look at each in a transaction of its own."""
    with database.reading() as session:
        waiting = queries.offered_ids(session)
    for recommendation_id in waiting:
        with database.writing.begin() as session:
            service.lapse_if_due(session, session.get_one(Recommendation, recommendation_id))
