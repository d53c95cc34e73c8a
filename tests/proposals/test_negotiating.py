"""Offers and counter-offers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, Taken
from app.proposals import queries, service
from app.proposals.models import CounterOffer, OfferState
from app.proposals.workflow import ProposalState
from tests.factories import make_brief, make_client
from tests.factories.proposals import make_reviewed, owner_of
from tests.factories.racing import race


@pytest.fixture
def sides(session):
    client = make_client(session)
    proposal = make_reviewed(session, client, make_brief(session, client))
    return client, owner_of(proposal.profile), proposal


def terms(**changes):
    start = clock.today() + timedelta(days=40)
    return {"amount_won": 9_000_000, "starts_on": start, "ends_on": start + timedelta(days=60), **changes}


def test_agreed_terms_are_written_into_the_proposal(session, sides):
    client, talent, proposal = sides
    offer = service.make_offer(session, client, proposal, **terms(note="자료 정리는 저희가 합니다"))
    assert proposal.state is ProposalState.NEGOTIATING
    service.agree(session, talent, offer)
    assert (proposal.state, proposal.amount_won, proposal.starts_on) == (
        ProposalState.SHORTLISTED,
        9_000_000,
        terms()["starts_on"],
    )
    assert offer.state is OfferState.AGREED


def test_a_counter_offer_takes_the_place_of_the_first(session, sides):
    client, talent, proposal = sides
    first = service.make_offer(session, client, proposal, **terms())
    second = service.make_offer(session, talent, proposal, **terms(amount_won=9_500_000))
    assert (first.state, second.state) == (OfferState.REPLACED, OfferState.OPEN)
    with pytest.raises(Taken):
        service.agree(session, talent, first)


def test_refusing_leaves_the_terms_as_they_were(session, sides):
    client, talent, proposal = sides
    offer = service.make_offer(session, client, proposal, **terms())
    service.refuse(session, talent, offer)
    assert (proposal.amount_won, proposal.state) == (10_000_000, ProposalState.SHORTLISTED)


def test_nobody_answers_their_own_offer_or_takes_back_the_others(session, sides):
    client, talent, proposal = sides
    offer = service.make_offer(session, client, proposal, **terms())
    for act, actor in ((service.agree, client), (service.refuse, client), (service.take_back, talent)):
        with pytest.raises(Forbidden):
            act(session, actor, offer)
    service.take_back(session, client, offer)
    assert offer.state is OfferState.WITHDRAWN


def test_a_second_offer_waits_until_the_first_is_taken_back(session, sides):
    client, _talent, proposal = sides
    offer = service.make_offer(session, client, proposal, **terms())
    with pytest.raises(Taken):
        service.make_offer(session, client, proposal, **terms(amount_won=8_000_000))
    service.take_back(session, client, offer)
    assert service.make_offer(session, client, proposal, **terms(amount_won=8_000_000)).id


@pytest.mark.parametrize("changes", [{"amount_won": 0}, {"ends_on": clock.today()}, {"note": "가" * 301}])
def test_terms_must_make_sense(session, sides, changes):
    client, _talent, proposal = sides
    with pytest.raises(Invalid) as refused:
        service.make_offer(session, client, proposal, **terms(**changes))
    assert set(refused.value.fields) == set(changes)


def test_a_stranger_learns_nothing_of_an_offer(session, sides):
    client, _talent, proposal = sides
    offer = service.make_offer(session, client, proposal, **terms())
    with pytest.raises(NotFound):
        queries.get_offer(session, make_client(session), offer.id)


def test_nobody_is_selected_while_terms_are_open(session, sides):
    client, _talent, proposal = sides
    service.make_offer(session, client, proposal, **terms())
    with pytest.raises(Invalid, match="아직 답하지 않은"):
        service.select(session, client, proposal)


def test_withdrawing_a_proposal_lets_its_open_offer_fall(session, sides):
    client, talent, proposal = sides
    offer = service.make_offer(session, client, proposal, **terms())
    service.withdraw_proposal(session, talent, proposal, reason="다른 일을 맡았습니다")
    assert offer.state is OfferState.WITHDRAWN


def test_agreeing_while_the_other_takes_it_back_ends_in_one_answer(database):
    with database.writing.begin() as session:
        client = make_client(session)
        proposal = make_reviewed(session, client, make_brief(session, client))
        talent = owner_of(proposal.profile)
        offer = service.make_offer(session, client, proposal, **terms()).id
    refused = race(
        database,
        lambda s: service.agree(s, talent, s.get_one(CounterOffer, offer)),
        lambda s: service.take_back(s, client, s.get_one(CounterOffer, offer)),
    )
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "Taken"]
