"""The lifecycles of a round and of a recommendation, line by line."""

from __future__ import annotations

from app.core import clock
from app.core.actors import CLOCK
from app.rounds.models import Recommendation
from app.rounds.workflow import RECOMMENDATION, ROUND
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.moves import assert_only_listed_moves, table_of
from tests.factories.proposals import owner_of
from tests.factories.rounds import make_round


def around_a_round(session):
    asker, client = make_office(session), make_client(session)
    round_ = make_round(session, asker, [make_brief(session, client)])
    round_.asked_by_id = asker.user_id
    people = {
        "asker": asker,
        "second": make_office(session),
        "client": client,
        "talent": owner_of(make_profile(session)),
        "clock": CLOCK,
    }
    return round_, people


def around_a_recommendation(session):
    client, profile = make_client(session), make_profile(session)
    brief = make_brief(session, client)
    round_ = make_round(session, make_office(session), [brief])
    recommendation = Recommendation(
        round_id=round_.id, brief_id=brief.id, profile_id=profile.id, score=0.7, answer_by=clock.today()
    )
    session.add(recommendation)
    session.flush()
    people = {
        "client": client,
        "other client": make_client(session),
        "talent": owner_of(profile),
        "office": make_office(session),
        "clock": CLOCK,
    }
    return recommendation, people


def test_the_moves_of_a_round(session):
    assert table_of(ROUND, *around_a_round(session)) == {
        "solve: draft > solving by asker, second",
        "solve: solved > solving by asker, second",
        "halt: solving > draft by asker, second",
        "finish: solving > solved by clock",
        "change: draft, solved > draft by asker, second",
        "confirm: solved > confirmed by second",
        "send: confirmed > sent by clock",
        "abandon: draft, solved, solving > abandoned by asker, second",
    }


def test_nothing_else_moves_a_round(session):
    assert_only_listed_moves(session, ROUND, *around_a_round(session))


def test_the_moves_of_a_recommendation(session):
    assert table_of(RECOMMENDATION, *around_a_recommendation(session)) == {
        "tell: offered > offered by clock",
        "invite: offered > invited by client",
        "pass: offered > passed by client",
        "lapse: offered > lapsed by clock",
    }


def test_nothing_else_moves_a_recommendation(session):
    assert_only_listed_moves(session, RECOMMENDATION, *around_a_recommendation(session))
