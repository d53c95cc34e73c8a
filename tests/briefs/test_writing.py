"""Drafting and saving a brief, at the level of the service."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest

from app.briefs import rules, service
from app.briefs.models import Better, Brief
from app.briefs.rules import Line
from app.briefs.workflow import BriefState
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, StaleEdit, WrongState
from app.core.history import history_of
from tests.factories import make_client, make_office, make_organisation, make_talent
from tests.factories.briefs import answers, make_draft, make_published, make_submitted
from tests.factories.skills import proposed


def test_a_draft_begins_with_one_sentence_and_sensible_defaults(session):
    client = make_client(session, make_organisation(session, region_code="27", industry_ksic="C13"))
    brief = service.draft_brief(session, client, raw="원단 흠을 카메라로 잡고 싶어요")
    assert brief.state is BriefState.DRAFT
    assert (brief.region_code, brief.industry_ksic) == ("27", "C13")
    assert brief.deadline_on == clock.today() + timedelta(days=21)
    assert [row.move for row in history_of(session, "brief", brief.id)] == ["begin"]


def test_only_a_firm_drafts_briefs(session):
    with pytest.raises(Forbidden):
        service.draft_brief(session, make_talent(session), raw="저도 올릴래요")


def test_numbers_follow_one_another_in_a_year(session):
    client = make_client(session)
    year = clock.today().year
    numbers = [service.draft_brief(session, client, raw="하나").number for _ in range(3)]
    assert numbers == [f"B-{year}-0001", f"B-{year}-0002", f"B-{year}-0003"]


def test_two_firms_drafting_at_once_get_two_numbers(database):
    with database.writing.begin() as session:
        clients = [make_client(session), make_client(session)]
    together, numbers = Barrier(2), []

    def draft(client):
        with database.writing.begin() as session:
            together.wait(timeout=1) if not database.is_sqlite else None
            numbers.append(service.draft_brief(session, client, raw="동시에").number)

    threads = [Thread(target=draft, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == 2


def test_what_follows_from_the_answers_is_not_asked(session):
    client = make_client(session)
    brief = make_draft(session, client, kpi_baseline=Decimal(52), kpi_target=Decimal(78))
    english = make_draft(
        session, client, raw="Too many scrap parts", title="Fewer scrap parts", problem="We throw away parts."
    )
    assert (brief.kpi_better, brief.language) == (Better.HIGHER, "ko")
    assert english.language == "en"


def test_a_sentence_brings_its_skills_unless_they_are_named(session):
    client = make_client(session)
    found = [Line("설비 기록으로 이상 탐지를 해 본 경험"), Line("현장을 아는 사람", names=("이상탐지",))]
    brief = make_draft(session, client, essential=found)
    assert [row.skill_ids for row in brief.essentials] == [["anomaly-detection"], ["anomaly-detection"]]


def test_a_skill_name_nobody_knows_reaches_the_office(session):
    client = make_client(session)
    brief = make_draft(session, client)
    service.set_requirements(session, client, brief, essential=[Line("경험", names=("뚝딱공명법",))])
    assert proposed(session, "뚝딱공명법").count == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "가" * 81),
        ("problem", "가" * 3001),
        ("budget_won", 499_999),
        ("budget_won", -1),
        ("budget_won", 5_000_000_001),
        ("weeks", 0),
        ("weeks", 105),
        ("hours_per_week", 53),
        ("kpi_baseline", Decimal("0.00001")),
        ("kpi_baseline", Decimal("NaN")),
        ("essential", [Line(f"경험 {n}") for n in range(11)]),
        ("essential", [Line("같은 줄"), Line("같은 줄")]),
        ("nice", [Line("가" * 201)]),
    ],
)
def test_a_limit_is_kept_by_the_service_too(session, field, value):
    client = make_client(session)
    brief = make_draft(session, client)
    with pytest.raises(Invalid) as refusal:
        service.save_step(session, client, brief, version=brief.edit_version, **{field: value})
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize(("days", "is_fine"), [(0, False), (1, True), (180, True), (181, False)])
def test_a_deadline_lies_between_tomorrow_and_180_days(session, days, is_fine):
    day = clock.today() + timedelta(days=days)
    assert ("deadline_on" in rules.problems({"deadline_on": day}, today=clock.today())) is not is_fine


def test_a_start_before_the_deadline_and_a_target_that_is_the_baseline_are_refused():
    today = clock.today()
    wrong = {"deadline_on": today + timedelta(days=9), "starts_on": today + timedelta(days=9)}
    assert list(rules.problems(wrong, today=today)) == ["starts_on"]
    assert list(rules.problems({"kpi_baseline": Decimal(3), "kpi_target": Decimal("3.0")}, today=today)) == [
        "kpi_target"
    ]


def test_ten_essentials_are_allowed_and_more_than_five_are_remarked_on(session):
    client = make_client(session)
    brief = make_draft(session, client)
    service.set_requirements(session, client, brief, essential=[Line(f"경험 {n}") for n in range(10)])
    assert len(brief.essentials) == 10
    assert [rules.has_too_many_essentials(count) for count in (5, 6)] == [False, True]


def test_a_stale_save_is_refused_with_both_texts_and_changes_nothing(session):
    client = make_client(session)
    brief = make_draft(session, client)
    old = brief.edit_version
    service.save_step(session, client, brief, version=old, essential=[Line("새로 쓴 줄")])
    with pytest.raises(StaleEdit) as refusal:
        service.save_step(session, client, brief, version=old, essential=[Line("옛 화면에서 쓴 줄")])
    only = refusal.value.differences[0]
    assert (only.theirs, only.mine) == ("새로 쓴 줄", "옛 화면에서 쓴 줄")
    assert [row.text for row in brief.essentials] == ["새로 쓴 줄"]


def test_autosave_leaves_out_what_would_be_refused(session):
    client = make_client(session)
    brief = make_draft(session, client)
    service.autosave_step(session, client, brief, version=brief.edit_version, title="고친 이름", budget_won=-5)
    assert (brief.title, brief.budget_won) == ("고친 이름", 12_000_000)


def test_writing_is_for_the_firm_and_only_before_review(session):
    client, stranger = make_client(session), make_client(session)
    draft, submitted = make_draft(session, client), make_submitted(session, client)
    with pytest.raises(NotFound):
        service.save_step(session, stranger, draft, version=1, title="남의 것")
    with pytest.raises(WrongState):
        service.save_step(session, client, submitted, version=submitted.edit_version, title="늦은 고침")


@pytest.mark.parametrize("missing", rules.NEEDED)
def test_a_brief_with_a_gap_is_not_submitted(session, missing):
    client = make_client(session)
    empty: dict[str, Any] = {
        "essential": [],
        "budget_won": None,
        "weeks": None,
        "hours_per_week": None,
        "deadline_on": None,
    }
    gap = empty.get(missing, None if missing in ("kpi_baseline", "kpi_target") else "")
    brief = make_draft(session, client)
    service.save_step(session, client, brief, version=brief.edit_version, **{missing: gap})
    assert brief.missing_fields == [missing]
    with pytest.raises(Invalid):
        service.submit_brief(session, client, brief)
    assert brief.state is BriefState.DRAFT


def test_a_draft_left_lying_needs_a_new_deadline_before_it_is_submitted(session):
    client = make_client(session)
    brief = make_draft(session, client)
    with clock.at(clock.now() + timedelta(days=21)):
        assert brief.missing_fields == ["deadline_on"]
        with pytest.raises(Invalid):
            service.submit_brief(session, client, brief)
    assert brief.missing_fields == []


def test_every_field_of_the_form_has_a_step_a_name_and_a_place_in_the_table():
    fields = [name for step in rules.STEPS for name in step.fields]
    assert sorted(fields) == sorted(rules.LABELS)
    assert all(hasattr(Brief, name) for name in fields)
    assert set(rules.NEEDED) <= set(fields)
    assert answers().keys() <= set(fields)


def test_an_answered_line_keeps_its_row_when_others_change_after_publication(session):
    client, office = make_client(session), make_office(session)
    brief = make_published(session, client, office, essential=[Line("가"), Line("나")])
    kept = brief.essentials[1].id
    service.revise_published(
        session, client, brief, version=brief.edit_version, essential=[Line("나"), Line("다")], nice=[]
    )
    assert [row.text for row in brief.essentials] == ["나", "다"]
    assert brief.essentials[0].id == kept
