"""Doing the work: starting a milestone, handing it in, and the client's answer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.contracts.models import Delivery, Milestone
from app.contracts.rules.terms import FILES_MOST, NOTE_LIMIT
from app.contracts.service.timing import complete_if_done
from app.contracts.workflow import MILESTONE
from app.core import clock
from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Invalid
from app.core.files import FileStore, keep_file
from app.core.language import _, said
from app.core.workflow import move, permitted


def start_milestone(session: Session, talent: Actor, milestone: Milestone) -> None:
    move(session, MILESTONE, "start", talent, milestone)


def deliver(
    session: Session,
    talent: Actor,
    milestone: Milestone,
    *,
    note: str,
    files: Sequence[tuple[str, bytes]] = (),
    store: FileStore | None = None,
) -> Delivery:
    """Hand work in: a note, and files where there are some. The inspection runs from today."""
    permitted(MILESTONE, "deliver", talent, milestone)
    _check(note, files)
    lock(session, milestone)
    move(session, MILESTONE, "deliver", talent, milestone, round=milestone.rounds + 1)
    delivery = Delivery(round=milestone.rounds + 1, note=note.strip(), at=clock.now())
    milestone.deliveries.append(delivery)
    if store is not None:
        delivery.files = [keep_file(session, store, name, content) for name, content in files]
    milestone.submitted_at = clock.now()
    milestone.reminders, milestone.reminded_on, milestone.last_return = 0, None, None
    session.flush()
    return delivery


def return_work(session: Session, client: Actor, milestone: Milestone, *, reason: str) -> None:
    """Ask for changes, at most three times: which criterion, and how it falls short."""
    move(session, MILESTONE, "return", client, milestone, reason=reason)
    milestone.rounds, milestone.last_return = milestone.rounds + 1, reason.strip()
    session.flush()


def accept_work(session: Session, client: Actor, milestone: Milestone) -> None:
    """The work meets its criteria; with the last milestone the contract is done."""
    move(session, MILESTONE, "accept", client, milestone)
    milestone.accepted_at, milestone.reminders, milestone.reminded_on = clock.now(), 0, None
    complete_if_done(session, milestone.contract)


def _check(note: str, files: Sequence[tuple[str, bytes]]) -> None:
    found = {}
    if not note.strip():
        found["note"] = _("무엇을 했고 어떻게 확인하면 되는지 적어 주세요.")
    elif len(note) > NOTE_LIMIT:
        found["note"] = said(_("%(limit)s자 안으로 줄여 주세요."), limit=NOTE_LIMIT)
    if len(files) > FILES_MOST:
        found["files"] = said(
            _("파일은 한 번에 %(most)s개까지 올릴 수 있어요. 여럿이면 zip으로 묶어 주세요."), most=FILES_MOST
        )
    if found:
        raise Invalid(next(iter(found.values())), found)
