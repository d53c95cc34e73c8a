"""The pages of invitations."""

from __future__ import annotations

import pytest

from app.core.history import history_of
from app.invitations import queries
from app.invitations.models import Invitation
from app.invitations.workflow import InvitationState
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.invitations import make_invitation
from tests.factories.pages import look_again, press, press_twice, text_of
from tests.factories.proposals import owner_of


@pytest.fixture
def client(world):
    return make_client(world)


def test_a_firm_sees_the_blind_profile_and_invites(world, browser, client):
    brief, profile = make_brief(world, client), make_profile(world)
    world.commit()
    firm = browser(client)
    page = text_of(firm.get(f"/briefs/{brief.id}/invite/{profile.id}"))
    assert profile.number in page
    assert profile.user.name_ko not in page
    answer = press_twice(firm, f"/briefs/{brief.id}/invite/{profile.id}", message="하중 기록이 저희와 닮았습니다.")
    assert answer.location.endswith(f"/briefs/{brief.id}/invitations")
    look_again(world)
    assert [i.message for i in world.query(Invitation)] == ["하중 기록이 저희와 닮았습니다."]


def test_a_second_invitation_is_answered_409_with_when(world, browser, client):
    invitation = make_invitation(world, client)
    world.commit()
    answer = browser(client).post(f"/briefs/{invitation.brief_id}/invite/{invitation.profile_id}", data={})
    assert answer.status_code == 409
    assert "이미 초대를 보냈어요" in answer.get_data(as_text=True)


def test_a_profile_that_is_not_listed_looks_like_one_that_does_not_exist(world, browser, client):
    brief, profile = make_brief(world, client), make_profile(world, state="draft")
    world.commit()
    for number in (profile.id, 99_999):
        assert browser(client).get(f"/briefs/{brief.id}/invite/{number}").status_code == 404


def test_another_firms_pages_are_404(world, browser, client):
    invitation = make_invitation(world, client)
    stranger = make_client(world)
    world.commit()
    other = browser(stranger)
    for path in (
        f"/briefs/{invitation.brief_id}/invitations",
        f"/briefs/{invitation.brief_id}/invite/{invitation.profile_id}",
        f"/invitations/{invitation.id}",
        f"/invitations/{invitation.id}/do/withdraw",
    ):
        assert other.get(path).status_code == 404
    assert other.post(f"/invitations/{invitation.id}/do/withdraw").status_code == 404


def test_the_invited_reads_who_asks_and_accepting_leads_to_the_proposal(world, browser, client):
    invitation = make_invitation(world, client, message="한번 봐 주세요")
    talent = owner_of(invitation.profile)
    world.commit()
    person = browser(talent)
    firm_name = invitation.brief.organisation.name
    assert firm_name in text_of(person.get("/invitations"))
    page = text_of(person.get(f"/invitations/{invitation.id}"))
    assert firm_name in page
    assert "한번 봐 주세요" in page
    answer = press_twice(person, f"/invitations/{invitation.id}/do/accept")
    assert answer.location.endswith(f"/briefs/{invitation.brief_id}/apply")
    look_again(world)
    assert [row.move for row in history_of(world, "invitation", invitation.id)] == ["begin", "send", "accept"]


def test_declining_asks_for_a_reason_and_shows_it_to_the_firm(world, browser, client):
    invitation = make_invitation(world, client)
    talent = owner_of(invitation.profile)
    world.commit()
    url = f"/invitations/{invitation.id}/do/decline"
    assert "이유" in text_of(browser(talent).get(url))
    assert browser(talent).post(url, data={"reason": ""}).status_code == 422
    press_twice(browser(talent), url, reason="다른 일을 맡았습니다")
    assert "다른 일을 맡았습니다" in text_of(browser(client).get(f"/invitations/{invitation.id}"))


def test_the_firm_takes_an_invitation_back(world, browser, client):
    invitation = make_invitation(world, client)
    world.commit()
    press_twice(browser(client), f"/invitations/{invitation.id}/do/withdraw")
    look_again(world)
    assert invitation.state is InvitationState.WITHDRAWN
    answer = browser(owner_of(invitation.profile)).post(f"/invitations/{invitation.id}/do/accept")
    assert answer.status_code == 409


def test_the_name_of_the_invited_is_shown_only_after_acceptance(world, browser, client):
    invitation = make_invitation(world, client)
    talent, name = owner_of(invitation.profile), invitation.profile.user.name_ko
    world.commit()
    list_page = f"/briefs/{invitation.brief_id}/invitations"
    assert name not in text_of(browser(client).get(list_page))
    press(browser(talent), f"/invitations/{invitation.id}/do/accept")
    assert name in text_of(browser(client).get(list_page))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_empty_and_full_pages_open_in_both_languages(world, browser, client, language):
    invitation = make_invitation(world, client)
    empty_brief, lonely = make_brief(world, client), make_profile(world)
    office = make_office(world)
    world.commit()
    for actor, path in (
        (client, f"/briefs/{invitation.brief_id}/invitations"),
        (client, f"/briefs/{empty_brief.id}/invitations"),
        (office, f"/briefs/{invitation.brief_id}/invitations"),
        (owner_of(invitation.profile), "/invitations"),
        (owner_of(lonely), "/invitations"),
        (client, f"/invitations/{invitation.id}"),
        (client, f"/invitations/{invitation.id}/do/withdraw"),
    ):
        text_of(browser(actor, language=language).get(path))


def test_listing_is_scoped_to_the_reader(world):
    invitation = make_invitation(world)
    assert queries.received_by(world, owner_of(make_profile(world))).total == 0
    assert queries.received_by(world, owner_of(invitation.profile)).total == 1
