"""Who finds which briefs, and what stays covered."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.accounts.workflow import OrganisationState
from app.briefs import queries, service
from app.briefs.queries import Wanted
from app.briefs.rules import Line, without_firm
from app.briefs.workflow import BriefState
from app.core import clock
from app.core.actors import VISITOR
from app.core.errors import NotFound
from tests.factories import make_brief, make_client, make_office, make_organisation, make_talent
from tests.factories.briefs import make_draft, make_submitted


def test_a_draft_is_seen_by_its_firm_and_the_office_only(session):
    client, stranger = make_client(session), make_client(session)
    brief = make_draft(session, client)
    assert queries.get_brief(session, client, brief.id) is brief
    assert queries.get_brief(session, make_office(session), brief.id) is brief
    for other in (stranger, make_talent(session), VISITOR):
        with pytest.raises(NotFound):
            queries.get_brief(session, other, brief.id)


def test_the_inner_pages_of_a_published_brief_are_its_firms(session):
    brief = make_brief(session)
    assert queries.get_brief(session, VISITOR, brief.id) is brief
    with pytest.raises(NotFound):
        queries.get_own_brief(session, make_client(session), brief.id)


def test_a_firm_lists_its_own_briefs_the_newest_first(session):
    client = make_client(session)
    first, second = make_draft(session, client), make_brief(session, client)
    make_brief(session)
    assert list(queries.briefs_of(session, client)) == [second, first]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), 3),
        (Wanted(words="금형 불량"), 2),
        (Wanted(words="100%"), 0),
        (Wanted(industry="C"), 2),
        (Wanted(industry="A"), 1),
        (Wanted(region="12"), 1),
        (Wanted(task_type="이상탐지"), 1),
        (Wanted(words="불량", industry="A"), 0),
    ],
)
def test_open_briefs_are_searched_by_words_industry_region_and_kind_of_work(session, wanted, found):
    make_brief(session, task_type="이상탐지")
    make_brief(session)
    make_brief(session, title="광어", problem="산소가 모자라요", data_text="", industry_ksic="A", region_code="29")
    make_brief(session, state=BriefState.DRAFT)
    assert queries.open_briefs(session, wanted).total == found


def test_open_briefs_are_paged_to_the_end_and_sorted_by_deadline_when_asked(session):
    client = make_client(session)
    for n in range(21):
        make_brief(session, client, deadline_on=clock.today() + timedelta(days=40 - n))
    assert len(queries.open_briefs(session, page=2)) == 1
    days = [brief.deadline_on for brief in queries.open_briefs(session, by_deadline=True)]
    assert days == sorted(days, key=str)


def test_the_office_reviews_the_longest_waiting_first_by_the_last_request(session):
    client, office = make_client(session), make_office(session)
    with clock.at(datetime.fromisoformat("2026-11-02T09:00:00+09:00")):
        early = make_submitted(session, client)
        late = make_submitted(session, client)
        service.request_changes(session, office, early, reason="한 번 더")
        service.submit_brief(session, client, early)
    assert list(queries.review_queue(session)) == [late, early]
    assert set(queries.submitted_at(session, [late, early])) == {late.id, early.id}


def test_a_reviewer_is_told_what_to_look_at_and_nothing_when_all_is_well(session):
    firm = make_organisation(session, state=OrganisationState.REQUESTED)
    poor = make_draft(
        session, make_client(session, firm), kpi_baseline=None, essential=[Line(f"경험 {n}") for n in range(6)]
    )
    good = make_draft(session, make_client(session))
    good.verdict = "go"
    assert len(queries.warnings(poor)) == 4
    assert queries.warnings(good) == []


def test_history_names_a_firms_own_people_to_the_firm_and_everybody_to_the_office(session):
    client, office = make_client(session), make_office(session)
    brief = make_submitted(session, client)
    service.publish_brief(session, office, brief)
    rows = queries.brief_history(session, client, brief)
    assert [row.move for row in rows] == ["begin", "submit", "publish"]
    assert set(queries.people_in(session, client, brief, rows)) == {client.user_id}
    assert set(queries.people_in(session, office, brief, rows)) == {client.user_id, office.user_id}
    with pytest.raises(NotFound):
        queries.brief_history(session, make_talent(session), brief)


@pytest.mark.parametrize("name", ["가람정밀", "(주)가람정밀", "주식회사 가람정밀"])
def test_a_firms_name_is_covered_in_its_own_words(name):
    assert without_firm("가람정밀은 프레스 업체예요", name, None) == "○○은 프레스 업체예요"
