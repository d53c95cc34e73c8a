"""A brief's milestones: whole or refused, read by talents, and taken over by the contract."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from app.briefs import queries, service
from app.briefs.rules.milestones import MILESTONES_MOST, Milestone, bad_milestones
from app.core.errors import Invalid
from tests.factories import make_brief, make_client, make_office, make_talent
from tests.factories.briefs import make_draft, make_published

PLAN = [
    Milestone("자료 확인", "모자란 곳을 적은 보고를 읽고 고개를 끄덕임", 20, 2),
    Milestone("첫 결과", "지난달 기록으로 불량 열 건 중 아홉 건을 찾음", 30, 4),
    Milestone("넘겨받기", "우리 직원이 혼자 켜고 씀", 50, 2),
]


def rows(plan=PLAN):
    return {f"milestones-{n}-{name}": str(value) for n, one in enumerate(plan) for name, value in asdict(one).items()}


def milestone(**changes):
    return Milestone(**{**asdict(PLAN[0]), "share": 100, **changes})


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ([milestone(share=99)], "99%"),
        ([milestone(share=60), milestone(share=60)], "120%"),
        ([milestone(share=0)], "1% 이상"),
        ([milestone(weeks=0)], "1주 이상"),
        ([milestone(accept="")], "기준"),
        ([milestone(title="")], "이름"),
        ([milestone(title="가" * 81)], "줄여"),
        ([milestone(share=10)] * (MILESTONES_MOST + 1), str(MILESTONES_MOST)),
    ],
)
def test_a_plan_that_is_not_whole_is_refused_with_what_to_do(plan, said):
    assert said in str(bad_milestones(plan))


def test_a_whole_plan_is_kept_and_comes_back_as_it_was(session):
    client = make_client(session)
    assert bad_milestones(PLAN) is None
    brief = make_draft(session, client)
    assert brief.milestones == []
    service.save_step(session, client, brief, version=brief.edit_version, milestones=PLAN)
    session.flush()
    session.expire_all()
    assert brief.milestones == PLAN
    with pytest.raises(Invalid) as refused:
        service.save_step(session, client, brief, version=brief.edit_version, milestones=PLAN[:2])
    assert "milestones" in refused.value.fields
    assert not service.save_step(session, client, brief, version=brief.edit_version, milestones=PLAN)


def test_a_published_version_holds_the_plan_in_the_language_of_its_brief(session):
    brief = make_published(session, make_client(session), make_office(session), milestones=PLAN)
    (version,) = queries.versions_of(session, brief)
    assert version.content["milestones"][0] == "자료 확인 (2주, 대금의 20%): 모자란 곳을 적은 보고를 읽고 고개를 끄덕임"


def test_milestones_are_written_as_rows_and_a_wrong_sum_is_told_beside_them(world, browser):
    client = make_client(world)
    brief = make_draft(world, client)
    world.commit()
    url, person = f"/briefs/{brief.id}/edit/numbers", browser(client)
    wrong = person.post(url, data={**rows(PLAN[:2]), "version": brief.edit_version})
    assert wrong.status_code == 422
    assert "50%예요" in wrong.text
    half_filled = person.post(url, data={"milestones-0-title": "이름만", "version": brief.edit_version})
    assert half_filled.status_code == 422
    blank = {f"milestones-3-{name}": "" for name in asdict(PLAN[0])}
    assert person.post(url, data={**rows(), **blank, "version": brief.edit_version}).status_code == 302
    world.refresh(brief)
    assert brief.milestones == PLAN
    page = person.get(url).text
    assert all(one.title in page for one in PLAN)
    assert "자료 확인" in person.get(f"/briefs/{brief.id}/edit/check").text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_talents_read_the_milestones_with_the_firms_name_covered(world, browser, language):
    client = make_client(world)
    brief = make_brief(world, client)
    brief.milestones = [milestone(accept=f"{brief.organisation.name} 직원이 혼자 켬")]
    talent = make_talent(world)
    world.commit()
    text = browser(talent, language=language).get(f"/briefs/{brief.id}").text
    assert "자료 확인" in text
    assert "○○ 직원이 혼자 켬" in text
    assert brief.organisation.name not in text
