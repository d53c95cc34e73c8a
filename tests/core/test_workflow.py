"""A state changes only by `move`: authority before state, one history row each, and the loser is told who was first."""

from __future__ import annotations

import pytest

from app.accounts.models import Organisation
from app.accounts.workflow import ORGANISATION, OrganisationState
from app.core.errors import Forbidden, Invalid, NotFound, WrongState
from app.core.history import history_of
from app.core.workflow import move
from tests.factories import make_client, make_office, make_organisation, make_talent


@pytest.fixture
def firm(session) -> Organisation:
    return make_organisation(session, state=OrganisationState.UNVERIFIED)


def test_a_move_writes_exactly_one_history_row(session, firm):
    owner = make_client(session, firm)
    move(session, ORGANISATION, "request", owner, firm)
    (row,) = history_of(session, "organisation", firm.id)
    assert (row.move, row.from_state, row.to_state, row.actor_id) == (
        "request",
        "unverified",
        "requested",
        owner.user_id,
    )


def test_a_stranger_learns_nothing(session, firm):
    for stranger in (make_client(session), make_talent(session)):
        with pytest.raises(NotFound):
            move(session, ORGANISATION, "verify", stranger, firm, how="조회")


def test_authority_is_asked_before_state(session, firm):
    """The office may not request, whatever the state; that it is too early is told only to those who may verify."""
    office = make_office(session)
    with pytest.raises(Forbidden):
        move(session, ORGANISATION, "request", office, firm)
    with pytest.raises(WrongState):
        move(session, ORGANISATION, "verify", office, firm, how="조회")


def test_the_second_is_told_who_was_first_and_what_is_possible(session, firm):
    owner = make_client(session, firm)
    move(session, ORGANISATION, "request", owner, firm)
    with pytest.raises(WrongState) as refused:
        move(session, ORGANISATION, "request", owner, firm)
    assert "수요기업" in str(refused.value.message)
    assert refused.value.allowed == []


@pytest.mark.parametrize("how", ["", "   ", None, "가" * 1001])
def test_what_a_move_asks_must_be_given(session, firm, how):
    owner, office = make_client(session, firm), make_office(session)
    move(session, ORGANISATION, "request", owner, firm)
    with pytest.raises(Invalid) as refused:
        move(session, ORGANISATION, "verify", office, firm, how=how)
    assert "how" in refused.value.fields
    assert firm.state is OrganisationState.REQUESTED


def test_buttons_are_the_moves_open_to_this_person_now(session, firm):
    owner, office = make_client(session, firm), make_office(session)
    assert [action.name for action in ORGANISATION.open_to(owner, firm)] == ["request"]
    assert ORGANISATION.open_to(office, firm) == []
    assert ORGANISATION.open_to(make_talent(session), firm) == []
