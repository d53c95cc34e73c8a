"""A round begins with briefs that still want somebody and talents in the market, and says what it cannot read."""

from __future__ import annotations

from typing import Any

import pytest

from app.briefs.workflow import BriefState
from app.core.errors import Forbidden, Invalid
from app.invitations.service import invite
from app.rounds import queries, service
from app.rounds.rules import Weight
from app.talents.workflow import ProfileState
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.rounds import make_round


def test_a_brief_gets_the_places_nobody_has_been_asked_for(session):
    client = make_client(session)
    brief = make_brief(session, client, slots=3)
    invite(session, client, brief, make_profile(session))

    round_ = make_round(session, make_office(session), [brief])

    assert [(line.brief_id, line.places) for line in round_.briefs] == [(brief.id, 2)]


def test_a_brief_that_does_not_look_for_anybody_takes_no_part(session):
    client = make_client(session)
    asked, closed, draft = (
        make_brief(session, client),
        make_brief(session, client, state=BriefState.CLOSED),
        make_brief(session, client, state=BriefState.DRAFT),
    )
    invite(session, client, asked, make_profile(session))

    assert queries.open_places(session) == {}
    with pytest.raises(Invalid) as refused:
        make_round(session, make_office(session), [asked, closed, draft])
    assert "brief_ids" in refused.value.fields


def test_only_the_office_begins_a_round(session):
    client = make_client(session)
    with pytest.raises(Forbidden):
        make_round(session, client, [make_brief(session, client)])


def test_without_numbers_everybody_takes_part(session):
    round_ = make_round(session, make_office(session), [make_brief(session)])

    assert round_.takes_everybody
    assert round_.talents == []


def test_talents_are_chosen_by_their_numbers_as_people_write_them(session):
    first, second = make_profile(session), make_profile(session)

    round_ = make_round(
        session, make_office(session), [make_brief(session)], numbers=f"{first.number.lower()}, {second.number} 3\n"
    )

    assert not round_.takes_everybody
    assert {line.profile_id: line.places for line in round_.talents} == {first.id: None, second.id: 3}


@pytest.mark.parametrize("typed", ["A-999999", "김철수", "A-1042 0", "{resting}"])
def test_a_number_that_cannot_be_used_is_named(session, typed):
    resting = make_profile(session, state=ProfileState.PAUSED)
    with pytest.raises(Invalid) as refused:
        make_round(session, make_office(session), [make_brief(session)], numbers=typed.format(resting=resting.number))
    assert "numbers" in refused.value.fields


def test_changed_conditions_are_kept_and_no_places_take_a_brief_out(session):
    office, profile = make_office(session), make_profile(session)
    kept, left_out = make_brief(session), make_brief(session)
    round_ = make_round(session, office, [kept, left_out])

    service.change_round(
        session,
        office,
        round_,
        weight=Weight.EVEN,
        talent_places=2,
        brief_places={kept.id: 4, left_out.id: 0},
        exceptions=f"{profile.number} 5",
    )

    assert [(line.brief_id, line.places) for line in round_.briefs] == [(kept.id, 4)]
    assert (round_.weight, round_.talent_places) == (Weight.EVEN, 2)
    assert [(line.profile_id, line.places) for line in round_.talents] == [(profile.id, 5)]


def test_an_exception_that_is_taken_back_is_gone(session):
    office, profile, brief = make_office(session), make_profile(session), make_brief(session)
    round_ = make_round(session, office, [brief])
    conditions: dict[str, Any] = {"weight": Weight.SCORE, "talent_places": 1, "brief_places": {}}
    service.change_round(session, office, round_, exceptions=f"{profile.number} 5", **conditions)

    service.change_round(session, office, round_, exceptions="", **conditions)

    assert round_.talents == []


def test_somebody_outside_the_round_cannot_be_given_places(session):
    office, inside, outside = make_office(session), make_profile(session), make_profile(session)
    round_ = make_round(session, office, [make_brief(session)], numbers=inside.number)

    with pytest.raises(Invalid, match=outside.number):
        service.change_round(
            session,
            office,
            round_,
            weight=Weight.SCORE,
            talent_places=1,
            brief_places={},
            exceptions=f"{outside.number} 2",
        )
