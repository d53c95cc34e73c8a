"""Payment records, with the reference vectors of withholding and VAT."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contracts import service
from app.contracts.models import Milestone, Payment, TaxMode
from app.contracts.service.paying import computed_payment
from app.contracts.workflow import MilestoneState
from app.core import clock
from app.core.errors import Forbidden, Invalid, Taken, WrongState
from app.core.history import history_of
from tests.factories.contracts import client_of, hand_in, make_active, talent_of
from tests.factories.racing import race


@pytest.fixture
def accepted(session):
    milestone = hand_in(session, make_active(session).milestones[0])
    service.accept_work(session, client_of(milestone.contract), milestone)
    return milestone


def record(session, milestone, **facts):
    return service.record_payment(
        session, client_of(milestone.contract), milestone, **{"paid_on": clock.today(), **facts}
    )


@pytest.mark.parametrize(
    ("supply", "income_tax", "local_tax", "paid"),
    [
        (1_000_000, 30_000, 3_000, 967_000),
        (1_234_567, 37_030, 3_700, 1_193_837),
        (7_777_777, 233_330, 23_330, 7_521_117),
        (33_000, 990, 90, 31_920),
    ],
)
def test_withholding_cuts_each_tax_to_ten_won(session, accepted, supply, income_tax, local_tax, paid):
    accepted.amount_won = supply
    payment = computed_payment(accepted)
    assert (payment.income_tax_won, payment.local_tax_won, payment.vat_won) == (income_tax, local_tax, 0)
    assert payment.paid_won == paid


@pytest.mark.parametrize(("supply", "vat"), [(1_000_000, 100_000), (1_234_567, 123_456), (9, 0)])
def test_vat_is_added_and_nothing_withheld(session, accepted, supply, vat):
    accepted.amount_won, accepted.contract.tax_mode = supply, TaxMode.VAT
    payment = computed_payment(accepted)
    assert (payment.vat_won, payment.income_tax_won, payment.local_tax_won) == (vat, 0, 0)
    assert payment.paid_won == supply + vat


def test_the_client_records_and_the_talent_confirms(session, accepted):
    payment = record(session, accepted, tax_invoice="20260101-41000001")
    assert (accepted.state, payment.paid_won) == (MilestoneState.ACCEPTED, 3_000_000 - 90_000 - 9_000)
    service.confirm_payment(session, talent_of(accepted.contract), accepted)
    assert accepted.state is MilestoneState.PAID
    assert accepted.payment.confirmed_at


def test_nothing_is_confirmed_before_it_is_recorded(session, accepted):
    with pytest.raises(Invalid, match="지급을 기록한 뒤"):
        service.confirm_payment(session, talent_of(accepted.contract), accepted)


def test_a_payment_is_recorded_once_and_only_by_the_firm(session, accepted):
    record(session, accepted)
    with pytest.raises(Taken):
        record(session, accepted)
    with pytest.raises(Forbidden):
        service.record_payment(session, talent_of(accepted.contract), accepted, paid_on=clock.today())


def test_a_wrong_record_is_taken_back_with_a_reason_and_recorded_anew(session, accepted):
    client = client_of(accepted.contract)
    record(session, accepted, paid_on=clock.today() - timedelta(days=1))
    service.withdraw_payment(session, client, accepted, reason="날짜를 잘못 적었어요")
    assert accepted.payment is None
    assert record(session, accepted).paid_on == clock.today()
    taken_back = [row for row in history_of(session, "milestone", accepted.id) if row.move == "withdraw_payment"]
    assert [row.facts["reason"] for row in taken_back] == ["날짜를 잘못 적었어요"]


def test_a_confirmed_record_stands(session, accepted):
    record(session, accepted)
    service.confirm_payment(session, talent_of(accepted.contract), accepted)
    with pytest.raises(WrongState):
        service.withdraw_payment(session, client_of(accepted.contract), accepted, reason="다시 볼게요")


def test_there_must_be_a_record_to_take_back(session, accepted):
    with pytest.raises(Invalid, match="취소할 지급 기록이 없어요"):
        service.withdraw_payment(session, client_of(accepted.contract), accepted, reason="없는 기록")


def test_of_taking_back_and_confirming_at_once_one_wins(database):
    with database.writing.begin() as session:
        milestone = hand_in(session, make_active(session).milestones[0])
        client, talent, number = client_of(milestone.contract), talent_of(milestone.contract), milestone.id
        service.accept_work(session, client, milestone)
        record(session, milestone)
    withdraw = lambda s: service.withdraw_payment(s, client, s.get_one(Milestone, number), reason="잘못 적었어요")  # noqa: E731
    confirm = lambda s: service.confirm_payment(s, talent, s.get_one(Milestone, number))  # noqa: E731
    refused = race(database, withdraw, confirm)
    assert sum(one is None for one in refused) == 1
    with database.reading() as session:
        milestone = session.get_one(Milestone, number)
        assert (milestone.state is MilestoneState.PAID) == (milestone.payment is not None)


def test_no_payment_for_work_not_accepted_nor_in_the_future(session, accepted):
    with pytest.raises(WrongState):
        record(session, accepted.contract.milestones[1])
    with pytest.raises(Invalid) as refused:
        record(session, accepted, paid_on=clock.today() + timedelta(days=1))
    assert set(refused.value.fields) == {"paid_on"}


def test_a_payment_may_be_recorded_and_confirmed_after_the_contract_is_complete(session, accepted):
    contract = accepted.contract
    for milestone in contract.milestones[1:]:
        service.accept_work(session, client_of(contract), hand_in(session, milestone))
    record(session, accepted)
    service.confirm_payment(session, talent_of(contract), accepted)
    assert accepted.state is MilestoneState.PAID


def test_the_client_is_reminded_once_when_a_payment_is_late(session, accepted):
    due = accepted.pay_by
    for days in (0, 1, 2):
        with clock.at(clock.start_of_day(due + timedelta(days=days)) + timedelta(hours=9)):
            service.keep_milestone(session, accepted)
            assert accepted.payment_is_late is (days > 0)
    moves = [row.move for row in history_of(session, "milestone", accepted.id)]
    assert moves.count("remind_payment") == 1


def test_the_database_keeps_one_payment_a_milestone(session, accepted):
    record(session, accepted)
    second = computed_payment(accepted)
    second.milestone_id, second.paid_on, second.recorded_by = accepted.id, clock.today(), 1
    session.add(second)
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_two_presses_record_one_payment(database):
    with database.writing.begin() as session:
        milestone = hand_in(session, make_active(session).milestones[0])
        client, number = client_of(milestone.contract), milestone.id
        service.accept_work(session, client, milestone)
    press = lambda s: service.record_payment(s, client, s.get_one(Milestone, number), paid_on=clock.today())  # noqa: E731
    refused = race(database, press, press)
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "Taken"]
    with database.reading() as session:
        assert len(session.query(Payment).all()) == 1
