"""Every page works without JavaScript: a firm describes its problem, a talent applies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.accounts.service import hash_password
from app.briefs.models import Brief
from app.briefs.service import publish_brief
from tests.factories import make_client, make_office, make_profile, make_talent
from tests.journeys.conftest import LiveServer, NewPerson
from tests.journeys.people import client, talent
from tests.journeys.people.anybody import PASSWORD, signs_in
from tests.journeys.person import Person
from tests.journeys.stories import KOREAN, OWNER, SOLVER

SignedIn = Callable[[str], Person]


@pytest.fixture
def signed_in(server: LiveServer, new_person: NewPerson) -> SignedIn:
    """A verified firm's owner and a talent with a profile, each at a window without scripts."""
    with server.house.database.writing.begin() as session:
        password = hash_password(PASSWORD)
        make_client(session, email=OWNER, password_hash=password)
        make_profile(session, make_talent(session, email=SOLVER, password_hash=password))

    def sign_in(email: str) -> Person:
        person = new_person(java_script_enabled=False)
        signs_in(person, email)
        return person

    return sign_in


def test_a_firm_writes_and_submits_a_brief_and_a_talent_applies(server: LiveServer, signed_in: SignedIn) -> None:
    owner, solver = signed_in(OWNER), signed_in(SOLVER)
    brief = client.writes_brief(owner, KOREAN.brief)
    client.asks_for_review(owner)
    with server.house.database.writing.begin() as session:
        publish_brief(session, make_office(session), session.get_one(Brief, int(brief.rpartition("/")[2])))
    talent.finds_brief(solver, KOREAN.title)
    proposal = talent.proposes(solver, KOREAN)
    owner.go(proposal)
    owner.reads(KOREAN.approach)


def test_rows_that_scripts_would_add_are_there_to_be_filled(signed_in: SignedIn) -> None:
    owner = signed_in(OWNER)
    client.starts_brief(owner, KOREAN.brief)
    owner.press("필요한 사람")
    owner.fill(**{"essential-0-line": "센서 기록을 다뤄 본 사람", "essential-1-line": "현장에서 설명해 본 사람"})
    owner.press("저장하고 다음")
    owner.press("필요한 사람")
    expect(owner.main.locator("[name='essential-1-line']")).to_have_value("현장에서 설명해 본 사람")
