"""Payments as records: the client says what was paid and when, the talent says it arrived. No money passes through here."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.contracts.models import Milestone, Payment, TaxMode
from app.contracts.workflow import MILESTONE
from app.core import clock
from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Invalid, Taken
from app.core.language import Text, _, said
from app.core.money import vat_on, withhold
from app.core.workflow import move, permitted

INVOICE_LIMIT = 40


def computed_payment(milestone: Milestone) -> Payment:
    """What the milestone's amount comes to after tax: withheld from a person, or with VAT for a business."""
    supply = milestone.amount_won
    if milestone.contract.tax_mode is TaxMode.VAT:
        vat = vat_on(supply)
        return Payment(supply_won=supply, vat_won=vat, income_tax_won=0, local_tax_won=0, paid_won=supply + vat)
    held = withhold(supply)
    return Payment(
        supply_won=supply,
        vat_won=0,
        income_tax_won=held.income_tax_won,
        local_tax_won=held.local_tax_won,
        paid_won=held.net_won,
    )


def record_payment(
    session: Session, client: Actor, milestone: Milestone, *, paid_on: date, tax_invoice: str | None = None
) -> Payment:
    """Record one milestone's payment, once. Raises Taken with who recorded it first."""
    permitted(MILESTONE, "record_payment", client, milestone)
    _check(paid_on, tax_invoice)
    lock(session, milestone)
    if milestone.payment is not None:
        when = milestone.payment.recorded_at.astimezone(clock.KST)
        raise Taken(said(_("이 마일스톤의 지급은 %(when)s에 이미 기록했어요."), when=f"{when:%Y-%m-%d %H:%M}"))
    payment = computed_payment(milestone)
    facts = {"paid_won": payment.paid_won, "paid_on": paid_on.isoformat()}
    move(session, MILESTONE, "record_payment", client, milestone, **facts)
    payment.milestone_id, payment.paid_on, payment.tax_invoice = milestone.id, paid_on, tax_invoice or None
    payment.recorded_by = client.user_id or 0
    session.add(payment)
    session.flush()
    session.expire(milestone, ["payment"])
    return payment


def withdraw_payment(session: Session, client: Actor, milestone: Milestone, *, reason: str) -> None:
    """Take a wrong record back before it is confirmed; what it said stays in the history."""
    permitted(MILESTONE, "withdraw_payment", client, milestone)
    lock(session, milestone)
    payment = milestone.payment
    said_of_it = {"paid_won": payment.paid_won, "paid_on": payment.paid_on.isoformat()} if payment else {}
    move(session, MILESTONE, "withdraw_payment", client, milestone, reason=reason, **said_of_it)
    session.delete(payment)
    session.flush()
    session.expire(milestone, ["payment"])


def confirm_payment(session: Session, talent: Actor, milestone: Milestone) -> None:
    """The talent says that the money arrived."""
    move(session, MILESTONE, "confirm_payment", talent, milestone)
    if milestone.payment is not None:
        milestone.payment.confirmed_at = clock.now()


def _check(paid_on: date, tax_invoice: str | None) -> None:
    found: dict[str, Text] = {}
    if paid_on > clock.today():
        found["paid_on"] = _("지급한 뒤에 기록해 주세요. 오늘이나 그 전의 날을 골라요.")
    if tax_invoice and len(tax_invoice) > INVOICE_LIMIT:
        found["tax_invoice"] = said(_("%(limit)s자 안으로 줄여 주세요."), limit=INVOICE_LIMIT)
    if found:
        raise Invalid(next(iter(found.values())), found)
