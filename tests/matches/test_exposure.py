"""First pages are shared: who stands on enough makes room, who is new gets a place; scores stay, and replay is exact."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, history
from app.core.db import Database
from app.matches import service
from app.matches.models import FirstPlace, Judgement, Verdict
from app.matches.queries import exposure
from app.matches.queries.cards import cards_for
from app.matches.queries.exposure import weeks_of_exposure
from app.matches.queries.judged import arranged
from app.matches.queries.lists import Listing, list_for_brief
from app.matches.queries.runs import replay
from app.matches.rules.exposure import week_of
from app.settings import Settings
from app.talents.models import CommittedHours, Profile, ProfileSkill, Project
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.matches import read_everything

PRESS = "센서 자료로 이상 탐지를 해 본 경험"
FITS, FAR = "프레스 하중 센서 자료로 이상 탐지를 했어요.", "쇼핑몰 손님에게 상품을 골라 주었어요."


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two first pages a week are enough, one of an earlier week is history."""
    monkeypatch.setattr(exposure, "MOST_FIRST_PAGES", 2)
    monkeypatch.setattr(exposure, "NEW_BELOW", 1)


@pytest.fixture
def client(session: Session):
    return make_client(session)


@pytest.fixture
def brief(session: Session, client):
    return make_brief(session, client, essentials=(PRESS,))


@pytest.fixture
def others(session: Session):
    """Two briefs of other firms on whose first pages somebody may stand."""
    return [make_brief(session), make_brief(session)]


@pytest.fixture
def talents(session: Session, database: Database, settings: Settings, brief, others) -> list[Profile]:
    """Twenty who fit, then six who fit less; nobody has stood anywhere yet."""
    found = [a_talent(session, FITS) for _n in range(20)] + [a_talent(session, FAR) for _n in range(6)]
    session.commit()
    read_everything(database, settings)
    return found


def a_talent(session: Session, text: str) -> Profile:
    return make_profile(
        session,
        headline=text[:20],
        summary=text,
        projects=[Project(title=text[:12], text=text)],
        skills=[ProfileSkill(name=text[:6], level=2)],
    )


def stood(session: Session, people, briefs, *, weeks_ago: int = 0) -> None:
    week = week_of(clock.today()) - timedelta(weeks=weeks_ago)
    session.add_all(
        FirstPlace(week_on=week, brief_id=brief.id, profile_id=person.id, is_offered=False)
        for person in people
        for brief in briefs
    )
    session.flush()
    exposure._stood_before.clear()  # weeks that are over change only in tests


def listed(session: Session, brief, settings: Settings, **facts) -> Listing:
    return list_for_brief(session, brief, settings, clock.today(), **facts)


def keys(people) -> list[str]:
    return [f"profile:{person.id}" for person in people]


def test_who_stood_on_enough_first_pages_this_week_is_on_the_next_page(session, settings, brief, others, talents):
    stood(session, talents[:1], others)
    run = listed(session, brief, settings).run
    assert run.by_score[0] == keys(talents)[0]
    assert run.resting == (keys(talents)[0],)
    assert run.order.index(keys(talents)[0]) >= 20
    assert sorted(run.order) == sorted(keys(talents))


@pytest.mark.parametrize("weeks_ago", [0, 1])
def test_the_brief_s_own_first_page_and_other_weeks_do_not_count_to_the_limit(
    session, settings, brief, others, talents, weeks_ago
):
    stood(session, talents[:1], [brief, others[0]] if weeks_ago == 0 else others, weeks_ago=weeks_ago)
    assert listed(session, brief, settings).run.resting == ()


def test_a_tenth_of_the_first_page_is_for_people_without_history(session, settings, brief, others, talents):
    stood(session, talents[:20], others[:1], weeks_ago=1)
    listing = listed(session, brief, settings)
    new, run = set(keys(talents[20:])), listing.run
    assert len(run.offered) == 2
    assert set(run.order[18:20]) == run.offered <= new
    assert [card.is_offered for card in cards_for(session, listing, run.order[:20])] == [False] * 18 + [True] * 2


def test_scores_and_the_order_by_score_are_those_of_the_matcher_alone(session, settings, brief, others, talents):
    before = listed(session, brief, settings).run
    stood(session, talents[:20], others[:1], weeks_ago=1)
    after = listed(session, brief, settings).run
    assert after.ranked == before.ranked
    assert after.order != before.order
    assert after.inputs_digest != before.inputs_digest


@pytest.mark.parametrize("history", ["hours", "outcome"])
def test_who_has_worked_here_is_not_new(session, settings, brief, others, talents, history):
    stood(session, talents[:20], others[:1], weeks_ago=1)
    day = clock.today()
    for person in talents[20:]:
        if history == "hours":
            session.add(CommittedHours(profile_id=person.id, source=f"contract:{person.id}", hours=1, starts_on=day, ends_on=day))  # fmt: skip
        else:
            person.skills[0].evidence_level = 4
    session.flush()
    assert listed(session, brief, settings).run.offered == frozenset()


def test_a_place_is_never_for_who_is_left_out(session, settings, brief, others, talents):
    stood(session, talents[:20], others[:1], weeks_ago=1)
    for person in talents[20:25]:
        service.exclude(session, brief, person, "초대를 거절했어요")
    run = listed(session, brief, settings).run
    assert run.offered == {keys(talents)[25]}
    assert not set(keys(talents[20:25])) & set(run.order)


def test_without_the_matcher_nobody_is_placed(session, settings, brief, others, talents):
    stood(session, talents[:20], others[:1], weeks_ago=1)
    stood(session, talents[:1], others)
    run = listed(session, brief, settings, plain=True).run
    assert (run.first_page, run.offered, run.resting) == (None, frozenset(), ())
    assert run.order == keys(talents)


def test_a_shared_first_page_is_made_again_after_everything_changed(session, settings, client, brief, others, talents):
    stood(session, talents[:20], others[:1], weeks_ago=1)
    run = service.rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    session.commit()
    stood(session, talents[20:], others)
    assert listed(session, brief, settings).run.order != run.order
    assert replay(session, run).is_same
    run.first_page = {**(run.first_page or {}), "keys": run.order[:20][::-1]}
    assert not replay(session, run).is_same


def test_pinning_from_the_second_page_does_not_push_the_new_off_the_first(session, settings, brief, others, talents):
    stood(session, talents[:20], others[:1], weeks_ago=1)
    run = listed(session, brief, settings).run
    pinned = run.order[22:25]
    order = arranged(run.order, {key: Judgement(verdict=Verdict.PIN) for key in pinned}, run.offered)
    assert order[:3] == pinned
    assert set(order[18:20]) == run.offered
    everybody = arranged(run.order, {key: Judgement(verdict=Verdict.PIN) for key in run.by_score[:22]}, run.offered)
    assert min(map(everybody.index, run.offered - set(run.by_score[:22])), default=22) >= 20


def test_the_firm_s_own_word_stands_above_an_offered_place(session, settings, brief, others, talents):
    stood(session, talents[:20], others[:1], weeks_ago=1)
    run = listed(session, brief, settings).run
    hidden = min(run.offered)
    assert arranged(run.order, {hidden: Judgement(verdict=Verdict.HIDE)}, run.offered)[-1] == hidden


def test_weeks_that_are_over_are_asked_for_once_an_hour_and_this_week_each_time(
    session, database, settings, brief, others, talents
):
    asked: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda *facts: asked.append(facts[2]))

    def questions(minutes: int) -> int:
        asked.clear()
        with clock.at(clock.start_of_day(clock.today()) + timedelta(hours=9, minutes=minutes)):
            listed(session, brief, settings)
        return sum("match_first_place" in statement for statement in asked)

    assert [questions(minutes) for minutes in (5, 10, 59, 61)] == [2, 1, 1, 2]


# -- counting -----------------------------------------------------------------------------------------------------


def test_a_place_counts_once_a_week_and_only_where_the_firm_saw_it(session, settings, client, brief, talents):
    run = service.rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    plain = service.keep_list(session, listed(session, brief, settings, plain=True))
    service.note_first_page(session, make_office(session), run, run.order[:20])
    service.note_first_page(session, client, plain, plain.order[:20])
    assert session.scalar(sa.select(sa.func.count()).select_from(FirstPlace)) == 0
    for _time in range(2):
        service.note_first_page(session, client, run, run.order[:20])
    assert session.scalar(sa.select(sa.func.count()).select_from(FirstPlace)) == 20


def test_a_week_tells_places_people_and_how_evenly(session, brief, others):
    first, second, third = (make_profile(session) for _n in range(3))
    for person in (first, second, third):
        with clock.at(clock.now() - timedelta(days=14)):
            history.record(session, make_client(session), "profile", person.id, move="list", from_state="draft", to_state="listed", facts={})  # fmt: skip
    stood(session, [first], [brief, *others])
    stood(session, [second], [brief], weeks_ago=1)
    this, last, *earlier = weeks_of_exposure(session, clock.today(), 12)
    assert (this.total, this.shown, this.full) == (3, {first.id}, {first.id})
    assert (this.listed, this.never) == ({first.id, second.id, third.id}, {third.id})
    assert this.gini == pytest.approx(2 / 3)  # one of three has everything
    assert last.never == {first.id, third.id}
    assert len(earlier) == 10
    assert earlier[-1].gini is None
