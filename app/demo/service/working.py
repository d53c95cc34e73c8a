"""The work: milestones delivered with a file, inspected, paid for; and after the last one, the outcome."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from app.contracts import service as contracts
from app.contracts.models import Contract, Milestone
from app.core import clock
from app.demo.rules.pace import Pace
from app.demo.rules.texts import Row
from app.demo.service.measuring import measuring
from app.demo.service.proposing import Call
from app.demo.service.world import Story, World

SILENCE = 12  # business days after which an inspection nobody did has ended
HEADS = {"ko": ("항목", "내용"), "en": ("Item", "Content")}
ROWS = {"ko": ("마일스톤", "검수 기준", "확인한 것"), "en": ("Milestone", "Criteria", "What was checked")}


def working(world: World, pace: Pace, call: Call, contract: Contract) -> Story:
    """Milestone by milestone; a contract under way stops where its text says the last delivery stands."""
    deal = call.deal or {}
    standing = deal.get("last_delivery")
    rows: list[Row] = deal["milestones"]
    delivered = sum(1 for row in rows if row["delivery_note"])
    yield pace.on(call.starts_on)
    for nth, row in enumerate(rows):
        milestone = contract.milestones[nth]
        contracts.start_milestone(world.session, call.cast[0].actor, milestone)
        if row["delivery_note"] is None:
            return
        is_last = nth == delivered - 1
        yield from _delivered(world, pace, call, milestone, row)
        yield from _inspected(world, pace, call, milestone, row, standing if is_last else None)
        if is_last and standing in ("submitted", "changes_requested"):
            return
        if standing != "deemed_accepted":
            is_confirmed = not (is_last and call.text["state_wish"] == "completed")
            world.begin(_paid(world, pace, call, milestone, is_confirmed))
    yield from measuring(world, pace, call, contract)


def _delivered(world: World, pace: Pace, call: Call, milestone: Milestone, row: Row) -> Story:
    yield pace.on(milestone.due_on - timedelta(days=1), at_weekends=True)
    _deliver(world, call, milestone, row)


def _inspected(world: World, pace: Pace, call: Call, milestone: Milestone, row: Row, standing: str | None) -> Story:
    """The firm answers, after a second round where the text has one; or it does not, and the clock does."""
    if standing == "deemed_accepted":
        yield pace.on(clock.add_business_days(clock.today(), SILENCE))
        return
    if row["changes_requested"]:
        yield pace.after(2)
        contracts.return_work(world.session, call.firm.writer, milestone, reason=row["changes_requested"])
        if standing == "changes_requested":
            return
        yield pace.after(3, at_weekends=True)
        _deliver(world, call, milestone, row)
    if standing != "submitted":
        yield pace.after(2)
        contracts.accept_work(world.session, call.firm.writer, milestone)


def _deliver(world: World, call: Call, milestone: Milestone, row: Row) -> None:
    contracts.deliver(
        world.session,
        call.cast[0].actor,
        milestone,
        note=row["delivery_note"],
        files=[_file(call.text["lang"], milestone, row)],
        store=world.house.files,
    )


def _file(language: str, milestone: Milestone, row: Row) -> tuple[str, bytes]:
    """A small table that opens in Excel (hence the mark at its start)."""
    written = io.StringIO()
    values = (milestone.title, milestone.criteria, row["delivery_note"])
    csv.writer(written).writerows([HEADS[language], *zip(ROWS[language], values, strict=True)])
    return f"{milestone.title}.csv", written.getvalue().encode("utf-8-sig")


def _paid(world: World, pace: Pace, call: Call, milestone: Milestone, is_confirmed: bool) -> Story:
    """Recorded by the firm within days, confirmed by the talent; the newest may wait for that."""
    yield pace.after(5)
    contracts.record_payment(world.session, call.firm.owner, milestone, paid_on=clock.today())
    if is_confirmed:
        yield pace.after(2, at_weekends=True)
        contracts.confirm_payment(world.session, call.cast[0].actor, milestone)
