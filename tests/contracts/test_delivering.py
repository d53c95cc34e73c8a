"""Handing in, inspecting, and what silence means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.briefs.workflow import BriefState
from app.contracts import queries, service
from app.contracts.models import Milestone
from app.contracts.workflow import ContractState, MilestoneState
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, WrongState
from app.core.files import FileStore
from app.core.history import history_of
from app.talents.models import CommittedHours
from tests.factories import make_client
from tests.factories.contracts import accept_all, client_of, hand_in, make_active, make_signed, talent_of
from tests.factories.racing import race


@pytest.fixture
def milestone(session):
    return make_active(session).milestones[0]


def test_a_milestone_goes_from_start_to_acceptance(session, milestone):
    client, talent = client_of(milestone.contract), talent_of(milestone.contract)
    service.start_milestone(session, talent, milestone)
    service.deliver(session, talent, milestone, note="첫 결과입니다.")
    assert (milestone.state, milestone.deliveries[0].round) == (MilestoneState.SUBMITTED, 1)
    service.accept_work(session, client, milestone)
    assert milestone.state is MilestoneState.ACCEPTED
    assert milestone.accepted_at


def test_work_waits_until_the_contract_is_active(session):
    milestone = make_signed(session).milestones[0]
    with pytest.raises(Invalid, match="이행 중"):
        service.start_milestone(session, talent_of(milestone.contract), milestone)


def test_a_delivery_says_what_was_done(session, milestone):
    service.start_milestone(session, talent_of(milestone.contract), milestone)
    with pytest.raises(Invalid) as refused:
        service.deliver(session, talent_of(milestone.contract), milestone, note=" ")
    assert set(refused.value.fields) == {"note"}
    assert milestone.state is MilestoneState.IN_PROGRESS


def test_delivered_files_are_for_the_two_parties(session, milestone, tmp_path):
    talent = talent_of(milestone.contract)
    service.start_milestone(session, talent, milestone)
    files = [("결과.csv", b"lot,rate\n1,1.2\n")]
    delivery = service.deliver(session, talent, milestone, note="표입니다.", files=files, store=FileStore(tmp_path))
    file = delivery.files[0]
    assert queries.get_delivered_file(session, client_of(milestone.contract), milestone.id, file.id) is file
    with pytest.raises(NotFound):
        queries.get_delivered_file(session, make_client(session), milestone.id, file.id)
    with pytest.raises(NotFound):
        queries.get_delivered_file(session, talent, milestone.contract.milestones[1].id, file.id)


def test_a_file_that_lies_about_itself_is_refused(session, milestone, tmp_path):
    talent = talent_of(milestone.contract)
    service.start_milestone(session, talent, milestone)
    with pytest.raises(Invalid) as refused:
        service.deliver(
            session, talent, milestone, note="그림", files=[("a.png", b"<svg/>")], store=FileStore(tmp_path)
        )
    assert set(refused.value.fields) == {"files"}


def test_changes_are_asked_for_three_times_at_most(session, milestone):
    client = client_of(milestone.contract)
    for round_number in (1, 2, 3):
        hand_in(session, milestone)
        service.return_work(session, client, milestone, reason="검수 기준 2번의 값이 없습니다")
        assert milestone.rounds == round_number
    hand_in(session, milestone)
    with pytest.raises(Invalid, match="세 번까지"):
        service.return_work(session, client, milestone, reason="또")
    assert [d.round for d in milestone.deliveries] == [1, 2, 3, 4]
    service.accept_work(session, client, milestone)


def test_a_return_says_why(session, milestone):
    hand_in(session, milestone)
    with pytest.raises(Invalid):
        service.return_work(session, client_of(milestone.contract), milestone, reason="")


def test_nobody_accepts_their_own_work_or_work_not_handed_in(session, milestone):
    with pytest.raises(WrongState):
        service.accept_work(session, client_of(milestone.contract), milestone)
    hand_in(session, milestone)
    with pytest.raises(Forbidden):
        service.accept_work(session, talent_of(milestone.contract), milestone)


def test_the_last_acceptance_completes_contract_and_brief_and_frees_the_hours(session):
    contract = make_active(session)
    accept_all(session, contract)
    assert (contract.state, contract.brief.state) == (ContractState.COMPLETED, BriefState.COMPLETED)
    assert session.query(CommittedHours).count() == 0


def test_a_contract_with_one_milestone_open_is_not_complete(session):
    contract = make_active(session)
    service.accept_work(session, client_of(contract), hand_in(session, contract.milestones[0]))
    service.keep_contract(session, contract)
    assert contract.state is ContractState.ACTIVE


# -- the inspection's clock: handed in on Monday 2026-09-21, ten business days end on 2026-10-08 ------------------

HANDED_IN = datetime(2026, 9, 21, 3, tzinfo=UTC)


def at_noon(day):
    return clock.at(clock.start_of_day(day) + timedelta(hours=12))


def days_from(first, count):
    return [first + timedelta(days=n) for n in range(count)]


@pytest.fixture
def handed_in(session):
    with clock.at(HANDED_IN - timedelta(days=60)):
        contract = make_active(session)
    with clock.at(HANDED_IN):
        return hand_in(session, contract.milestones[0])


def test_silence_is_taken_for_acceptance_after_ten_business_days_and_two_reminders(session, handed_in):
    assert handed_in.inspect_by == date(2026, 10, 8)
    for day in days_from(date(2026, 9, 21), 18):
        with at_noon(day):
            service.keep_milestone(session, handed_in)
            service.keep_milestone(session, handed_in)  # twice a day: harmless
    assert handed_in.state is MilestoneState.SUBMITTED
    reminders = [r for r in history_of(session, "milestone", handed_in.id) if r.move == "remind"]
    assert [clock.day_of(r.at) for r in reminders] == [date(2026, 10, 2), date(2026, 10, 7)]
    with clock.at(clock.end_of_day(date(2026, 10, 8))):
        service.keep_milestone(session, handed_in)
        assert handed_in.state is MilestoneState.SUBMITTED
    with clock.at(clock.end_of_day(date(2026, 10, 8)) + timedelta(seconds=1)):
        service.keep_milestone(session, handed_in)
        assert handed_in.state is MilestoneState.DEEMED_ACCEPTED


def test_a_clock_that_stood_still_reminds_on_two_days_before_it_concludes(session, handed_in):
    states = []
    for day in days_from(date(2026, 11, 2), 3):
        with at_noon(day):
            service.keep_milestone(session, handed_in)
            states.append((handed_in.reminders, handed_in.state.value))
    assert states == [(1, "submitted"), (2, "submitted"), (0, "deemed_accepted")]


def test_where_the_contract_does_not_say_so_silence_means_nothing(session, handed_in):
    handed_in.contract.terms = {**handed_in.contract.terms, "deemed_acceptance": False}
    for day in days_from(date(2026, 9, 21), 60):
        with at_noon(day):
            service.keep_milestone(session, handed_in)
    assert (handed_in.state, handed_in.reminders) == (MilestoneState.SUBMITTED, 2)


def test_while_changes_are_asked_for_no_time_runs(session, handed_in):
    with at_noon(date(2026, 9, 22)):
        service.return_work(session, client_of(handed_in.contract), handed_in, reason="값이 없습니다")
    for day in days_from(date(2026, 9, 23), 40):
        with at_noon(day):
            service.keep_milestone(session, handed_in)
    assert handed_in.state is MilestoneState.CHANGES_REQUESTED
    with at_noon(date(2026, 11, 2)):
        hand_in(session, handed_in)
        assert handed_in.inspect_by == date(2026, 11, 16)


def test_silence_on_the_last_milestone_completes_the_contract(session):
    with clock.at(HANDED_IN - timedelta(days=60)):
        contract = make_active(session)
    with clock.at(HANDED_IN):
        for milestone in contract.milestones[:2]:
            service.accept_work(session, client_of(contract), hand_in(session, milestone))
        last = hand_in(session, contract.milestones[2])
    for day in (date(2026, 10, 2), date(2026, 10, 7), date(2026, 10, 9)):
        with at_noon(day):
            service.keep_milestone(session, last)
    assert contract.state is ContractState.COMPLETED


# -- at the same moment -------------------------------------------------------------------------------------------


def test_accepting_while_a_colleague_returns_ends_in_one_answer(database):
    with database.writing.begin() as session:
        milestone = hand_in(session, make_active(session).milestones[0])
        client, number = client_of(milestone.contract), milestone.id
    refused = race(
        database,
        lambda s: service.accept_work(s, client, s.get_one(Milestone, number)),
        lambda s: service.return_work(s, client, s.get_one(Milestone, number), reason="값이 없습니다"),
    )
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "WrongState"]


def test_the_last_two_milestones_accepted_at_once_complete_the_contract(database):
    with database.writing.begin() as session:
        contract = make_active(session)
        client, number = client_of(contract), contract.id
        service.accept_work(session, client, hand_in(session, contract.milestones[0]))
        ids = [hand_in(session, milestone).id for milestone in contract.milestones[1:]]

    def accept(milestone_id):
        def task(session):
            milestone = session.get_one(Milestone, milestone_id)
            _seen = [other.state for other in milestone.contract.milestones]  # remembered before the race
            service.accept_work(session, client, milestone)

        return task

    assert race(database, *(accept(milestone_id) for milestone_id in ids)) == [None, None]
    with database.reading() as session:
        assert session.get_one(type(contract), number).state is ContractState.COMPLETED
