"""Writing a profile, at the level of the service."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, StaleEdit
from app.core.history import history_of
from app.core.jobs import Job
from app.talents import queries, service
from app.talents.models import Profile
from app.talents.rules import MOST, problems
from app.talents.workflow import ProfileState
from tests.factories import make_client, make_profile, make_talent
from tests.factories.skills import proposed
from tests.factories.talents import add_skill, begin_profile, fill_profile


def test_a_profile_begins_once_with_a_number_that_says_nothing_of_its_owner(session):
    talent, profile = begin_profile(session)
    again = service.ensure_profile(session, talent)
    _, other = begin_profile(session)
    assert again is profile
    assert (profile.number, other.number) == ("A-1001", "A-1002")
    assert profile.state is ProfileState.DRAFT
    assert [row.move for row in history_of(session, "profile", profile.id)] == ["begin"]


def test_only_talents_have_profiles(session):
    with pytest.raises(Forbidden):
        service.ensure_profile(session, make_client(session))


def test_one_person_in_two_tabs_begins_one_profile(database):
    with database.writing.begin() as session:
        talent = make_talent(session)
    together, numbers = Barrier(2), []

    def begin():
        with database.writing.begin() as session:
            together.wait(timeout=1) if not database.is_sqlite else None
            numbers.append(service.ensure_profile(session, talent).number)

    threads = [Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Profile)) == 1
    assert len(numbers) == 2
    assert len(set(numbers)) == 1


def test_every_save_asks_for_matches_once_while_one_asking_waits(session):
    talent, profile = begin_profile(session)
    fill_profile(session, talent, profile)
    asked = session.scalars(sa.select(Job).where(Job.kind == "matches.refresh")).all()
    assert [job.payload for job in asked] == [{"profile_id": profile.id}]


def test_a_stale_save_is_refused_with_both_texts(session):
    talent, profile = begin_profile(session)
    old = profile.edit_version
    service.save_profile(session, talent, profile, version=old, headline="먼저")
    with pytest.raises(StaleEdit) as refusal:
        service.save_profile(session, talent, profile, version=old, headline="나중")
    only = refusal.value.differences[0]
    assert (only.theirs, only.mine) == ("먼저", "나중")


def test_a_stale_project_is_refused_too(session):
    talent, profile = begin_profile(session)
    project = service.save_project(session, talent, profile, title="하나")
    service.save_project(session, talent, profile, project, version=1, title="둘")
    with pytest.raises(StaleEdit):
        service.save_project(session, talent, profile, project, version=1, title="셋")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "가" * 101),
        ("summary", "가" * 2001),
        ("availability_hours", 53),
        ("rate_won_per_hour", 9_999),
        ("rate_won_per_hour", -1),
        ("wanted_industries", [f"C{n}" for n in range(10, 21)]),
        ("growth_skills", ["역량"] * 11),
    ],
)
def test_a_limit_is_kept_by_the_service_too(session, field, value):
    talent, profile = begin_profile(session)
    with pytest.raises(Invalid) as refusal:
        service.save_profile(session, talent, profile, version=profile.edit_version, **{field: value})
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("link", ["내 블로그", "javascript:alert(1)", "https://", "ftp://example.com/a"])
def test_a_link_is_a_web_address(link):
    assert "link" in problems({"link": link}, today=clock.today())
    assert not problems({"link": "https://example.com/a?b=1"}, today=clock.today())


def test_what_is_done_was_done_by_today():
    tomorrow = clock.today() + timedelta(days=1)
    assert set(problems({"ended_on": tomorrow, "last_used_on": tomorrow}, today=clock.today())) == {
        "ended_on",
        "last_used_on",
    }


def test_a_row_needs_its_name(session):
    talent, profile = begin_profile(session)
    for save in (service.save_project, service.save_course, service.save_certificate):
        with pytest.raises(Invalid) as refusal:
            save(session, talent, profile, title="")
        assert list(refusal.value.fields) == ["title"]


def test_a_skill_is_tied_to_the_vocabulary_or_told_to_the_office(session):
    talent, profile = begin_profile(session)
    known = add_skill(session, talent, profile, name="이상 탐지")
    unknown = add_skill(session, talent, profile, name="뚝딱공명법")
    assert (known.skill_id, unknown.skill_id) == ("anomaly-detection", None)
    assert proposed(session, "뚝딱공명법").count == 1


def test_a_skill_stands_once_in_a_profile_however_it_is_spelt(session):
    talent, profile = begin_profile(session)
    add_skill(session, talent, profile, name="PyTorch")
    with pytest.raises(Invalid) as refusal:
        add_skill(session, talent, profile, name="py torch")
    assert list(refusal.value.fields) == ["name"]


@pytest.mark.parametrize("level", [0, 5])
def test_a_level_is_one_of_four(session, level):
    talent, profile = begin_profile(session)
    with pytest.raises(Invalid):
        add_skill(session, talent, profile, level=level)


def test_a_name_with_a_proof_on_it_is_not_changed_into_another(session):
    talent, profile = begin_profile(session)
    skill = add_skill(session, talent, profile, name="엑셀")
    service.submit_evidence(session, talent, skill, source="mentor", note="확인")
    with pytest.raises(Invalid):
        service.save_skill(session, talent, profile, skill, name="강화학습", level=3)
    service.save_skill(session, talent, profile, skill, name="엑셀", level=4)
    assert skill.level == 4


def test_rows_are_limited_in_number(session):
    talent, profile = begin_profile(session)
    for n in range(MOST["certificates"]):
        service.save_certificate(session, talent, profile, title=f"자격 {n}")
    with pytest.raises(Invalid):
        service.save_certificate(session, talent, profile, title="하나 더")


def test_nobody_else_writes_in_a_profile(session):
    owner, profile = begin_profile(session)
    project = service.save_project(session, owner, profile, title="내 일")
    stranger, theirs = begin_profile(session)
    with pytest.raises(NotFound):
        service.save_profile(session, stranger, profile, version=1, headline="남의 것")
    with pytest.raises(NotFound):
        service.save_project(session, stranger, theirs, project, title="남의 것")
    with pytest.raises(NotFound):
        service.remove_part(session, stranger, theirs, "projects", project.id)
    with pytest.raises(NotFound):
        queries.get_profile(session, stranger, profile.id)


def test_sections_say_what_is_still_to_write(session):
    talent, profile = begin_profile(session)
    assert not any(section.is_done for section in queries.sections(profile))
    fill_profile(session, talent, profile)
    assert [section.path for section in queries.sections(profile) if section.is_done] == ["edit", "skills"]
    whole = make_profile(session)
    assert [section.path for section in queries.sections(whole) if not section.is_done] == ["courses", "certificates"]
