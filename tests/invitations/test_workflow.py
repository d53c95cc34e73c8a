"""The lifecycle of an invitation, line by line."""

from __future__ import annotations

from app.core.actors import CLOCK
from app.invitations.workflow import INVITATION
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.invitations import make_invitation
from tests.factories.moves import assert_only_listed_moves, table_of
from tests.factories.proposals import owner_of


def people_around(session):
    client = make_client(session)
    invitation = make_invitation(session, client, make_brief(session, client), make_profile(session))
    people = {
        "client": client,
        "other client": make_client(session),
        "talent": owner_of(invitation.profile),
        "other talent": owner_of(make_profile(session)),
        "office": make_office(session),
        "clock": CLOCK,
    }
    return invitation, people


def test_the_moves_of_an_invitation(session):
    assert table_of(INVITATION, *people_around(session)) == {
        "accept: sent > accepted by talent",
        "decline: sent > declined by talent",
        "withdraw: sent > withdrawn by client",
        "send: sent > sent by clock",
        "remind: sent > sent by clock",
        "expire: sent > expired by clock",
        "end: sent > withdrawn by clock",
    }


def test_nothing_else_moves_an_invitation(session):
    invitation, people = people_around(session)
    assert_only_listed_moves(session, INVITATION, invitation, people)
