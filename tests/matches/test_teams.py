"""Teams: shown where nobody covers a brief alone, with who brings what, within hours and budget, one contract each."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs import service as briefs
from app.briefs.models import Brief, Remote
from app.core import clock
from app.core.errors import Forbidden, Invalid, WrongState
from app.core.history import last_move
from app.matches.models import FirstPlace, Impression, Verdict
from app.matches.queries.runs import replay
from app.matches.queries.teams import Teams, teams_for_brief
from app.matches.service import judge, keep_list
from app.talents.models import Profile, ProfileSkill, Project
from tests.factories import make_brief, make_client, make_office, make_profile, make_talent
from tests.factories.matches import read_everything

SENSORS, SPEECH = "센서 자료로 이상 탐지를 해 본 경험", "음성을 글로 옮기는 모형을 다듬은 경험"


def who_shows(session: Session, *sentences: str, **facts) -> Profile:
    return make_profile(
        session,
        headline=sentences[0][:20],
        summary=" ".join(sentences),
        projects=[Project(title=text[:12], text=text) for text in sentences],
        skills=[ProfileSkill(name=sentences[0][:8], level=2)],
        **facts,
    )


@pytest.fixture
def house(app):
    return app.extensions["ieum"]


@pytest.fixture
def client(world: Session):
    return make_client(world)


@pytest.fixture
def brief(world: Session, client) -> Brief:
    return make_brief(world, client, title="설비 소리로 고장 알기", essentials=(SENSORS, SPEECH))


@pytest.fixture
def teams(world: Session, house, brief):
    """The world read by the worker, then the teams of the brief."""

    def find() -> Teams:
        world.commit()
        read_everything(house.database, house.settings)
        return teams_for_brief(world, brief, house.settings, clock.today())

    return find


def members(found: Teams) -> list[set[int]]:
    return [{person.id for person in team.people} for team in found.teams]


def test_two_who_complete_each_other_are_proposed_with_what_each_brings(world, teams):
    one, two = who_shows(world, SENSORS), who_shows(world, SPEECH)
    found = teams()
    (team,) = found.teams
    assert members(found) == [{one.id, two.id}]
    only = {person.id: team.only_they[person.key] for person in team.people}
    assert only == {one.id: [SENSORS], two.id: [SPEECH]}
    proofs = [line for person in team.people for line in person.lines.values() if line["label"] == "met"]
    assert all(line["quote"] and line["anchor"] for line in proofs)
    assert not found.is_partial


def test_one_who_covers_all_needs_no_team(world, teams):
    whole = who_shows(world, SENSORS, SPEECH)
    who_shows(world, SENSORS), who_shows(world, SPEECH)
    found = teams()
    assert ([person.id for person in found.alone], found.teams) == ([whole.id], [])


def test_hours_are_shared_by_people_who_could_not_give_them_alone(world, teams, brief):
    brief.hours_per_week = 30
    one, two = who_shows(world, SENSORS, availability_hours=15), who_shows(world, SPEECH, availability_hours=15)
    found = teams()
    assert members(found) == [{one.id, two.id}]
    assert found.teams[0].hours == 15
    one.availability_hours = 14
    assert teams().teams == []


def test_the_shares_together_stay_within_the_budget(world, teams, brief):
    brief.budget_won, brief.weeks, brief.hours_per_week = 8_000_000, 10, 20
    one, two = who_shows(world, SENSORS, rate_won_per_hour=60_000), who_shows(world, SPEECH, rate_won_per_hour=20_000)
    found = teams()
    assert members(found) == [{one.id, two.id}]
    assert found.teams[0].cost_won == 8_000_000
    brief.budget_won = 7_999_999
    assert teams().teams == []


def test_what_is_left_out_for_another_reason_is_in_no_team(world, teams, brief):
    brief.remote = Remote.ONSITE
    who_shows(world, SENSORS), who_shows(world, SPEECH, regions=["11"])
    found = teams()
    assert (found.teams, found.unshown) == ([], [SPEECH])


def test_whom_the_firm_has_hidden_is_in_no_team(world, teams, client, brief):
    one = who_shows(world, SENSORS)
    who_shows(world, SPEECH)
    found = teams()
    with world.begin_nested():
        judge(
            world,
            client,
            brief,
            one,
            verdict=Verdict.HIDE,
            reason="다음에 볼게요.",
            run=keep_list(world, found.listing),
        )
    assert teams().teams == []


def test_the_record_of_a_team_can_be_made_again_and_is_no_exposure(world, teams, house, brief):
    who_shows(world, SENSORS), who_shows(world, SPEECH)
    found = teams()
    with house.database.writing.begin() as session:
        assert replay(session, keep_list(session, found.listing)).is_same
    assert world.scalars(sa.select(FirstPlace)).all() == world.scalars(sa.select(Impression)).all() == []


# -- the page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("함께라면 할 수 있는 팀", "인공지능이 매겼어요", "계약을 하나씩", "이 사람이 없으면 남는 것", "이 과제의 자리는 지금 1자리")),
        ("en", ("Teams that could do it together", "ranked by AI", "a contract with each", "Left open without this person", "This brief has 1 place")),
    ],
)  # fmt: skip
def test_the_client_is_led_from_the_list_to_teams_and_on_to_inviting_each(
    world, browser, client, brief, teams, language, words
):
    one, two = who_shows(world, SENSORS), who_shows(world, SPEECH)
    teams()
    visitor = browser(client, language=language)
    assert f"/briefs/{brief.id}/teams" in visitor.get(f"/briefs/{brief.id}/candidates").text
    text = visitor.get(f"/briefs/{brief.id}/teams").text
    for word in (*words, *(f"/briefs/{brief.id}/invite/{person.id}" for person in (one, two))):
        assert word in text
    assert f"/briefs/{brief.id}/candidates/{one.id}#" in text


def test_where_one_covers_all_the_list_says_nothing_of_teams(world, browser, client, brief, teams):
    whole = who_shows(world, SENSORS, SPEECH)
    teams()
    visitor = browser(client)
    assert f"/briefs/{brief.id}/teams" not in visitor.get(f"/briefs/{brief.id}/candidates").text
    assert f"/briefs/{brief.id}/candidates/{whole.id}" in visitor.get(f"/briefs/{brief.id}/teams").text


def test_an_essential_nobody_shows_is_named_with_the_way_to_mend_it(world, browser, client, brief, teams):
    who_shows(world, SENSORS)
    teams()
    text = browser(client).get(f"/briefs/{brief.id}/teams").text
    assert "팀으로도 채우지 못하는 요건이 있어요" in text
    assert SPEECH in text
    assert SENSORS not in text


def test_without_the_matcher_there_are_no_teams_and_the_page_says_so(world, browser, client, brief, teams, house):
    who_shows(world, SENSORS), who_shows(world, SPEECH)
    teams()
    object.__setattr__(house.settings, "matching_on", False)
    assert "지금은 팀을 찾을 수 없어요" in browser(client).get(f"/briefs/{brief.id}/teams").text


def test_the_office_sees_teams_and_invites_nobody_and_strangers_see_nothing(world, browser, brief, teams):
    who_shows(world, SENSORS), who_shows(world, SPEECH)
    office, stranger, talent = make_office(world), make_client(world), make_talent(world)
    teams()
    text = browser(office).get(f"/briefs/{brief.id}/teams").text
    assert "팀 1: 2명" in text
    assert "/invite/" not in text
    assert browser(stranger).get(f"/briefs/{brief.id}/teams").status_code == 404
    assert browser(talent).get(f"/briefs/{brief.id}/teams").status_code == 403


# -- places -------------------------------------------------------------------------------------------------------


def test_the_firm_opens_as_many_places_as_the_team_has_people(world, browser, client, brief, teams):
    who_shows(world, SENSORS), who_shows(world, SPEECH)
    teams()
    visitor = browser(client)
    assert visitor.post(f"/briefs/{brief.id}/places", data={"places": "2"}).status_code == 302
    world.rollback()  # see what the page wrote
    world.refresh(brief)
    assert brief.slots == 2
    assert last_move(world, "brief", brief.id).facts == {"places": 2}
    assert "자리로 늘리기" not in visitor.get(f"/briefs/{brief.id}/teams").text
    assert visitor.post(f"/briefs/{brief.id}/places", data={"places": "9"}).status_code == 422


def test_places_are_only_ever_added_and_by_the_firm_while_the_brief_is_published(world, client, brief):
    briefs.open_places(world, client, brief, places=3)
    for places in (3, 2, 0, 5):
        with pytest.raises(Invalid):
            briefs.open_places(world, client, brief, places=places)
    for nobody in (make_client(world), make_office(world)):
        with pytest.raises(Forbidden):
            briefs.open_places(world, nobody, brief, places=4)
    brief.state = "awarded"
    with pytest.raises(WrongState):
        briefs.open_places(world, client, brief, places=4)
