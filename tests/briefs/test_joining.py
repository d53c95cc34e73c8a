"""Several firms with one problem: asked without naming anybody, joined only when all agree."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.briefs import jobs, queries, service
from app.briefs.models import Brief, JointBrief
from app.briefs.rules.joining import joint_answers
from app.briefs.workflow import BRIEF, BriefState, JointState
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, Taken, WrongState
from app.core.history import history_of
from app.core.jobs import Job
from app.notices.models import Notice
from tests.factories import make_brief, make_client, make_office, make_organisation, make_talent
from tests.factories.briefs import make_submitted
from tests.factories.moves import stand
from tests.factories.racing import race

RAW = "사진으로 검사하는데 흠집 난 부품을 자꾸 놓쳐서 반품이 와요"
SAME = "검사원이 사진을 보는데 부품 흠집을 놓쳐 반품이 들어와요"
OTHER = "다음 달 주문량을 몰라 재고가 남아요"


def asked(session, **facts):
    """Two firms, a brief of each under review, and the office's proposal to join them."""
    office, clients = make_office(session), [make_client(session), make_client(session)]
    lead, other = (make_submitted(session, client, **facts) for client in clients)
    joint = service.propose_joint(session, office, lead, [other], note="둘 다 사진 검사예요")
    session.flush()
    return joint, clients, office


def test_each_firm_is_asked_and_told(session):
    joint, clients, _office = asked(session)
    assert (joint.state, joint.lead.brief.organisation_id) == (JointState.PROPOSED, clients[0].organisation_id)
    assert joint.answer_by == clock.add_business_days(clock.today(), 5)
    ask = history_of(session, "joint", joint.id)[-1]
    assert ask.move == "ask"
    assert {"history_id": ask.id} in [job.payload for job in session.query(Job).all()]


def test_when_all_agree_one_draft_stands_under_the_lead_and_the_originals_are_joined_to_it(session):
    joint, (first, second), _office = asked(session)
    originals = [part.brief for part in joint.parts]
    service.agree_to_join(session, first, joint)
    assert (joint.state, joint.brief) == (JointState.PROPOSED, None)
    service.agree_to_join(session, second, joint)
    draft = joint.brief
    assert joint.state is JointState.JOINED
    assert (draft.state, draft.organisation_id) == (BriefState.DRAFT, first.organisation_id)
    assert [firm.id for firm in draft.partners] == [second.organisation_id]
    assert [brief.state for brief in originals] == [BriefState.MERGED] * 2
    assert draft.number in history_of(session, "brief", originals[1].id)[-1].facts["reason"]
    assert [row.move for row in history_of(session, "joint", joint.id)] == [
        "begin",
        "ask",
        "agree",
        "agree_last",
        "join",
    ]
    assert queries.find_joint_of(session, originals[0]) is joint


def test_the_partner_reads_the_draft_and_only_the_lead_writes_it(session):
    joint, (first, second), _office = asked(session)
    for client in (first, second):
        service.agree_to_join(session, client, joint)
    draft = joint.brief
    assert queries.get_brief(session, second, draft.id) is draft
    with pytest.raises(NotFound):
        queries.get_brief(session, make_client(session), draft.id)
    with pytest.raises(Forbidden):
        service.save_step(session, second, draft, version=draft.edit_version, title="우리 것")
    service.save_step(session, first, draft, version=draft.edit_version, title="함께 쓰는 이름")


def test_one_no_ends_it_and_every_brief_goes_on(session):
    joint, (first, second), office = asked(session)
    service.agree_to_join(session, first, joint)
    service.decline_to_join(session, second, joint, reason="자료를 나누기 어려워요")
    assert joint.state is JointState.DECLINED
    assert {part.brief.state for part in joint.parts} == {BriefState.SUBMITTED}
    lead, other = (part.brief for part in joint.parts)
    again = service.propose_joint(session, office, other, [lead])
    assert again.state is JointState.PROPOSED


def test_a_firm_answers_once_and_a_late_answer_is_told_what_happened(session):
    joint, (first, second), _office = asked(session)
    service.agree_to_join(session, first, joint)
    with pytest.raises(Taken):
        service.decline_to_join(session, first, joint)
    service.decline_to_join(session, second, joint)
    with pytest.raises(WrongState):
        service.agree_to_join(session, first, joint)


def test_strangers_learn_nothing_and_the_office_cannot_answer_for_a_firm(session):
    joint, _clients, office = asked(session)
    for stranger in (make_client(session), make_talent(session)):
        with pytest.raises(NotFound):
            service.agree_to_join(session, stranger, joint)
        with pytest.raises(NotFound):
            queries.get_joint(session, stranger, joint.id)
    with pytest.raises(Forbidden):
        service.agree_to_join(session, office, joint)


def test_only_the_office_proposes_and_only_briefs_of_different_firms_that_are_still_free(session):
    client, office = make_client(session), make_office(session)
    one, own, other = (
        make_submitted(session, client),
        make_submitted(session, client),
        make_submitted(session, make_client(session)),
    )
    with pytest.raises(Forbidden):
        service.propose_joint(session, client, one, [other])
    for wrong in ([], [own], [other, own]):
        with pytest.raises(Invalid):
            service.propose_joint(session, office, one, wrong)
    ended = make_submitted(session, make_client(session))
    stand(session, ended, BriefState.CANCELLED)
    with pytest.raises(WrongState):
        service.propose_joint(session, office, one, [ended])
    service.propose_joint(session, office, one, [other])
    with pytest.raises(Taken):
        service.propose_joint(session, office, other, [make_submitted(session, make_client(session))])


def test_nobody_agrees_once_one_of_the_briefs_has_gone_another_way(session):
    joint, (first, _second), _office = asked(session)
    stand(session, joint.others[0].brief, BriefState.CANCELLED)
    with pytest.raises(Invalid):
        service.agree_to_join(session, first, joint)


@pytest.mark.parametrize("late", [True, False])
def test_the_clock_ends_what_nobody_answers_and_what_can_no_longer_be(database, late):
    with database.writing.begin() as session:
        joint, _clients, _office = asked(session)
        joint_id, answer_by = joint.id, joint.answer_by
        if not late:
            stand(session, joint.lead.brief, BriefState.CANCELLED)
    jobs.expire_joint(database, {})
    with clock.at(clock.end_of_day(answer_by) + timedelta(seconds=1)):
        jobs.expire_joint(database, {})
        jobs.expire_joint(database, {})  # once is enough
    with database.reading() as session:
        joint = session.get_one(JointBrief, joint_id)
        assert joint.state is JointState.EXPIRED
        assert [part.is_open for part in joint.parts] == [False, False]
        assert sum(row.move == "expire" for row in history_of(session, "joint", joint_id)) == 1


def test_two_answers_at_the_same_moment_leave_one_outcome(database):
    with database.writing.begin() as session:
        joint, (first, second), _office = asked(session)
        joint_id = joint.id

    def agree(client):
        return lambda session: service.agree_to_join(session, client, session.get_one(JointBrief, joint_id))

    assert race(database, agree(first), agree(second)) == [None, None]
    with database.reading() as session:
        joint = session.get_one(JointBrief, joint_id)
        assert joint.state is JointState.JOINED
        assert session.query(Brief).count() == 3
        assert (
            sum(row.move == "merge" for part in joint.parts for row in history_of(session, "brief", part.brief_id)) == 2
        )


def test_a_yes_and_a_no_of_one_firm_at_the_same_moment_leave_the_first(database):
    with database.writing.begin() as session:
        joint, (first, _second), _office = asked(session)
        colleague = make_client(session, joint.lead.brief.organisation)
        joint_id = joint.id
    refused = race(
        database,
        lambda session: service.agree_to_join(session, first, session.get_one(JointBrief, joint_id)),
        lambda session: service.decline_to_join(session, colleague, session.get_one(JointBrief, joint_id)),
    )
    assert sum(one is None for one in refused) == 1
    assert all(isinstance(one, (Taken, WrongState)) for one in refused if one is not None)


# -- what the draft says ------------------------------------------------------------------------------------------


def test_a_joint_draft_holds_what_each_firm_said_and_names_none(session):
    here, there = make_organisation(session, name="가람정밀"), make_organisation(session, name="한빛주물")
    lead = make_submitted(session, make_client(session, here), problem="가람정밀은 흠집을 놓쳐요", budget_won=8_000_000)
    other = make_submitted(
        session, make_client(session, there), problem="한빛주물도 그래요", budget_won=5_000_000, weeks=16
    )
    other.verdict = "no_go"
    answers = joint_answers(lead, [other])
    assert answers["problem"] == "○○은 흠집을 놓쳐요\n\n함께하는 기업 1\n○○도 그래요"
    assert (answers["budget_won"], answers["weeks"], answers["verdict"]) == (13_000_000, 16, "no_go")
    assert [line.text for line in answers["essential"]] == [line.text for line in lead.essential]
    other.budget_won = None
    assert joint_answers(lead, [other])["budget_won"] is None


# -- who is alike -------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_briefs_of_one_trouble_are_found_own_ones_and_others_apart(session):
    client = make_client(session)
    brief = make_brief(session, client, raw=RAW, task_type="결함검출(비전)", state=BriefState.SUBMITTED)
    own = make_brief(session, client, raw=SAME, state=BriefState.DRAFT)
    make_brief(session, client, raw=SAME, state=BriefState.CANCELLED)
    other = make_brief(session, raw=SAME, state=BriefState.SUBMITTED)
    make_brief(session, raw=SAME, state=BriefState.DRAFT)
    make_brief(session, raw=OTHER)
    make_brief(session, raw=SAME, task_type="음성", state=BriefState.SUBMITTED)
    assert queries.own_alike(session, brief) == [own]
    assert queries.others_alike(session, brief) == [other]


# -- pages --------------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_the_writer_is_led_to_the_firms_own_open_brief_and_told_of_no_other(world, browser):
    client = make_client(world)
    brief = make_brief(world, client, raw=RAW, state=BriefState.DRAFT)
    own = make_brief(world, client, raw=SAME, state=BriefState.DRAFT, title="작년에 쓴 것")
    make_brief(world, raw=SAME, title="남의 과제")
    world.commit()
    text = browser(client).get(f"/briefs/{brief.id}/edit/check").text
    assert "우리 회사의 다른 과제와 비슷해요" in text
    assert f"/briefs/{own.id}/edit/problem" in text
    assert "남의 과제" not in text


@pytest.mark.model
@pytest.mark.parametrize("language", ["ko", "en"])
def test_from_the_offices_review_to_a_joint_draft_on_the_pages(world, browser, work, language):
    office, first, second = make_office(world), make_client(world), make_client(world)
    one = make_brief(world, first, raw=RAW, state=BriefState.SUBMITTED, title="가려야 할 제목 하나")
    two = make_brief(world, second, raw=SAME, state=BriefState.SUBMITTED, title="가려야 할 제목 둘")
    world.commit()
    desk = browser(office, language=language)
    assert f"/office/briefs/{one.id}/join" in desk.get(f"/briefs/{one.id}").text
    assert desk.get(f"/office/briefs/{one.id}/join").status_code == 200
    answer = desk.post(f"/office/briefs/{one.id}/join", data={"others": str(two.id), "lead": str(two.id), "note": ""})
    joint_url = answer.location
    assert desk.get(joint_url).status_code == 200
    assert joint_url in desk.get("/office/joint").text
    assert 'name="others"' not in desk.get(f"/office/briefs/{one.id}/join").text  # being asked already
    work()
    told = world.query(Notice).filter_by(path=joint_url).all()
    assert {notice.user_id for notice in told} == {first.user_id, second.user_id}

    for client, hidden in ((first, two), (second, one)):
        text = browser(client, language=language).get(joint_url).text
        assert hidden.title not in text
        assert hidden.organisation.name not in text
        assert f"/briefs/{hidden.id}" not in text
        assert browser(client, language=language).get(f"{joint_url}/do/agree").status_code == 200
    for client in (first, second):
        assert browser(client, language=language).post(f"{joint_url}/do/agree").status_code == 302

    world.rollback()
    world.expire_all()
    draft = world.query(JointBrief).one().brief
    assert draft.organisation_id == second.organisation_id
    assert BRIEF.sees(first, draft)
    for client, name in ((first, two.organisation.name), (second, one.organisation.name)):
        reader = browser(client, language=language)
        assert name in reader.get(joint_url).text
        assert name in reader.get(f"/briefs/{draft.id}").text
    assert browser(first, language=language).get(f"/briefs/{one.id}").status_code == 200


def test_a_firm_says_no_on_the_page_and_its_reason_is_for_the_office(world, browser):
    joint, (first, second), office = asked(world)
    world.commit()
    url = f"/joint/{joint.id}"
    assert browser(second).post(f"{url}/do/decline", data={"reason": "자료를 못 나눠요"}).status_code == 302
    assert "자료를 못 나눠요" in browser(office).get(url).text
    assert "자료를 못 나눠요" not in browser(first).get(url).text
    assert browser(first).post(f"{url}/do/agree").status_code == 409
    assert browser(make_client_of(world)).get(url).status_code == 404


def make_client_of(world):
    client = make_client(world)
    world.commit()
    return client
