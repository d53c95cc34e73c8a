"""A person switches, with a reason; only one set of weights is in use; lists keep the weights they were made with."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actors import CLOCK, Actor
from app.core.db import Database
from app.core.errors import Forbidden, Invalid, NotFound, Taken, WrongState
from app.matches.models import SHIPPED_WEIGHTS, WeightsVersion
from app.matches.queries.cards import cards_for
from app.matches.queries.lists import list_for_brief
from app.matches.queries.runs import replay
from app.matches.queries.weights import find_weights, name_in_use, weights_in_use
from app.matches.service import rank_for_brief, switch_on
from app.matches.workflow import WEIGHTS, WeightsState
from app.settings import Settings
from matching.weights import DEFAULT_WEIGHTS
from tests.factories import make_brief, make_client, make_office, make_talent
from tests.factories.learning import TOPICS, make_candidate, make_speaker
from tests.factories.matches import read_everything
from tests.factories.moves import assert_only_listed_moves, stand, table_of
from tests.factories.racing import race

REASON = "나중 목록에서 더 나았어요."


def switch(session: Session, actor, version: WeightsVersion, **facts) -> None:
    told = {"reason": REASON, "instead_of": name_in_use(session), **facts}
    switch_on(session, actor, version, **told)


def version_named(session: Session, name: str) -> WeightsVersion:
    return session.scalars(sa.select(WeightsVersion).where(WeightsVersion.version == name)).one()


def people(session: Session) -> dict[str, Actor]:
    return {
        "office": make_office(session),
        "client": make_client(session),
        "talent": make_talent(session),
        "clock": CLOCK,
    }


def test_the_moves_of_a_set_of_weights(session: Session):
    assert table_of(WEIGHTS, make_candidate(session), people(session)) == {
        "announce: candidate > candidate by clock",
        "switch_on: candidate, retired > in_use by office",
        "retire: in_use > retired by clock",
    }


def test_nothing_else_moves_a_set_of_weights(session: Session):
    candidate = make_candidate(session)
    stand(session, version_named(session, SHIPPED_WEIGHTS), WeightsState.RETIRED)
    assert_only_listed_moves(session, WEIGHTS, candidate, people(session))


def test_the_office_switches_a_candidate_on_and_back(session: Session):
    office, candidate = make_office(session), make_candidate(session)
    switch(session, office, candidate)
    assert weights_in_use(session).version == candidate.version
    shipped = version_named(session, SHIPPED_WEIGHTS)
    assert shipped.state is WeightsState.RETIRED
    switch(session, office, shipped)
    assert weights_in_use(session) == DEFAULT_WEIGHTS
    assert candidate.state is WeightsState.RETIRED


def test_without_a_reason_nothing_is_switched(session: Session):
    candidate = make_candidate(session)
    with pytest.raises(Invalid):
        switch(session, make_office(session), candidate, reason=" ")
    assert candidate.state is WeightsState.CANDIDATE


@pytest.mark.parametrize("make", [make_client, make_talent])
def test_only_the_office_switches(session: Session, make):
    candidate = make_candidate(session)
    with pytest.raises((Forbidden, NotFound)):
        switch(session, make(session), candidate)


def test_what_is_in_use_is_not_switched_on_again(session: Session):
    office, candidate = make_office(session), make_candidate(session)
    switch(session, office, candidate)
    with pytest.raises(WrongState):
        switch(session, office, candidate)


def test_who_decided_before_another_switched_is_told(session: Session):
    office, one, other = make_office(session), make_candidate(session), make_candidate(session)
    switch(session, office, one)
    with pytest.raises(Taken) as refused:
        switch(session, office, other, instead_of=SHIPPED_WEIGHTS)
    assert one.version in str(refused.value.message)


def test_of_two_who_switch_at_the_same_moment_one_is_told(session: Session, database: Database):
    office, one, other = make_office(session), make_candidate(session), make_candidate(session)
    session.commit()

    def switching(name: str):
        def go(own: Session) -> None:
            switch_on(own, office, version_named(own, name), reason=REASON, instead_of=SHIPPED_WEIGHTS)

        return go

    refused = race(database, switching(one.version), switching(other.version))
    assert sorted(getattr(refusal, "status", 200) for refusal in refused) == [200, 409]
    session.expire_all()
    assert weights_in_use(session).version in (one.version, other.version)


def test_weights_fitted_to_another_scoring_are_neither_used_nor_switched_on(session: Session):
    """The code ships a new part: what was learnt without it says nothing about it."""
    office, candidate = make_office(session), make_candidate(session)
    switch(session, office, candidate)
    candidate.numbers = {name: one for name, one in candidate.numbers.items() if name != "crowding"}
    session.flush()
    assert weights_in_use(session) == DEFAULT_WEIGHTS
    assert find_weights(session, candidate.version) is None
    switch(session, office, version_named(session, SHIPPED_WEIGHTS))
    with pytest.raises(Invalid):
        switch(session, office, candidate)


def test_the_database_keeps_one_in_use(session: Session):
    candidate = make_candidate(session)
    with pytest.raises(IntegrityError):
        stand(session, candidate, WeightsState.IN_USE)


# -- lists --------------------------------------------------------------------------------------------------------


@pytest.fixture
def market(session: Session, database: Database, settings: Settings):
    client = make_client(session)
    brief = make_brief(session, client, essentials=(TOPICS[0],))
    for n in range(8):
        make_speaker(session, TOPICS[n % 4])
    session.commit()
    read_everything(database, settings)
    return client, brief


def test_lists_are_ordered_by_the_weights_in_use_and_say_so(session: Session, settings: Settings, market):
    client, brief = market
    candidate = make_candidate(session)
    before = rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    switch(session, make_office(session), candidate)
    after = rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    assert (before.weights_version, after.weights_version) == (DEFAULT_WEIGHTS.version, candidate.version)
    assert [line["score"] for line in before.ranked] != [line["score"] for line in after.ranked]


def test_the_parts_on_a_page_add_up_to_the_score_under_any_weights(session: Session, settings: Settings, market):
    _client, brief = market
    switch(session, make_office(session), make_candidate(session))
    listing = list_for_brief(session, brief, settings, clock.today())
    scores = {line["key"]: line["score"] for line in listing.run.ranked}
    for card in cards_for(session, listing, listing.run.order):
        assert card.score.points == round(100 * scores[card.key])
        side = card.score.client
        assert sum(points for _label, points, _most in side.parts) == side.points


def test_a_list_is_made_again_with_the_weights_of_its_day(session: Session, settings: Settings, market):
    client, brief = market
    office, candidate = make_office(session), make_candidate(session)
    first = rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    switch(session, office, candidate)
    second = rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    switch(session, office, version_named(session, SHIPPED_WEIGHTS))
    for run in (first, second):
        assert replay(session, run).is_same
