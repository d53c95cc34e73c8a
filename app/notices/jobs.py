"""The worker's part of notices: telling, mailing, and clearing what is kept only for a while."""

from __future__ import annotations

from typing import Any

from app.core import mail, once, rates
from app.core.db import Database
from app.core.history import History
from app.core.jobs import Handler, Recurring
from app.core.workflow import TELL_JOB
from app.notices import service

TIDY_JOB = "core.tidy"
RECURRING = (Recurring(TIDY_JOB, 3600),)


def handlers(house: Any) -> dict[str, Handler]:
    def tell(database: Database, payload: dict[str, Any]) -> None:
        with database.writing.begin() as session:
            row = session.get_one(History, payload["history_id"])
            workflow, table = house.workflows[row.thing]
            thing = session.get(table, row.thing_id)
            if thing is not None:
                service.tell(session, workflow, thing, row, base_url=house.settings.base_url)

    def tidy(database: Database, _payload: dict[str, Any]) -> None:
        rates.forget_old_counts(database)
        with database.writing.begin() as session:
            once.forget_old_answers(session)

    mailer = mail.mailer_for(house.settings.mail_url)
    return {TELL_JOB: tell, TIDY_JOB: tidy, mail.SEND_JOB: mail.sender_of(mailer, house.settings.mail_from)}
