"""Who may be matched with whom, why others may not, and what would change it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.briefs.models import Remote
from app.core import clock
from app.matches.models import Side
from app.matches.queries.market import market_of_brief, market_of_profile
from app.matches.rules.documents import brief_key, profile_key
from app.matches.rules.remedies import tried
from app.matches.rules.runs import inputs_of, market_from
from app.matches.rules.wording import REASONS_FOR_CLIENTS, counted_aloud, exclusion_lines
from app.matches.service import exclude, undo_exclusion
from app.talents.models import BlockedOrganisation, CommittedHours
from app.talents.workflow import ProfileState
from matching.constraints import Reason
from tests.factories import make_brief, make_client, make_profile


def reasons(session: Session, brief, profile) -> tuple[Reason, ...]:
    """What keeps the two apart, from either side: the same."""
    session.flush()
    from_brief = market_of_brief(session, brief, clock.today()).screening.excluded.get(profile_key(profile.id), ())
    from_profile = market_of_profile(session, profile, clock.today()).screening.excluded.get(brief_key(brief.id), ())
    assert from_brief == from_profile
    return from_brief


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"state": ProfileState.PAUSED}, Reason.NOT_LISTED),
        ({"matching_refused_at": clock.now()}, Reason.REFUSES_MATCHING),
        ({"starts_on": clock.today() + timedelta(days=60)}, Reason.SCHEDULE),
        ({"availability_hours": 10}, Reason.HOURS),
        ({"regions": ["11"]}, Reason.REGION),
        ({"rate_won_per_hour": 90_000}, Reason.RATE),
        ({"languages": ["en"]}, Reason.LANGUAGE),
        ({"unwanted_industries": ["C25"]}, Reason.UNWANTED_INDUSTRY),
    ],
)
def test_each_fact_excludes_and_is_named(session: Session, facts, reason: Reason):
    profile = make_profile(session, **facts)
    assert reasons(session, make_brief(session, remote=Remote.ONSITE), profile) == (reason,)


def test_a_fitting_talent_is_eligible(session: Session):
    assert reasons(session, make_brief(session, remote=Remote.ONSITE), make_profile(session)) == ()


def test_a_merged_province_is_one_place(session: Session):
    brief = make_brief(session, remote=Remote.ONSITE, region_code="12")
    assert reasons(session, brief, make_profile(session, regions=["29"])) == ()


def test_a_blocked_firm_does_not_see_the_talent(session: Session):
    brief, profile = make_brief(session), make_profile(session)
    session.add(BlockedOrganisation(profile_id=profile.id, organisation_id=brief.organisation_id))
    assert reasons(session, brief, profile) == (Reason.BLOCKED,)


def test_an_exclusion_stands_until_it_is_undone(session: Session):
    brief, profile = make_brief(session), make_profile(session)
    exclude(session, brief, profile, "초대를 거절했어요")
    exclude(session, brief, profile, "두 번째도 같아요")
    assert reasons(session, brief, profile) == (Reason.DECLINED,)
    undo_exclusion(session, brief, profile)
    assert reasons(session, brief, profile) == ()


def test_hours_promised_during_the_work_are_not_free(session: Session):
    brief, profile = make_brief(session, hours_per_week=20), make_profile(session, availability_hours=40)
    start = brief.starts_on
    session.add(CommittedHours(profile_id=profile.id, source="contract:1", hours=25, starts_on=start, ends_on=start))
    assert reasons(session, brief, profile) == (Reason.HOURS,)


def test_hours_promised_at_other_times_do_not_count(session: Session):
    brief, profile = make_brief(session, hours_per_week=20), make_profile(session, availability_hours=40)
    before = clock.today() + timedelta(days=29)  # the day before it starts
    session.add(CommittedHours(profile_id=profile.id, source="contract:1", hours=40, starts_on=before, ends_on=before))
    assert reasons(session, brief, profile) == ()


def test_drafts_and_closed_accounts_are_in_no_market(session: Session):
    make_profile(session, state=ProfileState.DRAFT)
    gone = make_profile(session)
    session.get_one(User, gone.user_id).closed_at = clock.now()
    session.flush()
    assert market_of_brief(session, make_brief(session), clock.today()).others == {}


def test_why_a_talent_cannot_be_seen_is_theirs_to_keep():
    told = counted_aloud({Reason.BLOCKED: 1, Reason.REFUSES_MATCHING: 2, Reason.REGION: 5, Reason.SCHEDULE: 7})
    assert told == {"unseen": 3, "schedule": 7, "region": 5}
    lines = exclusion_lines(told, REASONS_FOR_CLIENTS, {})
    assert [(str(line.label), line.count) for line in lines] == [("지금 찾지 않음", 3), ("일정", 7), ("지역", 5)]


def sentences(market) -> dict[Reason, object]:
    return {remedy.reason: remedy.sentence for remedy in tried(market)}


def test_a_remedy_says_what_was_tried_and_how_many_more_it_brings(session: Session):
    brief = make_brief(session, remote=Remote.ONSITE, weeks=10, hours_per_week=20, budget_won=6_000_000)
    make_profile(session, regions=["11"])
    make_profile(session, regions=["11"])
    make_profile(session, rate_won_per_hour=40_000)
    make_profile(session, rate_won_per_hour=35_000, regions=["11"])  # two reasons: no single change is enough
    found = sentences(market_of_brief(session, brief, clock.today()))
    assert str(found[Reason.REGION]) == "어디서든 일해도 되면 2명이 더 보여요."
    assert str(found[Reason.RATE]) == "예산이 8,000,000원이면 1명이 더 보여요."


def test_a_talent_reads_remedies_too(session: Session):
    make_brief(session, remote=Remote.ONSITE, region_code="26")
    make_brief(session, language="en")
    profile = make_profile(session)
    found = sentences(market_of_profile(session, profile, clock.today()))
    assert str(found[Reason.REGION]) == "부산에서도 일할 수 있으면 과제 1건이 더 보여요."
    assert str(found[Reason.LANGUAGE]) == "영어로도 일할 수 있으면 과제 1건이 더 보여요."


@pytest.mark.parametrize("side", list(Side))
def test_a_market_is_the_same_after_being_stored(session: Session, side: Side):
    brief, profile = make_brief(session, make_client(session)), make_profile(session)
    day = brief.starts_on
    session.add(CommittedHours(profile_id=profile.id, source="contract:1", hours=5, starts_on=day, ends_on=day))
    session.flush()
    is_client = side is Side.CLIENT
    market = (
        market_of_brief(session, brief, clock.today())
        if is_client
        else market_of_profile(session, profile, clock.today())
    )
    again = market_from(inputs_of(market, {}, None), is_client=is_client)
    key = profile_key(profile.id) if is_client else brief_key(brief.id)
    assert again.pair(key) == market.pair(key)
