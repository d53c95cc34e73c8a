"""One transaction for a whole file: kept when every row is good, undone when one is not or when it was only a trial."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core import history
from app.core.actors import Actor, Kind
from app.core.db import Database
from app.core.errors import Invalid, Refusal
from app.core.language import _
from app.importing.queries import IMPORT_MOVE
from app.importing.rules.lines import Record
from app.importing.rules.report import Report, Row

# The person at the command line acts for the office; no account stands behind it.
OPERATOR = Actor(Kind.OFFICE)
DEMO_ENVIRONMENTS = ("demo", "test")


def check_demo_allowed(environment: str) -> None:
    """Showing imported people at once is for invented people in a demo database. Raises Invalid anywhere else."""
    if environment not in DEMO_ENVIRONMENTS:
        raise Invalid(_("--demo는 시연용 데이터베이스(IEUM_ENV=demo)에서만 쓸 수 있어요. 빼고 다시 해 주세요."))


@contextmanager
def saving(database: Database, report: Report) -> Iterator[Session]:
    """A transaction that is kept only when the report is clean and no trial."""
    with database.writing() as session:
        try:
            yield session
            session.flush()
        except IntegrityError:
            session.rollback()
            report.problems.append(_("다른 곳에서 같은 때에 같은 것을 넣었어요. 잠시 뒤에 다시 해 주세요."))
        if report.is_clean and not report.is_dry_run:
            session.commit()
        else:
            session.rollback()
    if not report.is_clean:
        report.undo()


@contextmanager
def refusing(row: Row) -> Iterator[None]:
    """What a service refuses for one row is that row's problem; the rows after it are still looked at."""
    try:
        yield
    except Invalid as refusal:
        for name, sentence in (refusal.fields or {"-": refusal.message}).items():
            row.refuse(name, sentence)
    except Refusal as refusal:
        row.refuse("-", refusal.message)


def digest_of(record: Record) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def note_import(session: Session, actor: Actor, workflow: str, thing: Any, row: Row, record: Record) -> None:
    """Write into a thing's history that this record of a file is what it now says."""
    state = str(thing.state)
    facts = {"key": row.key, "digest": digest_of(record)}
    history.record(session, actor, workflow, thing.id, move=IMPORT_MOVE, from_state=state, to_state=state, facts=facts)
