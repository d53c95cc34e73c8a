"""Two signatures over one hash, and giving up before that."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.models import Role
from app.briefs.workflow import BriefState
from app.contracts import jobs, queries, service
from app.contracts.models import Contract, Side, Signature
from app.contracts.service.signing import source_of
from app.contracts.workflow import CONTRACT, ContractState
from app.core import clock
from app.core.actors import CLOCK
from app.core.errors import Forbidden, Invalid, Taken, WrongState
from app.core.workflow import move
from app.proposals.workflow import ProposalState
from app.talents.models import CommittedHours
from tests.factories import make_client
from tests.factories.contracts import client_of, make_contract, make_offered, make_signed, sign_as, talent_of
from tests.factories.racing import race


def test_either_side_may_sign_first_and_the_second_makes_the_contract(session):
    contract = make_offered(session)
    sign_as(session, talent_of(contract), contract)
    assert contract.state is ContractState.PARTIALLY_SIGNED
    assert not contract.shares_contact
    sign_as(session, client_of(contract), contract)
    assert (contract.state, contract.is_signed_by_both) == (ContractState.SIGNED, True)
    assert {s.document_sha256 for s in contract.signatures} == {contract.document_sha256}


def test_contacts_are_shared_from_the_second_signature_on(session):
    contract = make_offered(session)
    sign_as(session, client_of(contract), contract)
    assert queries.contacts_of(session, contract) == {}
    sign_as(session, talent_of(contract), contract)
    assert set(queries.contacts_of(session, contract)) == set(Side)


def test_signing_commits_the_talents_hours(session):
    contract = make_signed(session)
    row = session.scalars(sa.select(CommittedHours)).one()
    assert (row.source, row.hours, row.starts_on, row.ends_on) == (
        source_of(contract),
        20,
        contract.starts_on,
        contract.ends_on,
    )


def test_a_member_prepares_but_only_the_owner_signs(session):
    contract = make_offered(session)
    member = make_client(session, contract.organisation, role=Role.MEMBER)
    with pytest.raises(Forbidden):
        sign_as(session, member, contract)


@pytest.mark.parametrize(
    ("typed", "field"), [({"name": "김다른"}, "name"), ({"name": ""}, "name"), ({"is_agreed": False}, "is_agreed")]
)
def test_signing_asks_for_ones_own_name_and_agreement(session, typed, field):
    contract = make_offered(session)
    with pytest.raises(Invalid) as refused:
        sign_as(session, client_of(contract), contract, **typed)
    assert set(refused.value.fields) == {field}


def test_a_side_signs_once(session):
    contract = make_offered(session)
    sign_as(session, client_of(contract), contract)
    with pytest.raises(Taken, match=client_of(contract).display_name):
        sign_as(session, client_of(contract), contract)


def test_the_database_itself_keeps_one_signature_a_side(session):
    contract = make_offered(session)
    sign_as(session, client_of(contract), contract)
    first = contract.signatures[0]
    facts = {"contract_id": contract.id, "version": first.version, "side": first.side, "user_id": first.user_id}
    session.add(Signature(**facts, signer_name="김둘째", document_sha256=first.document_sha256))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_what_one_did_not_read_one_cannot_sign(session):
    contract = make_offered(session)
    with pytest.raises(WrongState, match="바뀌었어요"):
        sign_as(session, client_of(contract), contract, document_sha256="0" * 64)


def test_a_damaged_document_is_not_signed(session):
    contract = make_offered(session)
    contract.document = contract.document.replace("10,000,000", "1,000,000")
    with pytest.raises(WrongState, match="처음 만든 것과 달라요"):
        sign_as(session, client_of(contract), contract)


def test_a_new_version_needs_new_signatures(session):
    contract = make_offered(session)
    sign_as(session, client_of(contract), contract)
    service.revise(session, client_of(contract), contract, reason="날을 고칩니다")
    service.offer(session, client_of(contract), contract)
    assert contract.valid_signatures == []
    sign_as(session, talent_of(contract), contract)
    assert contract.state is ContractState.PARTIALLY_SIGNED


def test_a_signed_contract_is_final(session):
    contract = make_signed(session)
    for act in (
        lambda: service.revise(session, client_of(contract), contract, reason="고치고 싶습니다"),
        lambda: service.void(session, client_of(contract), contract, reason="그만두고 싶습니다"),
        lambda: sign_as(session, talent_of(contract), contract),
    ):
        with pytest.raises((WrongState, Taken)):
            act()


def test_no_work_begins_without_both_signatures_on_one_hash(session):
    contract = make_signed(session)
    contract.signatures[0].document_sha256 = "0" * 64
    session.flush()
    with pytest.raises(Invalid, match="서명이 모두"):
        move(session, CONTRACT, "start", CLOCK, contract)


def test_work_begins_on_the_first_day_and_not_before(session):
    contract = make_signed(session)
    with clock.at(clock.start_of_day(contract.starts_on) - timedelta(seconds=1)):
        service.keep_contract(session, contract)
        assert contract.state is ContractState.SIGNED
    with clock.at(clock.start_of_day(contract.starts_on)):
        service.keep_contract(session, contract)
        assert contract.state is ContractState.ACTIVE


def test_work_begins_at_once_when_the_first_day_has_come(session):
    contract = make_offered(session)
    with clock.at(clock.start_of_day(contract.starts_on)):
        sign_as(session, client_of(contract), contract)
        sign_as(session, talent_of(contract), contract)
    assert contract.state is ContractState.ACTIVE


# -- giving up ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [client_of, talent_of])
def test_either_gives_up_before_both_signed_and_the_brief_opens_again(session, who):
    contract = make_offered(session)
    service.void(session, who(contract), contract, reason="조건이 바뀌었습니다")
    assert (contract.state, contract.proposal.state, contract.brief.state) == (
        ContractState.VOIDED,
        ProposalState.NOT_SELECTED,
        BriefState.SELECTING,
    )


def test_after_fourteen_days_the_clock_gives_up(session):
    contract = make_offered(session)
    offered = clock.now()
    with clock.at(offered + timedelta(days=13, hours=23)):
        service.keep_contract(session, contract)
        assert contract.state is ContractState.PENDING_SIGNATURE
    with clock.at(offered + timedelta(days=14, minutes=1)):
        service.keep_contract(session, contract)
    assert (contract.state, contract.brief.state) == (ContractState.VOIDED, BriefState.SELECTING)


def test_undoing_a_selection_voids_the_contract_being_prepared(session):
    contract = make_contract(session)
    service.undo_selection(session, client_of(contract), contract.proposal, reason="예산이 줄었습니다")
    assert (contract.state, contract.proposal.state) == (ContractState.VOIDED, ProposalState.NOT_SELECTED)


def test_a_selection_is_not_undone_after_signature(session):
    contract = make_signed(session)
    with pytest.raises(WrongState, match="체결"):
        service.undo_selection(session, client_of(contract), contract.proposal, reason="예산이 줄었습니다")


def test_a_voided_contract_leaves_room_for_another(session):
    contract = make_contract(session)
    client = client_of(contract)
    service.void(session, client, contract, reason="다시 만들겠습니다")
    from app.proposals.service import reconsider, select

    reconsider(session, client, contract.proposal)
    select(session, client, contract.proposal)
    assert service.create_contract(session, client, contract.proposal).number != contract.number


# -- at the same moment -------------------------------------------------------------------------------------------


def prepared(database):
    with database.writing.begin() as session:
        contract = make_offered(session)
        return contract.id, client_of(contract), talent_of(contract)


def test_both_sides_signing_at_once_conclude_the_contract(database):
    number, client, talent = prepared(database)
    refused = race(
        database,
        lambda s: sign_as(s, client, s.get_one(Contract, number)),
        lambda s: sign_as(s, talent, s.get_one(Contract, number)),
    )
    assert refused == [None, None]
    with database.reading() as session:
        contract = session.get_one(Contract, number)
        assert (contract.state, contract.is_signed_by_both) == (ContractState.SIGNED, True)


def test_one_side_signing_twice_at_once_signs_once(database):
    number, client, _talent = prepared(database)
    twice = lambda s: sign_as(s, client, s.get_one(Contract, number))  # noqa: E731
    refused = race(database, twice, twice)
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "Taken"]


def test_signing_while_it_is_being_revised_never_leaves_a_signature_on_nothing(database):
    number, client, talent = prepared(database)
    race(
        database,
        lambda s: sign_as(s, talent, s.get_one(Contract, number)),
        lambda s: service.revise(s, client, s.get_one(Contract, number), reason="날을 고칩니다"),
    )
    with database.reading() as session:
        contract = session.get_one(Contract, number)
        assert (contract.state, contract.valid_signatures) == (ContractState.DRAFT, [])


def test_the_job_voids_what_nobody_signed(database):
    number, _client, _talent = prepared(database)
    with clock.at(clock.now() + timedelta(days=15)):
        jobs.keep_time(database, {})
    with database.reading() as session:
        assert session.get_one(Contract, number).state is ContractState.VOIDED
