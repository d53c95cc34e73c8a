"""From a selected proposal to a text that waits for signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.briefs.rules import Milestone
from app.contracts import queries, service
from app.contracts.models import Contract, TaxMode
from app.contracts.rules.terms import Step, Terms
from app.contracts.workflow import ContractState
from app.core.errors import Forbidden, Invalid, NotFound, StaleEdit, Taken, WrongState
from app.proposals.models import Proposal
from app.proposals.service import select, undo_selection
from tests.factories import make_brief, make_client, make_office
from tests.factories.contracts import client_of, make_contract, make_offered, talent_of
from tests.factories.proposals import make_reviewed, owner_of
from tests.factories.racing import race


def a_selected_proposal(session, client):
    proposal = make_reviewed(session, client, make_brief(session, client))
    return select(session, client, proposal)


def save(session, contract, *, version=None, **changes):
    values = {"tax_mode": contract.tax_mode, "terms": contract.chosen, "steps": contract.steps, **changes}
    version = contract.edit_version if version is None else version
    service.save_draft(session, client_of(contract), contract, version=version, **values)


def test_a_draft_takes_its_terms_from_the_agreed_proposal(session):
    client = make_client(session)
    proposal = a_selected_proposal(session, client)
    contract = service.create_contract(session, client, proposal)
    assert (contract.amount_won, contract.starts_on, contract.ends_on) == (
        proposal.amount_won,
        proposal.starts_on,
        proposal.ends_on,
    )
    assert [m.amount_won for m in contract.milestones] == [3_000_000, 4_000_000, 3_000_000]
    assert contract.state is ContractState.DRAFT


def test_a_briefs_own_milestones_become_the_contracts(session):
    plan = [Milestone("자료 확인", "보고를 읽음", 25, 2), Milestone("넘겨받기", "혼자 켬", 75, 6)]
    contract = make_contract(session, milestones=plan)
    assert [(m.title, m.criteria) for m in contract.milestones] == [
        ("자료 확인", "보고를 읽음"),
        ("넘겨받기", "혼자 켬"),
    ]
    assert [m.amount_won for m in contract.milestones] == [2_500_000, 7_500_000]
    assert contract.milestones[-1].due_on == contract.ends_on


def test_only_a_selected_proposal_gets_a_contract_and_only_one(session):
    client = make_client(session)
    waiting = make_reviewed(session, client, make_brief(session, client))
    with pytest.raises(WrongState):
        service.create_contract(session, client, waiting)
    proposal = a_selected_proposal(session, client)
    contract = service.create_contract(session, client, proposal)
    with pytest.raises(Taken, match=contract.number):
        service.create_contract(session, client, proposal)


def test_only_the_firm_draws_a_contract_up(session):
    client = make_client(session)
    proposal = a_selected_proposal(session, client)
    with pytest.raises(Forbidden):
        service.create_contract(session, owner_of(proposal.profile), proposal)
    with pytest.raises(NotFound):
        service.create_contract(session, make_client(session), proposal)


def test_saving_terms_and_milestones(session):
    contract = make_contract(session)
    steps = [Step("앞", "기준", 4_000_000, contract.starts_on), Step("뒤", "기준", 6_000_000, contract.ends_on)]
    save(session, contract, tax_mode=TaxMode.VAT, terms=Terms(ip="client", payment_days=30), steps=steps)
    assert (contract.tax_mode, contract.chosen.ip, contract.chosen.payment_days) == (TaxMode.VAT, "client", 30)
    assert contract.steps == steps


def test_a_split_that_misses_the_amount_is_refused_with_the_difference(session):
    contract = make_contract(session)
    steps = [replace(contract.steps[0], amount_won=3_000_001), *contract.steps[1:]]
    with pytest.raises(Invalid, match="1원 많아요") as refused:
        save(session, contract, steps=steps)
    assert set(refused.value.fields) == {"milestones"}


def test_a_stale_save_shows_both_splits(session):
    contract = make_contract(session)
    save(session, contract, version=1, terms=replace(contract.chosen, payment_days=30))
    with pytest.raises(StaleEdit) as stale:
        save(session, contract, version=1, terms=replace(contract.chosen, payment_days=45))
    assert [(d.theirs, d.mine) for d in stale.value.differences] == [("30", "45")]


def test_offering_waits_for_the_questions_and_for_the_sum(session):
    contract = make_contract(session)
    contract.signs_of_employment = None
    with pytest.raises(Invalid, match="물음"):
        service.offer(session, client_of(contract), contract)
    service.answer_questions(session, client_of(contract), contract, yes=("hours", "nonsense"))
    assert contract.signs_of_employment == ["hours"]
    contract.milestones[0].amount_won -= 1
    with pytest.raises(Invalid, match="합이"):
        service.offer(session, client_of(contract), contract)


def test_an_offered_contract_cannot_be_edited(session):
    contract = make_offered(session)
    with pytest.raises(WrongState):
        save(session, contract, terms=Terms(payment_days=30))
    with pytest.raises(WrongState):
        service.answer_questions(session, client_of(contract), contract, yes=())


def test_a_contract_whose_selection_was_undone_is_not_offered(session):
    contract = make_contract(session)
    undo_selection(session, client_of(contract), contract.proposal, reason="조건이 바뀌었습니다")
    with pytest.raises(Invalid, match="선정이 취소"):
        service.offer(session, client_of(contract), contract)


def test_the_talent_and_strangers_do_not_see_a_draft(session):
    contract = make_contract(session)
    for stranger in (talent_of(contract), make_client(session)):
        with pytest.raises(NotFound):
            queries.get_contract(session, stranger, contract.id)
    assert queries.get_contract(session, make_office(session), contract.id) is contract
    service.offer(session, client_of(contract), contract)
    assert queries.get_contract(session, talent_of(contract), contract.id) is contract


def test_two_presses_draw_up_one_contract(database):
    with database.writing.begin() as session:
        client = make_client(session)
        number = a_selected_proposal(session, client).id
    create = lambda s: service.create_contract(s, client, s.get_one(Proposal, number))  # noqa: E731
    refused = race(database, create, create)
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "Taken"]
    with database.reading() as session:
        assert len(session.query(Contract).all()) == 1


def test_a_day_outside_the_contract_is_refused(session):
    contract = make_contract(session)
    steps = [*contract.steps[:2], replace(contract.steps[2], due_on=contract.ends_on + timedelta(days=1))]
    with pytest.raises(Invalid, match="계약 기간"):
        save(session, contract, steps=steps)
    assert isinstance(contract.ends_on, date)
