"""A file is imported whole or not at all, may be imported again, and shows nobody who has not agreed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.accounts.models import User
from app.accounts.service import hash_password
from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.core.actors import CLOCK, Kind
from app.core.errors import Invalid, Refusal
from app.core.history import history_of
from app.core.jobs import Job
from app.core.workflow import move
from app.importing.rules.report import Became, lines_of
from app.importing.service import check_demo_allowed, import_briefs, import_profiles
from app.talents import service as talents
from app.talents.models import Profile
from app.talents.workflow import PROFILE, ProfileState
from tests.factories import make_client, make_organisation, make_talent
from tests.factories.importing import BRIEF, a_file, briefs_file, profiles_file
from tests.factories.importing import PROFILE as RECORD


@pytest.fixture
def firm(database):
    """A firm with an owner, ready to be named by its number."""
    with database.writing.begin() as session:
        organisation = make_organisation(session)
        make_client(session, organisation)
        return organisation


def all_of(database, table):
    with database.reading() as session:
        return session.scalars(sa.select(table).order_by(table.id)).unique().all()


# -- briefs -------------------------------------------------------------------------------------------------------


def test_briefs_become_drafts_of_the_named_firm(database, firm):
    report = import_briefs(database, briefs_file(2), business_number=firm.business_number)
    assert report.is_clean
    briefs = all_of(database, Brief)
    assert [(b.state, b.organisation_id, b.imported_key) for b in briefs] == [
        (BriefState.DRAFT, firm.id, "b-1"),
        (BriefState.DRAFT, firm.id, "b-2"),
    ]
    assert briefs[0].kpi_baseline is None  # what the file does not say is left for its writer


def test_the_history_says_that_the_office_imported_it(database, firm):
    import_briefs(database, briefs_file(), business_number=firm.business_number)
    with database.reading() as session:
        rows = history_of(session, "brief", all_of(database, Brief)[0].id)
    assert [(row.move, row.actor_kind) for row in rows] == [("begin", "office"), ("import", "office")]


def test_without_a_firm_nothing_is_imported(database):
    report = import_briefs(database, briefs_file())
    assert "--organisation" in str(report.problems[0])


@pytest.mark.parametrize("number", ["999-81-00000", "123-45-67891", "nonsense"])
def test_an_unknown_firm_is_refused(database, number):
    report = import_briefs(database, briefs_file(), business_number=number)
    assert number in str(report.problems[0])
    assert not all_of(database, Brief)


def test_one_bad_row_and_nothing_is_saved(database, firm):
    file = a_file(BRIEF, {**BRIEF, "id": "b-2", "region_code": "99"}, {**BRIEF, "id": "b-3"})
    report = import_briefs(database, file, business_number=firm.business_number)
    assert [row.became for row in report.rows] == [Became.GOOD, Became.REFUSED, Became.GOOD]
    assert not all_of(database, Brief)


def test_rows_that_were_to_be_saved_are_not_called_saved_when_a_later_one_is_refused(database):
    with database.writing.begin() as session:
        make_talent(session, email="kim@post.example")
    report = import_profiles(database, a_file(RECORD, {**RECORD, "id": "p-2", "email": "kim@post.example"}))
    assert [row.became for row in report.rows] == [Became.GOOD, Became.REFUSED]


def test_a_trial_says_what_would_happen_and_saves_nothing(database, firm):
    report = import_briefs(database, briefs_file(3), business_number=firm.business_number, dry_run=True)
    assert report.is_clean
    assert report.count(Became.NEW) == 3
    assert not all_of(database, Brief)


def test_the_same_file_twice_makes_no_doubles(database, firm):
    for _ in range(2):
        report = import_briefs(database, briefs_file(3), business_number=firm.business_number)
    assert report.count(Became.SAME) == 3
    assert len(all_of(database, Brief)) == 3


def test_a_changed_line_changes_its_draft_and_no_other(database, firm):
    import_briefs(database, briefs_file(2), business_number=firm.business_number)
    changed = a_file(BRIEF, {**BRIEF, "id": "b-2", "title": "새 이름", "nice": []})
    report = import_briefs(database, changed, business_number=firm.business_number)
    assert [row.became for row in report.rows] == [Became.SAME, Became.CHANGED]
    with database.reading() as session:
        briefs = session.scalars(sa.select(Brief).order_by(Brief.id)).all()
        assert [brief.title for brief in briefs] == [BRIEF["title"], "새 이름"]
        assert [len(brief.nices) for brief in briefs] == [1, 0]


def test_a_key_of_another_firm_is_not_taken_over(database, firm):
    import_briefs(database, briefs_file(), business_number=firm.business_number)
    with database.writing.begin() as session:
        other = make_organisation(session)
        make_client(session, other)
    report = import_briefs(database, briefs_file(title="남의 것"), business_number=other.business_number)
    assert "다른 기업" in str(report.rows[0].problems[0].sentence)
    assert all_of(database, Brief)[0].title == BRIEF["title"]


def test_a_demo_takes_briefs_through_review_to_publication(database):
    report = import_briefs(database, briefs_file(2), demo=True)
    assert report.is_clean, list(lines_of(report))
    briefs = all_of(database, Brief)
    assert {brief.state for brief in briefs} == {BriefState.PUBLISHED}
    with database.reading() as session:
        rows = history_of(session, "brief", briefs[0].id)
        waiting = session.scalars(sa.select(Job.payload).where(Job.kind == "matches.refresh")).all()
    assert [(row.move, row.actor_kind) for row in rows] == [
        ("begin", "office"),
        ("import", "office"),
        ("submit", "client"),
        ("publish", "office"),
    ]
    assert {"brief_id": briefs[0].id} in waiting


def test_a_demo_says_which_values_are_stand_ins(database):
    report = import_briefs(database, briefs_file(), demo=True)
    assert "kpi_name" in report.rows[0].notes[0].field
    brief = all_of(database, Brief)[0]
    assert "시연용" in brief.kpi_name


def test_a_number_the_file_gives_is_kept(database):
    file = briefs_file(kpi_name="불량률", kpi_baseline="3.1", kpi_target="1.5", kpi_unit="%", hours_per_week=16)
    report = import_briefs(database, file, demo=True)
    assert not report.rows[0].notes
    brief = all_of(database, Brief)[0]
    assert (brief.kpi_name, str(brief.kpi_target.normalize()), brief.hours_per_week) == ("불량률", "1.5", 16)


def test_a_demo_cannot_publish_what_lacks_its_requirements(database):
    report = import_briefs(database, briefs_file(essential=[]), demo=True)
    assert "essential" in str(report.rows[0].problems[0].sentence)
    assert not all_of(database, Brief)


def test_a_published_brief_is_not_rewritten_by_a_file(database):
    import_briefs(database, briefs_file(), demo=True)
    report = import_briefs(database, briefs_file(title="바꾼 이름"), demo=True)
    assert "게시" in str(report.rows[0].problems[0].sentence)
    assert import_briefs(database, briefs_file(), demo=True).count(Became.SAME) == 1


# -- profiles -----------------------------------------------------------------------------------------------------


def test_an_imported_person_is_unlisted_and_has_no_way_in(database):
    report = import_profiles(database, profiles_file(2))
    assert report.is_clean, list(lines_of(report))
    assert {profile.state for profile in all_of(database, Profile)} == {ProfileState.UNCLAIMED}
    users = all_of(database, User)
    assert [(user.kind, user.email, user.password_hash) for user in users] == [
        (Kind.TALENT, "p-1@imported.example", None),
        (Kind.TALENT, "p-2@imported.example", None),
    ]


def test_an_unclaimed_profile_cannot_be_listed_by_anybody(database):
    import_profiles(database, profiles_file())
    with database.writing() as session:
        profile = session.scalars(sa.select(Profile)).one()
        for actor in (profile.user.as_actor(), CLOCK, make_talent(session)):
            with pytest.raises(Refusal):
                move(session, PROFILE, "list", actor, profile)


def test_a_claimed_profile_is_listed_only_with_its_owners_consent(database):
    import_profiles(database, profiles_file())
    with database.writing() as session:
        profile = session.scalars(sa.select(Profile)).one()
        owner = profile.user.as_actor()
        talents.claim_profile(session, owner, profile)
        with pytest.raises(Invalid):
            talents.list_profile(session, owner, profile)
        talents.agree_to_matching(session, owner, profile)
        talents.list_profile(session, owner, profile)
        assert profile.state is ProfileState.LISTED


def test_a_demo_lists_its_invented_people_at_once(database):
    import_profiles(database, profiles_file(), demo=True)
    profile = all_of(database, Profile)[0]
    assert profile.state is ProfileState.LISTED
    with database.reading() as session:
        rows = history_of(session, "profile", profile.id)
    assert [row.move for row in rows] == ["begin", "import", "list_for_demo"]


@pytest.mark.parametrize("environment", ["production", "development"])
def test_listing_at_once_is_for_a_demo_database_only(environment):
    with pytest.raises(Invalid):
        check_demo_allowed(environment)
    check_demo_allowed("demo")


def test_a_profile_comes_with_its_projects_skills_and_proofs_of_learning(database):
    import_profiles(database, profiles_file())
    with database.reading() as session:
        profile = session.scalars(sa.select(Profile)).one()
        assert [(s.name, s.level, s.evidence_level) for s in profile.skills] == [("PyTorch", 3, 0), ("이상탐지", 4, 0)]
        assert profile.skills[1].skill_id is not None
        assert [p.title for p in profile.projects] == ["기판 흠 분할"]
        assert [c.title for c in profile.courses] + [c.title for c in profile.certificates] == [
            "스마트제조 AI 비전 과정",
            "정보처리기사",
        ]


def test_a_profile_file_twice_makes_no_doubles_and_a_changed_line_is_followed(database):
    import_profiles(database, profiles_file(2))
    report = import_profiles(database, a_file({**RECORD, "headline": "새 소개"}, {**RECORD, "id": "p-2"}))
    assert [row.became for row in report.rows] == [Became.CHANGED, Became.SAME]
    with database.reading() as session:
        profiles = session.scalars(sa.select(Profile).order_by(Profile.id)).all()
        assert [profile.headline for profile in profiles] == ["새 소개", RECORD["headline"]]
        assert [len(profile.skills) for profile in profiles] == [2, 2]


def test_a_claimed_profile_is_its_owners_and_not_the_files(database):
    import_profiles(database, profiles_file())
    with database.writing.begin() as session:
        session.scalars(sa.select(User)).one().password_hash = hash_password("a long password")
    assert import_profiles(database, profiles_file()).count(Became.SAME) == 1
    report = import_profiles(database, profiles_file(headline="새 소개"))
    assert "본인" in str(report.rows[0].problems[0].sentence)
    assert all_of(database, Profile)[0].headline == RECORD["headline"]


def test_an_address_somebody_has_is_refused_and_the_rows_after_it_are_still_read(database):
    with database.writing.begin() as session:
        make_talent(session, email="hong@post.example")
    file = a_file(
        {**RECORD, "email": "Hong@post.example"},
        {**RECORD, "id": "p-2", "email": "kim@post.example"},
        {**RECORD, "id": "p-3", "email": "kim@post.example"},
    )
    report = import_profiles(database, file)
    assert [row.number for row in report.rows if row.problems] == [1, 3]
    assert not all_of(database, Profile)


def test_a_trial_of_a_demo_lists_nobody(database):
    report = import_profiles(database, profiles_file(2), demo=True, dry_run=True)
    assert report.is_clean
    assert not all_of(database, User)


def test_a_first_import_without_the_demo_can_be_shown_later(database):
    import_profiles(database, profiles_file())
    import_profiles(database, profiles_file(), demo=True)
    assert all_of(database, Profile)[0].state is ProfileState.LISTED
