"""A talent's own pages in the browser, in both languages."""

from __future__ import annotations

from io import BytesIO

import pytest

from app.talents import service
from app.talents.models import Profile, SkillEvidence
from app.talents.workflow import EvidenceState, ProfileState
from tests.factories import make_client, make_office, make_profile, make_talent
from tests.factories.talents import add_skill, begin_profile, fill_profile, make_listed

LANGUAGES = ("ko", "en")
PAGES = (
    "",
    "/edit",
    "/availability",
    "/preview",
    "/consent",
    "/projects",
    "/projects/new",
    "/skills",
    "/skills/new",
    "/courses",
    "/courses/new",
    "/certificates",
    "/certificates/new",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_on_an_empty_and_on_a_full_profile(world, browser, path, language):
    empty, _ = begin_profile(world)
    full = make_talent(world)
    make_profile(world, full)
    world.commit()
    for talent in (empty, full):
        assert browser(talent, language=language).get(f"/profile{path}").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_talent_without_a_profile_begins_one_with_one_press(world, browser, language):
    talent = make_talent(world)
    world.commit()
    page = browser(talent, language=language)
    assert page.get("/profile").status_code == 200
    assert page.get("/profile/edit").status_code == 404
    assert page.post("/profile/start").location == "/profile/edit"
    assert page.post("/profile/start").location == "/profile/edit"
    assert world.query(Profile).count() == 1


def test_the_way_to_being_listed_leads_over_consent(world, browser):
    talent, profile = begin_profile(world)
    fill_profile(world, talent, profile)
    world.commit()
    page = browser(talent)
    assert page.post("/profile/do/list").status_code == 422
    assert "checked" not in page.get("/profile/consent").text
    assert page.post("/profile/consent", data={}).status_code == 422
    assert page.post("/profile/consent", data={"agree": "y"}).location == "/profile"
    assert page.post("/profile/do/list").location == "/profile"
    world.expire_all()
    assert profile.state is ProfileState.LISTED


def test_withdrawing_consent_and_refusing_the_matcher_take_one_press_each(world, browser):
    talent, profile = make_listed(world)
    world.commit()
    page = browser(talent)
    assert page.post("/profile/matching", data={"refuse": "yes"}).status_code == 302
    assert page.post("/profile/consent/withdraw").status_code == 302
    world.expire_all()
    assert profile.matching_refused_at is not None
    assert profile.state is ProfileState.PAUSED
    world.commit()
    assert page.post("/profile/matching", data={"refuse": "no"}).status_code == 302
    world.expire_all()
    assert profile.matching_refused_at is None


def test_a_stale_introduction_shows_both_texts(world, browser):
    talent, profile = begin_profile(world)
    world.commit()
    page, old = browser(talent), profile.edit_version
    assert page.post("/profile/edit", data={"headline": "먼저", "summary": "글", "version": old}).status_code == 302
    late = page.post("/profile/edit", data={"headline": "나중", "summary": "글", "version": old})
    assert late.status_code == 409
    assert "먼저" in late.text
    assert "나중" in late.text


def test_terms_are_saved_as_they_are_picked(world, browser):
    talent, profile = begin_profile(world)
    world.commit()
    data = {
        "availability_hours": "20",
        "rate_won_per_hour": "30,000",
        "remote": "region",
        "regions": ["41", "28"],
        "languages": ["ko", "en"],
        "wanted_industries": ["C25"],
        "growth_skills": "시계열 예측, 강화학습",
        "version": profile.edit_version,
    }
    assert browser(talent).post("/profile/availability", data=data).status_code == 302
    world.expire_all()
    assert (profile.rate_won_per_hour, profile.regions, profile.growth_skills) == (
        30_000,
        ["41", "28"],
        ["시계열 예측", "강화학습"],
    )


def test_an_industry_wanted_and_unwanted_is_refused_beside_its_field(world, browser):
    talent, profile = begin_profile(world)
    world.commit()
    data = {
        "remote": "any",
        "languages": ["ko"],
        "wanted_industries": ["C"],
        "unwanted_industries": ["C"],
        "version": profile.edit_version,
    }
    answer = browser(talent).post("/profile/availability", data=data)
    assert answer.status_code == 422
    assert "같은 업종이 두 곳에 있어요" in answer.text


def test_rows_are_added_changed_and_removed(world, browser):
    talent, profile = begin_profile(world)
    world.commit()
    page = browser(talent)
    page.post("/profile/projects/new", data={"title": "이상 찾기", "metric": "3.1% → 1.2%"})
    page.post("/profile/skills/new", data={"name": "이상탐지", "level": "3"})
    page.post("/profile/courses/new", data={"title": "제조 AI 과정", "hours": "960"})
    page.post("/profile/certificates/new", data={"title": "SQLD"})
    world.expire_all()
    project = profile.projects[0]
    changed = page.post(f"/profile/projects/{project.id}", data={"title": "새 이름", "version": project.edit_version})
    assert changed.location == "/profile/projects"
    world.commit()
    assert page.get(f"/profile/projects/{project.id}/remove").status_code == 200
    page.post(f"/profile/projects/{project.id}/remove")
    world.expire_all()
    assert [len(rows) for rows in (profile.projects, profile.skills, profile.courses, profile.certificates)] == [
        0,
        1,
        1,
        1,
    ]


def test_a_mistake_is_told_beside_its_field_and_what_was_typed_stays(world, browser):
    talent, _ = begin_profile(world)
    world.commit()
    answer = browser(talent).post(
        "/profile/projects/new", data={"title": "이상 찾기", "link": "내 블로그", "role": "모형"}
    )
    assert answer.status_code == 422
    assert "link-error" in answer.text
    assert "모형" in answer.text
    assert browser(talent).post("/profile/skills/new", data={"name": "이상탐지"}).status_code == 422


@pytest.mark.parametrize("path", ["/projects/{}", "/skills/{}", "/skills/{}/evidence", "/skills/{}/remove"])
def test_another_talents_rows_are_not_found(world, browser, path):
    mine, _ = begin_profile(world)
    other = make_profile(world)
    world.commit()
    row = other.projects[0] if "projects" in path else other.skills[0]
    assert browser(mine).get("/profile" + path.format(row.id)).status_code == 404


def test_profiles_are_for_talents(world, browser):
    client = make_client(world)
    world.commit()
    assert browser(client).get("/profile").status_code == 403
    assert browser().get("/profile").status_code == 302


def test_the_preview_covers_what_says_who_it_is(world, browser):
    talent = make_talent(world, name_ko="남궁하늘", name_en="Namgung Haneul", email="haneul@ieum.example")
    profile = make_profile(
        world, talent, summary="저는 남궁 하늘입니다. 한국대학교를 나온 26세입니다. haneul@ieum.example, 010-1234-5678"
    )
    profile.projects[0].link = "https://example.com/haneul"
    world.commit()
    page = browser(talent).get("/profile/preview").text
    main = page[page.index("<main") : page.index("</main>")]
    for secret in ("남궁", "하늘", "한국대학교", "26세", "haneul", "010-1234"):
        assert secret not in main


# -- proofs -------------------------------------------------------------------------------------------------------


def hand_in(page, skill, **data):
    facts = {"source": "mentor", "note": "강사님이 봐 주셨어요"}
    return page.post(f"/profile/skills/{skill.id}/evidence", data={**facts, **data})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proof_goes_from_its_owner_to_the_office_and_raises_the_skill(world, browser, language):
    talent, profile = begin_profile(world)
    skill, office = add_skill(world, talent, profile), make_office(world)
    world.commit()
    mine, theirs = browser(talent, language=language), browser(office, language=language)
    assert mine.get(f"/profile/skills/{skill.id}/evidence").status_code == 200
    assert hand_in(mine, skill, files=(BytesIO("수료".encode()), "수료증.txt")).status_code == 302
    proof = world.query(SkillEvidence).one()
    world.commit()
    assert f"/office/evidence/{proof.id}" in theirs.get("/office/evidence").text
    assert theirs.get(f"/office/evidence/{proof.id}").status_code == 200
    for reader in (mine, theirs):
        assert reader.get(f"/evidence/{proof.id}/file").data.decode() == "수료"
    assert theirs.post(f"/office/evidence/{proof.id}/do/approve").status_code == 302
    world.expire_all()
    assert (proof.state, skill.evidence_level) == (EvidenceState.APPROVED, 3)
    world.commit()
    assert mine.get("/profile/skills").status_code == 200


def test_a_file_that_is_not_what_it_says_is_refused_beside_its_field(world, browser):
    talent, profile = begin_profile(world)
    skill = add_skill(world, talent, profile)
    world.commit()
    answer = hand_in(browser(talent), skill, files=(BytesIO(b"MZ"), "수료증.pdf"))
    assert answer.status_code == 422
    assert "files-error" in answer.text


def test_a_proof_and_its_file_are_nobody_elses(world, browser):
    talent, profile = begin_profile(world)
    skill, stranger = add_skill(world, talent, profile), make_talent(world)
    proof = service.submit_evidence(world, talent, skill, source="mentor", note="확인")
    client = make_client(world)
    world.commit()
    assert browser(stranger).get(f"/evidence/{proof.id}/file").status_code == 404
    assert browser(client).get(f"/evidence/{proof.id}/file").status_code == 403
    assert browser(talent).get(f"/office/evidence/{proof.id}").status_code == 403


def test_rejecting_asks_for_the_reason(world, browser):
    talent, profile = begin_profile(world)
    proof = service.submit_evidence(world, talent, add_skill(world, talent, profile), source="mentor", note="확인")
    office = make_office(world)
    world.commit()
    page = browser(office)
    assert page.post(f"/office/evidence/{proof.id}/do/reject", data={"reason": ""}).status_code == 422
    assert page.post(f"/office/evidence/{proof.id}/do/reject", data={"reason": "수료일이 없어요"}).status_code == 302


def test_an_empty_queue_says_so(world, browser):
    office = make_office(world)
    world.commit()
    assert "확인할 증빙이 없어요" in browser(office).get("/office/evidence").text
