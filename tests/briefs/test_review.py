"""From review to publication, changes after it, and the ends of a brief."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.accounts.workflow import OrganisationState
from app.briefs import jobs, queries, service
from app.briefs.models import BriefVersion
from app.briefs.rules import Line
from app.briefs.workflow import BriefState
from app.core import clock
from app.core.actors import CLOCK
from app.core.errors import Forbidden, Invalid, NotFound, WrongState
from app.core.history import history_of
from app.core.jobs import Job
from tests.factories import make_client, make_office, make_organisation
from tests.factories.briefs import make_draft, make_published, make_submitted


def jobs_named(session, kind):
    return session.scalars(sa.select(Job).where(Job.kind == kind)).all()


def test_publishing_sets_the_instant_keeps_a_version_and_asks_for_candidates(session):
    client, office = make_client(session), make_office(session)
    brief = make_published(session, client, office)
    assert brief.state is BriefState.PUBLISHED
    assert brief.published_at is not None
    assert [row.version for row in queries.versions_of(session, brief)] == [1]
    assert [job.payload for job in jobs_named(session, "matches.refresh")] == [{"brief_id": brief.id}]


def test_a_firm_that_is_not_verified_waits(session):
    firm = make_organisation(session, state=OrganisationState.UNVERIFIED)
    brief = make_submitted(session, make_client(session, firm))
    with pytest.raises(Invalid):
        service.publish_brief(session, make_office(session), brief)
    assert brief.state is BriefState.SUBMITTED


def test_a_no_go_needs_an_override_with_a_reason_that_stays_in_the_history(session):
    office = make_office(session)
    brief = make_submitted(session, make_client(session))
    brief.verdict = "no_go"
    with pytest.raises(Invalid):
        service.publish_brief(session, office, brief)
    with pytest.raises(Invalid):
        service.override_verdict(session, office, brief, reason="  ")
    service.override_verdict(session, office, brief, reason="자료를 더 받기로 했어요")
    service.publish_brief(session, office, brief)
    moves = {row.move: row.facts for row in history_of(session, "brief", brief.id)}
    assert moves["override_verdict"]["reason"] == "자료를 더 받기로 했어요"


def test_a_brief_whose_deadline_has_passed_is_not_published(session):
    client, office = make_client(session), make_office(session)
    brief = make_submitted(session, client)
    with clock.at(clock.now() + timedelta(days=21)), pytest.raises(Invalid):
        service.publish_brief(session, office, brief)


def test_changes_are_asked_for_with_a_reason_and_the_firm_submits_again(session):
    client, office = make_client(session), make_office(session)
    brief = make_submitted(session, client)
    with pytest.raises(Invalid):
        service.request_changes(session, office, brief, reason="")
    service.request_changes(session, office, brief, reason="자료 기간을 적어 주세요")
    assert queries.last_reason(session, brief) == "자료 기간을 적어 주세요"
    service.save_step(session, client, brief, version=brief.edit_version, data_text="14개월")
    service.submit_brief(session, client, brief)
    assert brief.state is BriefState.SUBMITTED


def test_the_office_decides_and_the_firm_does_not(session):
    client = make_client(session)
    brief = make_submitted(session, client)
    for decide in (service.publish_brief, service.resume_brief):
        with pytest.raises(Forbidden):
            decide(session, client, brief)
    with pytest.raises(Forbidden):
        service.reject_brief(session, client, brief, reason="제가 반려해요")


def test_a_rejected_brief_goes_no_further(session):
    office = make_office(session)
    brief = make_submitted(session, make_client(session))
    service.reject_brief(session, office, brief, reason="같은 과제가 이미 있어요")
    with pytest.raises(WrongState):
        service.publish_brief(session, office, brief)


def test_a_suspended_brief_leaves_the_open_list_until_it_is_resumed(session):
    client, office = make_client(session), make_office(session)
    brief = make_published(session, client, office)
    service.suspend_brief(session, office, brief, reason="자료에 이름이 있어요")
    assert queries.open_briefs(session).total == 0
    service.resume_brief(session, office, brief)
    assert queries.open_briefs(session).total == 1


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (service.withdraw_brief, BriefState.WITHDRAWN),
        (service.cancel_brief, BriefState.CANCELLED),
    ],
)
def test_a_firm_gives_its_published_brief_up_with_a_code_and_its_own_words(session, end, state):
    client = make_client(session)
    brief = make_published(session, client, make_office(session))
    with pytest.raises(Invalid) as refused:
        end(session, client, brief, stop_reason="bored", reason="사정이 바뀌었어요")
    assert "stop_reason" in refused.value.fields
    end(session, client, brief, stop_reason="budget", reason="사정이 바뀌었어요")
    assert (brief.state, brief.stop_reason) == (state, "budget")
    last = history_of(session, "brief", brief.id)[-1]
    assert last.facts == {"reason": "사정이 바뀌었어요", "stop_reason": "budget"}


def test_closing_the_call_early_gives_nothing_up(session):
    client = make_client(session)
    brief = make_published(session, client, make_office(session))
    service.close_brief(session, client, brief, reason="충분히 받았어요")
    assert (brief.state, brief.stop_reason) == (BriefState.CLOSED, None)


def test_a_draft_is_cancelled_but_not_withdrawn(session):
    client = make_client(session)
    brief = make_draft(session, client)
    with pytest.raises(WrongState):
        service.withdraw_brief(session, client, brief, stop_reason="other", reason="그만")
    service.cancel_brief(session, client, brief, stop_reason="other", reason="그만")
    assert brief.state is BriefState.CANCELLED


# -- changes after publication ------------------------------------------------------------------------------------


def revise(session, client, brief, **answers):
    return service.revise_published(session, client, brief, version=brief.edit_version, **answers)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("budget_won", 15_000_000),
        ("deadline_on", clock.today() + timedelta(days=30)),
        ("essential", [Line("다른 경험")]),
    ],
)
def test_what_matters_to_proposers_makes_a_new_version_that_shows_the_difference(session, field, value):
    client = make_client(session)
    brief = make_published(session, client, make_office(session))
    assert revise(session, client, brief, **{field: value})
    assert brief.version == 2
    assert [change.field for change in queries.difference(session, brief, 1, 2)] == [field]
    assert history_of(session, "brief", brief.id)[-1].facts == {"version": 2}


def test_a_nice_to_have_changes_without_a_new_version(session):
    client = make_client(session)
    brief = make_published(session, client, make_office(session))
    assert not revise(session, client, brief, nice=[Line("현장을 아는 사람")])
    assert (brief.version, [row.text for row in brief.nices]) == (1, ["현장을 아는 사람"])


def test_saving_the_same_again_makes_no_version(session):
    client = make_client(session)
    brief = make_published(session, client, make_office(session))
    assert not revise(session, client, brief, budget_won=brief.budget_won, deadline_on=brief.deadline_on)
    assert session.scalar(sa.select(sa.func.count()).select_from(BriefVersion)) == 1


def test_a_published_brief_keeps_an_essential_a_budget_and_a_deadline(session):
    client = make_client(session)
    brief = make_published(session, client, make_office(session))
    for field, empty in (("essential", []), ("budget_won", None), ("deadline_on", None)):
        with pytest.raises(Invalid):
            revise(session, client, brief, **{field: empty})


def test_only_a_published_brief_is_revised(session):
    client = make_client(session)
    brief = make_draft(session, client)
    with pytest.raises(WrongState):
        revise(session, client, brief, budget_won=15_000_000)


def test_a_difference_of_versions_that_never_were_is_not_found(session):
    brief = make_published(session, make_client(session), make_office(session))
    with pytest.raises(NotFound):
        queries.difference(session, brief, 1, 2)


# -- the deadline -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "state"),
    [("23:59:58", BriefState.PUBLISHED), ("23:59:59", BriefState.CLOSED)],
)
def test_a_brief_closes_at_the_last_second_of_its_day_in_korea(database, time, state):
    with clock.at(datetime.fromisoformat("2026-11-02T09:00:00+09:00")), database.writing.begin() as session:
        brief = make_published(session, make_client(session), make_office(session), deadline_on=date(2026, 11, 20))
    with clock.at(datetime.fromisoformat(f"2026-11-20T{time}+09:00")):
        jobs.close_at_deadline(database, {})
        jobs.close_at_deadline(database, {})
        with database.reading() as session:
            closed = session.get(type(brief), brief.id)
            assert closed.state is state
            assert closed.is_open is (state is BriefState.PUBLISHED)


def test_the_clock_alone_closes_at_the_deadline(session):
    client = make_client(session)
    brief = make_published(session, client, make_office(session))
    service.close_at_deadline(session, brief)
    last = history_of(session, "brief", brief.id)[-1]
    assert (last.move, last.actor_kind) == ("close_at_deadline", CLOCK.kind)
