"""The lifecycle of an outcome, line by line."""

from __future__ import annotations

from app.core.actors import CLOCK
from app.outcomes.workflow import OUTCOME
from tests.factories import make_client, make_office, make_profile
from tests.factories.contracts import client_of, talent_of
from tests.factories.moves import assert_only_listed_moves, table_of
from tests.factories.outcomes import make_outcome
from tests.factories.proposals import owner_of


def people_around(session):
    outcome = make_outcome(session)
    people = {
        "client": client_of(outcome.contract),
        "other client": make_client(session),
        "talent": talent_of(outcome.contract),
        "other talent": owner_of(make_profile(session)),
        "office": make_office(session),
        "clock": CLOCK,
    }
    return outcome, people


def test_the_moves_of_an_outcome(session):
    assert table_of(OUTCOME, *people_around(session)) == {
        "report: due, returned > reported by client, talent",
        "return: reported > returned by office",
        "verify: reported > verified by office",
        "mark_unverifiable: reported > unverifiable by office",
        "revoke: verified > revoked by office",
    }


def test_nothing_else_moves_an_outcome(session):
    assert_only_listed_moves(session, OUTCOME, *people_around(session))


def test_whoever_reported_does_not_verify(session):
    outcome, people = people_around(session)
    outcome.reporter_id = people["office"].user_id
    assert not any(action.who(people["office"], outcome) for action in OUTCOME.actions)
