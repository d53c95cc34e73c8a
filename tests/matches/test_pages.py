"""Pages of matching as people meet them, in both languages."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import Organisation
from app.core.clock import today
from app.core.db import Base
from app.matches.models import Glance, Impression, Judgement, MatchRun
from app.matches.queries.index import index_folder
from app.talents.models import Profile, ProfileSkill, Project
from app.talents.workflow import ProfileState
from tests.factories import make_brief, make_client, make_office, make_profile, make_talent
from tests.factories.matches import read_everything
from tests.factories.pages import text_of

PRESS = "센서 자료로 이상 탐지를 해 본 경험"


@pytest.fixture
def house(app):
    return app.extensions["ieum"]


def a_pressman(world: Session, talent=None, **facts) -> Profile:
    text = "프레스 하중 센서 자료로 이상 탐지를 했어요."
    return make_profile(
        world,
        talent,
        **{
            "headline": "센서로 이상을 찾아요",
            "summary": text,
            "projects": [Project(title="프레스 이상 탐지", text=text)],
            "skills": [ProfileSkill(name="이상탐지", level=3)],
            **facts,
        },
    )


@pytest.fixture
def client(world: Session):
    return make_client(world)


@pytest.fixture
def brief(world: Session, client):
    return make_brief(world, client, essentials=(PRESS,))


@pytest.fixture
def read(world: Session, house):
    """Commit the world and let the worker read it."""

    def go() -> None:
        world.commit()
        read_everything(house.database, house.settings)

    return go


def ids_on(answer) -> list[int]:
    return [int(number) for number in re.findall(r'name="compare" value="(\d+)"', answer.text)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "ko",
            (
                "이 순서는 인공지능이 매겼어요",
                "정하는 것은 사람이에요",
                "제외 2명: 시간 1, 지역 1",
                "왜 이렇게 나왔나요",
                "/about/matching",
            ),
        ),
        (
            "en",
            ("ranked by AI", "People decide", "2 left out: Hours 1, Region 1", "Why this result", "/about/matching"),
        ),
    ],
)
def test_the_list_says_how_it_was_made_and_who_is_left_out(world, browser, client, brief, read, language, sentences):
    brief.remote = "onsite"
    a_pressman(world)
    make_profile(world, regions=["11"])
    make_profile(world, availability_hours=5)
    read()
    answer = browser(client, language=language).get(f"/briefs/{brief.id}/candidates")
    assert answer.status_code == 200
    for sentence in sentences:
        assert sentence in answer.text


def test_a_proof_is_quoted_and_linked_to_its_project(world, browser, client, brief, read):
    profile = a_pressman(world)
    read()
    answer = browser(client).get(f"/briefs/{brief.id}/candidates")
    assert f"인재 {profile.number}" in answer.text
    assert re.search(r'<blockquote class="proof[^>]*>[^<]*센서', answer.text)
    page = browser(client).get(f"/briefs/{brief.id}/candidates/{profile.id}").text
    for anchor in set(re.findall(r'href="#([a-z]+-?\d*)"', page)) - {"main"}:
        assert f'id="{anchor}"' in page


def test_the_pages_together_hold_everybody_eligible_once(world, browser, client, brief, read):
    people = [a_pressman(world).id for _n in range(45)]
    make_profile(world, availability_hours=5)
    read()
    visitor = browser(client)
    shown = [ids_on(visitor.get(f"/briefs/{brief.id}/candidates?page={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in shown] == [20, 20, 5]
    assert sorted(chain.from_iterable(shown)) == sorted(people)


def test_every_page_shown_and_every_candidate_opened_is_remembered(world, browser, client, brief, read):
    profile = a_pressman(world)
    read()
    visitor = browser(client)
    for _time in range(2):
        visitor.get(f"/briefs/{brief.id}/candidates")
    visitor.get(f"/briefs/{brief.id}/candidates/{profile.id}")
    rows = world.scalars(sa.select(Impression).order_by(Impression.id)).all()
    assert [row.glance for row in rows] == [Glance.SHOWN, Glance.SHOWN, Glance.OPENED]
    assert len({row.run_id for row in rows}) == 1
    assert rows[0].items == rows[2].items == [[f"profile:{profile.id}", 1]]
    assert (rows[0].user_id, rows[0].page) == (client.user_id, 1)


def test_a_page_loaded_again_is_no_second_opening(world, browser, client, brief, read):
    profile = a_pressman(world)
    read()
    colleague = make_client(world, world.get_one(Organisation, client.organisation_id))
    world.commit()
    for reader in (client, client, colleague):
        browser(reader).get(f"/briefs/{brief.id}/candidates/{profile.id}")
    assert [row.user_id for row in opened(world)] == [client.user_id, colleague.user_id]


def opened(world) -> list[Impression]:
    query = sa.select(Impression).where(Impression.glance == Glance.OPENED).order_by(Impression.id)
    return list(world.scalars(query))


def test_a_damaged_index_is_told_and_nobody_is_missing(world, browser, client, brief, read, house, work):
    profile = a_pressman(world)
    read()
    (next(index_folder(house.settings).glob("generation-*")) / "ids.npy").write_bytes(b"broken")
    visitor = browser(client)
    answer = visitor.get(f"/briefs/{brief.id}/candidates")
    assert "손상되어 새로 만들고 있어요" in answer.text
    assert ids_on(answer) == [profile.id]
    work()
    assert "인공지능이 매겼어요" in visitor.get(f"/briefs/{brief.id}/candidates").text


@pytest.mark.parametrize("switched_off_by", ["reader", "operator"])
def test_without_matching_a_plain_list_remains(world, browser, client, brief, read, house, switched_off_by):
    profile = a_pressman(world)
    read()
    if switched_off_by == "operator":
        object.__setattr__(house.settings, "matching_on", False)
    query = "?plain=1" if switched_off_by == "reader" else ""
    answer = browser(client).get(f"/briefs/{brief.id}/candidates{query}")
    assert ids_on(answer) == [profile.id]
    assert "100점 가운데" not in answer.text
    assert browser(client).get(f"/briefs/{brief.id}/candidates/{profile.id}{query}").status_code == 200


def test_another_firm_s_brief_is_not_there(world, browser, client, brief, read):
    profile = a_pressman(world)
    read()
    other = make_client(world)
    world.commit()
    stranger = browser(other)
    base = f"/briefs/{brief.id}/candidates"
    for path in (base, f"{base}/{profile.id}", f"{base}?compare={profile.id}", f"{base}/{profile.id}/pin"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"{base}/{profile.id}/undo").status_code == 404


def test_who_may_not_be_seen_has_no_page(world, browser, client, brief, read):
    paused, elsewhere = a_pressman(world, state="paused"), a_pressman(world, availability_hours=5)
    read()
    visitor = browser(client)
    assert visitor.get(f"/briefs/{brief.id}/candidates/{paused.id}").status_code == 404
    assert visitor.get(f"/briefs/{brief.id}/candidates/99999").status_code == 404
    answer = visitor.get(f"/briefs/{brief.id}/candidates/{elsewhere.id}")
    assert "맞지 않는 조건: 시간" in answer.text
    assert "/invite/" not in answer.text


def test_no_page_names_the_person(world, browser, client, brief, read):
    talent = make_talent(world, name_ko="카나리", name_en="Canary Kim", email="canary@ieum.example")
    profile = a_pressman(
        world, talent, headline="카나리가 센서로 이상을 찾아요", summary="저는 카나리, canary@ieum.example 예요."
    )
    read()
    visitor = browser(client)
    for path in ("", f"/{profile.id}", f"?compare={profile.id}", f"/{profile.id}/pin"):
        text = visitor.get(f"/briefs/{brief.id}/candidates{path}").text
        assert "카나리" not in text
        assert "canary" not in text.lower()


def test_a_candidate_is_pinned_with_a_reason_and_let_go_again(world, browser, client, brief, read):
    for _n in range(3):
        a_pressman(world)
    read()
    visitor, base = browser(client), f"/briefs/{brief.id}/candidates"
    last = ids_on(visitor.get(base))[-1]
    assert visitor.post(f"{base}/{last}/pin", data={"reason": ""}).status_code == 422
    assert visitor.post(f"{base}/{last}/pin", data={"reason": "지난 과제에서 잘했어요."}).status_code == 302
    answer = visitor.get(base)
    assert ids_on(answer)[0] == last
    assert "맨 위에 둠: 지난 과제에서 잘했어요." in answer.text
    visitor.post(f"{base}/{last}/undo")
    assert ids_on(visitor.get(base))[-1] == last
    row = world.scalars(sa.select(Judgement)).one()
    assert (row.model_hash, row.undone_by) == ("fake-1", client.user_id)


def test_up_to_three_are_compared_with_the_differences_named(world, browser, client, brief, read):
    people = [a_pressman(world, availability_hours=20 + n, rate_won_per_hour=30_000 + n) for n in range(4)]
    read()
    query = "&".join(f"compare={person.id}" for person in people)
    answer = browser(client).get(f"/briefs/{brief.id}/candidates?{query}")
    assert answer.text.count('<th scope="col">') == 4
    for said in ("가장 많음", "가장 낮음", "22시간", "30,000원"):
        assert said in answer.text


def test_a_comparison_marks_what_is_only_nice_to_have_and_who_can_start_today(world, browser, client, read):
    brief = make_brief(world, client, essentials=(PRESS,), nices=("도면 읽기",))
    soon, later = a_pressman(world, starts_on=None), a_pressman(world, starts_on=today() + timedelta(days=7))
    read()
    page = text_of(browser(client).get(f"/briefs/{brief.id}/candidates?compare={soon.id}&compare={later.id}"))
    assert "도면 읽기 (우대)" in page
    assert f"{PRESS} (우대)" not in page
    assert re.search(r"바로<br>.*가장 빠름", page)


def test_a_quote_from_an_introduction_does_not_repeat_all_of_it(world, browser, client, brief, read):
    sentence = "센서 자료로 이상 탐지를 했어요."
    whole = f"{sentence} 지금은 프레스 공장에서 일해요."
    profile = a_pressman(world, headline="안녕하세요", summary=whole, projects=[], skills=[])
    read()
    answer = browser(client).get(f"/briefs/{brief.id}/candidates/{profile.id}")
    assert f">{sentence}</blockquote>" in answer.text
    assert ">소개 글</a>" in answer.text
    assert answer.text.count(whole) == 1  # where the profile itself is read


def test_missing_requirements_are_not_all_named_twice(world, browser, client, read):
    brief = make_brief(world, client, essentials=("번역해 본 경험", "노래 불러 본 경험"))
    a_pressman(world)
    read()
    assert "모자란 것: 필수 요건 모두" in text_of(browser(client).get(f"/briefs/{brief.id}/candidates"))


def test_a_talent_whom_nothing_fits_reads_so(world, browser, client, read):
    make_brief(world, client, essentials=("번역해 본 경험",))
    far, near = make_talent(world), make_talent(world)
    a_pressman(world, far, headline="요리", summary="요리를 했어요.", projects=[], skills=[])
    a_pressman(world, near)
    make_brief(world, client, essentials=(PRESS,))
    read()
    words = "잘 맞는 것이 아직 없어요"
    assert words in browser(far).get("/matches/briefs").text
    assert words not in browser(near).get("/matches/briefs").text


def test_nonsense_to_compare_is_left_out(world, browser, client, brief, read):
    a_pressman(world)
    read()
    assert browser(client).get(f"/briefs/{brief.id}/candidates?compare=x,99999,٣").status_code == 200


def test_a_brief_that_looks_for_nobody_says_so(world, browser, client):
    draft = make_brief(world, client, state="draft", published_at=None)
    done = make_brief(world, client, state="awarded")
    world.commit()
    assert "게시되면 추천 인재를" in browser(client).get(f"/briefs/{draft.id}/candidates").text
    assert "지금은 사람을 찾지 않는" in browser(client).get(f"/briefs/{done.id}/candidates").text


@pytest.mark.parametrize(("language", "word"), [("ko", "추천 과제"), ("en", "Matching briefs")])
def test_a_talent_reads_briefs_the_other_way_round(world, browser, client, brief, read, language, word):
    talent = make_talent(world)
    a_pressman(world, talent)
    make_brief(world, client, language="en")
    read()
    answer = browser(talent, language=language).get("/matches/briefs")
    assert answer.status_code == 200
    assert word in answer.text
    assert f"/briefs/{brief.id}/apply" in answer.text
    assert brief.organisation.name not in answer.text
    assert ("제외 과제 1건: 언어 1" if language == "ko" else "1 brief left out: Language 1") in answer.text


@pytest.fixture
def reader(world, client, brief, read):
    """A talent whose list holds two briefs."""
    talent = make_talent(world)
    a_pressman(world, talent)
    make_brief(world, client)
    read()
    return talent


def links_in(answer) -> list[str]:
    return re.findall(r'href="(/matches/runs/\d+/briefs/\d+/(?:read|apply))"', answer.text)


def test_a_list_a_talent_sees_is_remembered_with_its_places(world, browser, reader):
    browser(reader).get("/matches/briefs")
    (row,) = world.scalars(sa.select(Impression))
    run = world.get_one(MatchRun, row.run_id)
    assert (row.glance, row.user_id, row.page) == (Glance.SHOWN, reader.user_id, 1)
    assert row.items == [[key, place] for place, key in enumerate(run.order, 1)]
    assert len(row.items) == 2


def test_a_brief_opened_from_the_list_is_remembered_once_with_its_place(world, browser, reader):
    visitor = browser(reader)
    links = links_in(visitor.get("/matches/briefs"))
    to_second = [link for link in links if link.split("/")[-2] == links[-1].split("/")[-2]]
    assert [link.rsplit("/", 1)[1] for link in to_second] == ["read", "apply"]
    for link in (*to_second, *to_second):
        answer = visitor.get(link)
        brief_id = link.split("/")[-2]
        assert answer.location == (f"/briefs/{brief_id}/apply" if link.endswith("apply") else f"/briefs/{brief_id}")
        assert visitor.get(answer.location).status_code == 200
    (row,) = opened(world)
    assert (row.user_id, row.items) == (reader.user_id, [[f"brief:{brief_id}", 2]])


def test_nobody_opens_from_a_list_that_is_not_theirs_or_does_not_hold_the_brief(world, browser, client, brief, reader):
    visitor = browser(reader)
    link = links_in(visitor.get("/matches/briefs"))[0]
    run_id = link.split("/")[3]
    newer, draft = make_brief(world, client), make_brief(world, client, state="draft", published_at=None)
    other, office = make_talent(world), make_office(world)
    world.commit()
    assert browser(other).get(link).status_code == 404
    assert browser(client).get(link).status_code == browser(office).get(link).status_code == 403
    for brief_id in (newer.id, draft.id, 99999):
        assert visitor.get(f"/matches/runs/{run_id}/briefs/{brief_id}/read").status_code == 404
    assert visitor.get(f"/matches/runs/99999/briefs/{brief.id}/read").status_code == 404
    assert opened(world) == []


def test_a_talent_on_no_list_reads_what_to_do(world, browser):
    nobody, paused, refusing = make_talent(world), make_talent(world), make_talent(world)
    make_profile(world, paused, state="paused")
    make_profile(world, refusing, matching_refused_at=make_brief(world).created_at)
    world.commit()
    assert "프로필을 공개하면" in browser(nobody).get("/matches/briefs").text
    assert "프로필을 공개하면" in browser(paused).get("/matches/briefs").text
    assert "매칭을 원하지 않는다고" in browser(refusing).get("/matches/briefs").text


def test_a_talent_just_listed_reads_that_the_profile_is_being_read(world, browser, brief, work):
    talent = make_talent(world)
    a_pressman(world, talent)
    world.commit()
    visitor = browser(talent)
    answer = visitor.get("/matches/briefs")
    assert "프로필을 읽고 있어요" in answer.text
    assert f"/briefs/{brief.id}/apply" in answer.text
    work()
    visitor.get("/matches/briefs")
    work()
    assert "인공지능이 매겼어요" in visitor.get("/matches/briefs").text


def test_a_run_shows_what_it_was_made_of_to_its_firm_and_the_office_only(world, browser, client, brief, read):
    profile = a_pressman(world)
    read()
    browser(client).get(f"/briefs/{brief.id}/candidates")
    run = world.scalars(sa.select(MatchRun)).one()
    office, stranger, talent = make_office(world), make_client(world), make_talent(world)
    world.commit()
    for reader in (client, office):
        answer = browser(reader).get(f"/matches/runs/{run.id}?again=1")
        for shown in ("fake-1", "generation-00000001", run.inputs_digest, profile.number, "순서와 점수까지 똑같아요"):
            assert shown in answer.text
        assert f'href="/briefs/{brief.id}/candidates"' in answer.text  # the way back
    for reader in (stranger, talent):
        assert browser(reader).get(f"/matches/runs/{run.id}").status_code == 404


def test_who_left_is_off_stored_runs_too(world, browser, client, brief, read):
    profile = a_pressman(world)
    read()
    browser(client).get(f"/briefs/{brief.id}/candidates")
    profile.state = ProfileState.PAUSED
    world.commit()
    run = world.scalars(sa.select(MatchRun)).one()
    answer = browser(client).get(f"/matches/runs/{run.id}")
    assert profile.number not in answer.text
    assert "지금은 볼 수 없음" in answer.text


OURS = ("match_", "text_vector", "index_contents", "job", "idempotency", "rate_count", "sign_in", "answered")


def test_looking_at_lists_changes_nothing_of_other_features(world, browser, client, brief, read):
    talent = make_talent(world)
    profile = a_pressman(world, talent)
    read()
    visitor, other = browser(client), browser(talent)
    before = _everything_else(world)
    for path in ("", "?plain=1", f"/{profile.id}", f"?compare={profile.id}"):
        visitor.get(f"/briefs/{brief.id}/candidates{path}")
    visitor.post(f"/briefs/{brief.id}/candidates/{profile.id}/hide", data={"reason": "다음에 볼게요."})
    other.get("/matches/briefs")
    assert _everything_else(world) == before


def _everything_else(world: Session) -> dict[str, list[Any]]:
    world.rollback()
    tables = [table for table in Base.metadata.sorted_tables if not table.name.startswith(OURS)]
    return {table.name: [tuple(row) for row in world.execute(sa.select(table))] for table in tables}
