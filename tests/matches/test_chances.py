"""What a talent could change: each sentence holds when the change is made, and none touches who somebody is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.briefs.models import Remote
from app.core import clock
from app.core.db import Database
from app.core.language import speaking
from app.matches.models import Mode
from app.matches.queries.cards import cards_for
from app.matches.queries.learnable import HELD_BY, learnables
from app.matches.queries.lists import Listing, list_for_brief, list_for_profile
from app.matches.rules.chances import MOST_CHANCES, chances
from app.matches.rules.remedies import tried
from app.matches.rules.terms import START_SLACK
from app.settings import Settings
from app.talents.models import Certificate, CommittedHours, Course, Profile, ProfileSkill, Project
from matching.constraints import Reason
from tests.factories import make_brief, make_profile, make_talent
from tests.factories.matches import read_everything

VISION = "비전 결함검출 심화"
PROTECTED = re.compile(
    "이름|성별|여성|남성|나이|[0-9]+세|학교|출생|태어|gender|wom[ae]n|school|born|name", re.IGNORECASE
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The same few selects as any list; what could differ between databases is tried in the other modules."""
    return sqlite_url


@pytest.fixture
def profile(session: Session) -> Profile:
    """A talent with room to move: twenty hours, one region, a rate."""
    return make_profile(session, availability_hours=20, rate_won_per_hour=50_000, starts_on=clock.today() + timedelta(days=40))  # fmt: skip


def listed(session: Session, profile: Profile, settings: Settings) -> Listing:
    session.flush()
    return list_for_profile(session, profile, settings, clock.today())


def apply(profile: Profile, change) -> None:
    """Make the change as its owner would, in the profile's own fields."""
    columns = {"hours_per_week": "availability_hours", "rate_won": "rate_won_per_hour", "earliest_start": "starts_on"}
    for name, value in change.items():
        setattr(profile, columns.get(name, name), sorted(value) if isinstance(value, frozenset) else value)


def test_each_change_brings_in_as_many_briefs_as_its_sentence_says(session: Session, settings: Settings, profile):
    make_brief(session, hours_per_week=30, budget_won=60_000_000, starts_on=None)
    make_brief(session, hours_per_week=35, budget_won=60_000_000, starts_on=None)
    make_brief(session, remote=Remote.ONSITE, region_code="30", budget_won=60_000_000, starts_on=None)
    make_brief(session, budget_won=8_000_000, starts_on=None)
    make_brief(session, budget_won=60_000_000, starts_on=clock.today())
    make_brief(session, language="en", budget_won=60_000_000, starts_on=None)
    before = listed(session, profile, settings)
    remedies = tried(before.market)
    assert {one.reason for one in remedies} == {Reason.HOURS, Reason.REGION, Reason.RATE, Reason.SCHEDULE, Reason.LANGUAGE}  # fmt: skip
    for remedy in remedies:
        with session.begin_nested() as tried_out:
            apply(profile, remedy.change)
            after = listed(session, profile, settings)
            assert len(after.run.order) == len(before.run.order) + remedy.more
            tried_out.rollback()
        session.refresh(profile)


def test_hours_already_promised_are_added_to_what_is_needed(session: Session, settings: Settings, profile):
    brief = make_brief(session, hours_per_week=20, budget_won=60_000_000)
    day = brief.starts_on
    session.add(CommittedHours(profile_id=profile.id, source="contract:1", hours=5, starts_on=day, ends_on=day))
    (remedy,) = tried(listed(session, profile, settings).market)
    assert str(remedy.sentence) == "한 주 5시간을 더 낼 수 있으면 과제 1건이 더 보여요."
    apply(profile, remedy.change)
    assert listed(session, profile, settings).run.order == [f"brief:{brief.id}"]


def test_a_firm_s_changes_bring_in_as_many_talents_as_their_sentences_say(session: Session, settings: Settings):
    brief = make_brief(session, remote=Remote.ONSITE, weeks=10, hours_per_week=20, budget_won=6_000_000)
    for facts in ({"regions": ["11"]}, {"regions": ["11"]}, {"rate_won_per_hour": 40_000}, {"availability_hours": 15}):
        make_profile(session, **facts)
    assert brief.starts_on
    make_profile(session, starts_on=brief.starts_on + timedelta(days=30))
    before = list_for_brief(session, brief, settings, clock.today())
    remedies = tried(before.market)
    assert {one.reason for one in remedies} == {Reason.REGION, Reason.RATE, Reason.HOURS, Reason.SCHEDULE}
    for remedy in remedies:
        with session.begin_nested() as tried_out:
            for name, value in remedy.change.items():
                setattr(brief, *(("starts_on", value - START_SLACK) if name == "latest_start" else (name, Remote(value) if name == "remote" else value)))  # fmt: skip
            session.flush()
            after = list_for_brief(session, brief, settings, clock.today())
            assert len(after.run.order) == len(before.run.order) + remedy.more
            tried_out.rollback()
        session.refresh(brief)


# -- courses and certificates -------------------------------------------------------------------------------------


def a_talent(session: Session, **facts) -> Profile:
    text = "쇼핑몰 손님에게 상품을 골라 주었어요."
    return make_profile(
        session,
        **{
            "headline": text[:10],
            "summary": text,
            "projects": [Project(title="상품 고르기", text=text)],
            "skills": [ProfileSkill(name="상품 추천", level=2)],
            **facts,
        },
    )


@pytest.fixture
def learned(session: Session, database: Database, settings: Settings):
    """Several people took a course that two briefs ask for; a rarer one and one that names a school stand beside it."""
    for _n in range(HELD_BY):
        a_talent(
            session, courses=[Course(title=VISION)], certificates=[Certificate(title="한국대학교 비전 결함검출 심화")]
        )
    a_talent(session, courses=[Course(title="비전 결함검출 심화 특별반")])
    briefs = [make_brief(session, title="표면 검사", problem="사진", essentials=(VISION,)) for _n in range(2)]
    make_brief(session, title="수요 예측", problem="주문", essentials=("주문량을 내다본 경험",))
    own = a_talent(session)
    session.commit()
    read_everything(database, settings)
    return own, briefs


def met(session: Session, listing: Listing) -> dict[str, set[str]]:
    cards = cards_for(session, listing, listing.run.order, reasons=False)
    return {card.key: {line["text"] for line in card.requirements if line["label"] == "met"} for card in cards}


def test_what_several_others_learnt_is_suggested_and_holds_when_it_is_added(
    session: Session, database: Database, settings: Settings, learned
):
    own, briefs = learned
    before = listed(session, own, settings)
    assert before.run.mode is Mode.FULL
    (found,) = learnables(session, before)
    assert (found.title, set(found.briefs)) == (VISION, {f"brief:{brief.id}" for brief in briefs})
    shown = met(session, before)
    own.certificates.append(Certificate(title=found.title))
    session.commit()
    read_everything(database, settings)
    after = listed(session, own, settings)
    grown = met(session, after)
    assert {key for key in grown if grown[key] > shown[key]} == set(found.briefs)
    assert learnables(session, after) == []


def test_without_a_ranked_list_nothing_is_claimed(session: Session, settings: Settings, profile):
    make_brief(session)
    assert learnables(session, listed(session, profile, settings)) == []


# -- what is said -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ko", "en"])
def test_at_most_three_the_most_useful_first_and_nothing_of_who_somebody_is(
    session: Session, settings: Settings, profile, language
):
    for region in ("30", "30", "11"):
        make_brief(session, remote=Remote.ONSITE, region_code=region, budget_won=60_000_000, starts_on=None)
    make_brief(session, hours_per_week=30, budget_won=60_000_000, starts_on=None)
    make_brief(session, budget_won=8_000_000, starts_on=None)
    make_brief(session, language="en", budget_won=60_000_000, starts_on=None)
    remedies = tried(listed(session, profile, settings).market)
    with speaking(language):
        said = [str(sentence) for sentence in chances(remedies, [(VISION, 2), ("다른 과정", 1)])]
        everything = [*said, *(str(one.sentence) for one in remedies)]
    assert len(said) == MOST_CHANCES
    assert ("대전" in said[0]) or ("Daejeon" in said[0])
    assert VISION in said[1]
    assert not any(PROTECTED.search(sentence) for sentence in everything)


@pytest.mark.parametrize("region", ["30", "41"])
def test_the_talent_reads_them_on_the_list_or_that_there_are_none(world, browser, app, region):
    house, talent = app.extensions["ieum"], make_talent(world)
    make_profile(world, talent, regions=["41"])
    make_brief(world, remote=Remote.ONSITE, region_code=region)
    make_brief(world, remote=Remote.ONSITE, region_code="41")
    world.commit()
    read_everything(house.database, house.settings)
    text = browser(talent).get("/matches/briefs").text
    expected = "대전에서도 일할 수 있으면 과제 1건이 더 보여요." if region == "30" else "더 열리는 과제가 지금은 없어요"
    assert expected in text[text.index('id="chances"') :]
