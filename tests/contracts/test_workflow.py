"""The lifecycles of a contract and of a milestone, line by line."""

from __future__ import annotations

from app.accounts.models import Role
from app.contracts.workflow import CONTRACT, MILESTONE
from app.core.actors import CLOCK
from tests.factories import make_client, make_office, make_organisation, make_profile
from tests.factories.contracts import make_contract, make_signed, talent_of
from tests.factories.moves import assert_only_listed_moves, table_of
from tests.factories.proposals import owner_of


def people_around(session, contract, owner):
    return {
        "owner": owner,
        "member": make_client(session, contract.organisation, role=Role.MEMBER),
        "other client": make_client(session),
        "talent": talent_of(contract),
        "other talent": owner_of(make_profile(session)),
        "office": make_office(session),
        "clock": CLOCK,
    }


def test_the_moves_of_a_contract(session):
    owner = make_client(session, make_organisation(session))
    contract = make_contract(session, owner)
    assert table_of(CONTRACT, contract, people_around(session, contract, owner)) == {
        "offer: draft > pending_signature by owner, member",
        "revise: partially_signed, pending_signature > draft by owner, member",
        "sign_first: pending_signature > partially_signed by owner, talent",
        "sign_second: partially_signed > signed by owner, talent",
        "start: signed > active by clock",
        "void: draft, partially_signed, pending_signature > voided by owner, member, talent",
        "void_unsigned: draft, partially_signed, pending_signature > voided by clock",
        "complete: active > completed by clock",
    }


def test_nothing_else_moves_a_contract(session):
    owner = make_client(session)
    contract = make_contract(session, owner)
    assert_only_listed_moves(session, CONTRACT, contract, people_around(session, contract, owner))


def test_the_moves_of_a_milestone(session):
    owner = make_client(session)
    contract = make_signed(session, owner)
    assert table_of(MILESTONE, contract.milestones[0], people_around(session, contract, owner)) == {
        "start: planned > in_progress by talent",
        "deliver: changes_requested, in_progress > submitted by talent",
        "return: submitted > changes_requested by owner, member",
        "accept: submitted > accepted by owner, member",
        "remind: submitted > submitted by clock",
        "deem_accepted: submitted > deemed_accepted by clock",
        "record_payment: accepted > accepted by owner, member",
        "record_payment: deemed_accepted > deemed_accepted by owner, member",
        "withdraw_payment: accepted > accepted by owner, member",
        "withdraw_payment: deemed_accepted > deemed_accepted by owner, member",
        "remind_payment: accepted > accepted by clock",
        "remind_payment: deemed_accepted > deemed_accepted by clock",
        "confirm_payment: accepted, deemed_accepted > paid by talent",
    }


def test_nothing_else_moves_a_milestone(session):
    owner = make_client(session)
    contract = make_signed(session, owner)
    assert_only_listed_moves(session, MILESTONE, contract.milestones[0], people_around(session, contract, owner))


def test_a_draft_contract_is_not_yet_the_talents_to_see(session):
    owner = make_client(session)
    contract = make_contract(session, owner)
    people = people_around(session, contract, owner)
    seen_by = {name for name, actor in people.items() if CONTRACT.sees(actor, contract)}
    assert seen_by == {"owner", "member", "office", "clock"}
