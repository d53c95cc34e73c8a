"""From one sentence to a draft: everything is kept, the same answers say the same, and nothing is published by itself."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from io import BytesIO

import pytest

from app.briefs import service as briefs
from app.briefs.workflow import BriefState
from app.core.errors import Forbidden, Invalid, NotFound, WrongState
from app.core.files import FileStore, StoredFile
from app.core.history import history_of
from app.intake import queries, service
from app.intake.rules.keeping import kept, restored
from app.intake.service import Sent
from app.intake.workflow import IntakeState
from app.outcomes.service import verify
from app.scoping.rules import inspect_sample
from tests.factories import make_brief, make_client, make_office, make_talent
from tests.factories.briefs import make_draft as make_brief_draft
from tests.factories.briefs import make_published
from tests.factories.contracts import make_signed
from tests.factories.intake import INDUSTRY, RAW, make_answered, make_intake
from tests.factories.outcomes import make_reported

CSV = "날짜,온도,결과\n2026-01-02,81.5,양품\n2026-01-03,82.0,불량\n2026-01-05,,양품\n".encode()


def _sent(tmp_path, content: bytes = CSV, *, keep: bool = False, name: str = "검사.csv") -> Sent:
    return Sent(name, content, keep, FileStore(tmp_path))


def test_only_a_firm_begins(session):
    with pytest.raises(Forbidden):
        service.open_intake(session, make_talent(session), raw=RAW, industry=INDUSTRY)


def test_an_empty_sentence_is_asked_for(session):
    with pytest.raises(Invalid):
        service.open_intake(session, make_client(session), raw="  ", industry=INDUSTRY)


def test_at_most_seven_questions_whatever_is_answered(session):
    assert len(make_answered(session, make_client(session), {}).answers) <= 7


def test_what_was_answered_is_there_a_week_later(session):
    client = make_client(session)
    intake = make_intake(session, client)
    service.answer_question(session, client, intake, "now", value="too_late")
    session.flush()
    session.expire_all()
    again = queries.get_intake(session, client, intake.id)
    assert (again.raw, again.industry, again.answers) == (RAW, INDUSTRY, {"now": "too_late"})
    assert queries.unfinished(session, client) == [again]


def test_an_answer_that_is_none_of_the_options_is_refused(session):
    client = make_client(session)
    with pytest.raises(Invalid):
        service.answer_question(session, client, make_intake(session, client), "now", value="nonsense")


def test_the_same_answers_give_the_same_diagnosis(session):
    client = make_client(session)
    one, other = make_answered(session, client), make_answered(session, client)
    assert queries.diagnosis_of(session, one, ()) == queries.diagnosis_of(session, other, ())


def test_a_new_sentence_is_read_again_and_answers_stay(session):
    client = make_client(session)
    intake = make_answered(session, client)
    answers, version = dict(intake.answers), intake.edit_version
    service.tell_again(
        session, client, intake, version=version, raw="다음 달 주문량을 몰라 재고가 남아요", industry=INDUSTRY
    )
    assert intake.chosen_type is None
    assert intake.read_as.first == "forecasting"
    assert intake.answers == answers


def test_another_firm_finds_nothing(session):
    intake = make_intake(session, make_client(session))
    with pytest.raises(NotFound):
        queries.get_intake(session, make_client(session), intake.id)


def test_the_office_finds_it_once_a_brief_was_made(session):
    client, office = make_client(session), make_office(session)
    intake = make_answered(session, client)
    with pytest.raises(NotFound):
        queries.get_intake(session, office, intake.id)
    brief = service.make_draft(session, client, intake, budget_won=None)
    assert queries.find_intake_of(session, brief) is intake
    assert queries.get_intake(session, office, intake.id) is intake


# -- the sample ---------------------------------------------------------------------------------------------------


def test_a_sample_is_only_looked_at_unless_its_owner_lets_us_keep_it(session, tmp_path):
    client = make_client(session)
    looked_at = service.open_intake(session, client, raw=RAW, industry=INDUSTRY, sent=_sent(tmp_path))
    assert looked_at.inspection.size == 3
    assert looked_at.file_id is None
    assert session.query(StoredFile).count() == 0
    allowed = service.open_intake(session, client, raw=RAW, industry=INDUSTRY, sent=_sent(tmp_path, keep=True))
    session.flush()
    assert queries.get_sample(session, client, allowed.id).name == "검사.csv"


def test_a_sample_that_cannot_be_read_is_refused_in_plain_words(session, tmp_path):
    with pytest.raises(Invalid) as refused:
        service.open_intake(
            session, make_client(session), raw=RAW, industry=INDUSTRY, sent=_sent(tmp_path, b"%PDF-1.7")
        )
    assert "files" in refused.value.fields


def test_what_a_look_found_survives_being_kept(session, tmp_path):
    found = inspect_sample(BytesIO(CSV), "검사.csv")
    intake = service.open_intake(session, make_client(session), raw=RAW, industry=INDUSTRY, sent=_sent(tmp_path))
    session.flush()
    session.expire_all()
    assert intake.inspection == found
    assert restored(kept(found)) == found


def test_a_tab_separated_sample_may_be_kept(session, tmp_path):
    sent = _sent(tmp_path, CSV.replace(b",", b"\t"), keep=True, name="검사.tsv")
    intake = service.open_intake(session, make_client(session), raw=RAW, industry=INDUSTRY, sent=sent)
    assert intake.file.media_type == "text/tab-separated-values"


def test_resident_numbers_may_be_looked_at_but_never_kept(session, tmp_path):
    content = "이름,주민등록번호\n김민수,900101-1234568\n이영희,910202-2345678\n".encode()
    facts = {"raw": RAW, "industry": INDUSTRY}
    with pytest.raises(Invalid) as refused:
        service.open_intake(session, make_client(session), **facts, sent=_sent(tmp_path, content, keep=True))
    assert "files" in refused.value.fields
    assert session.query(StoredFile).count() == 0
    looked_at = service.open_intake(session, make_client(session), **facts, sent=_sent(tmp_path, content))
    assert "resident_number" in looked_at.inspection.personal_kinds


def test_what_is_thrown_away_is_gone_with_its_words_and_its_file(session, tmp_path):
    client = make_client(session)
    intake = service.open_intake(session, client, raw=RAW, industry=INDUSTRY, sent=_sent(tmp_path, keep=True))
    with pytest.raises(NotFound):
        service.discard(session, make_client(session), intake)
    service.discard(session, client, intake)
    session.flush()
    assert (intake.state, intake.raw, intake.answers, intake.file_id) == (IntakeState.DISCARDED, "", {}, None)
    assert queries.unfinished(session, client) == []
    with pytest.raises(NotFound):
        queries.get_intake(session, client, intake.id)
    assert [row.move for row in history_of(session, "intake", intake.id)] == ["begin", "discard"]


def test_what_became_a_brief_is_not_thrown_away(session):
    client = make_client(session)
    intake = make_answered(session, client)
    service.make_draft(session, client, intake, budget_won=None)
    with pytest.raises(WrongState):
        service.discard(session, client, intake)


# -- the draft ----------------------------------------------------------------------------------------------------


def test_one_press_makes_a_full_draft_and_publishes_nothing(session):
    client = make_client(session)
    intake = make_answered(session, client)
    verdict = str(queries.diagnosis_of(session, intake, ()).verdict.decision)
    planned = queries.diagnosis_of(session, intake, ()).plan.milestones
    brief = service.make_draft(session, client, intake, budget_won=12_000_000)
    assert brief.state is BriefState.DRAFT
    assert brief.missing_fields == []
    assert (brief.task_type, brief.verdict, brief.raw) == ("결함검출(비전)", verdict, RAW)
    assert (brief.kpi_name, brief.kpi_baseline, brief.kpi_target) == ("놓친 불량", Decimal("3.1"), Decimal("1.5"))
    assert 3 <= len(brief.essentials) <= 5
    assert [str(one.title) for one in planned] == [one.title for one in brief.milestones]
    assert sum(one.share for one in brief.milestones) == 100
    assert brief.milestones[0].title not in brief.deliverables
    assert all(row.skill_ids for row in brief.requirements)
    assert (intake.state, intake.brief_id) == (IntakeState.USED, brief.id)
    assert [row.move for row in history_of(session, "intake", intake.id)] == ["begin", "use"]


def test_a_draft_of_someone_who_knows_nothing_still_is_made(session):
    client = make_client(session)
    brief = service.make_draft(session, client, make_answered(session, client, {}), budget_won=None)
    assert set(brief.missing_fields) == {"kpi_baseline", "kpi_target", "budget_won"}


def test_none_of_the_kinds_leaves_the_kind_open(session):
    client = make_client(session)
    brief = service.make_draft(session, client, make_answered(session, client, kind="other"), budget_won=None)
    assert brief.task_type is None


def test_no_draft_before_all_is_asked_and_no_second_one(session):
    client = make_client(session)
    with pytest.raises(Invalid):
        service.make_draft(session, client, make_intake(session, client), budget_won=None)
    intake = make_answered(session, client)
    service.make_draft(session, client, intake, budget_won=None)
    with pytest.raises(WrongState):
        service.make_draft(session, client, intake, budget_won=None)
    with pytest.raises(WrongState):
        service.answer_question(session, client, intake, "now", value="too_late")


# -- comparables and cases ----------------------------------------------------------------------------------------


def test_earlier_work_of_the_same_kind_is_shown_without_its_firm_failures_included(session):
    owner = make_client(session)
    firm = make_brief(session, owner).organisation
    make_brief(
        session,
        owner,
        state=BriefState.NO_SUITABLE,
        stop_reason="nobody",
        task_type="결함검출(비전)",
        title=f"{firm.name} 흠집 찾기",
    )
    make_brief(session, owner, state=BriefState.COMPLETED, task_type="결함검출(비전)", title="주물 흠집 찾기")
    make_brief(session, owner, state=BriefState.COMPLETED, task_type="음성", title="회의록")
    intake = make_answered(session, make_client(session))
    cases = queries.similar_cases(session, intake.task_type)
    assert [case.title for case in cases] == ["주물 흠집 찾기", "○○ 흠집 찾기"]
    summary = queries.diagnosis_of(session, intake, cases).cases
    assert (summary.count, summary.stopped) == (2, 1)


def test_what_was_given_up_is_counted_with_its_reason_and_shows_nothing_of_its_firm(session):
    client, office = make_client(session), make_office(session)
    for stop_reason in ("labels", "labels"):
        brief = make_published(session, client, office, task_type="결함검출(비전)")
        briefs.withdraw_brief(session, client, brief, stop_reason=stop_reason, reason="답이 적힌 사진이 없었습니다")
    draft = make_brief_draft(session, client, task_type="결함검출(비전)")
    briefs.cancel_brief(session, client, draft, stop_reason="labels", reason="그만둡니다")  # never was before anybody
    make_brief(session, client, state=BriefState.COMPLETED, task_type="결함검출(비전)")
    intake = make_answered(session, make_client(session))
    cases = queries.similar_cases(session, intake.task_type)
    summary = queries.diagnosis_of(session, intake, cases).cases
    assert (summary.count, summary.stopped, summary.reason_count) == (3, 2, 2)
    assert str(summary.sentence()).startswith("유사 과제 3건 중 2건이 중단됐어요. 가장 많은 까닭: 답이 적힌 기록 부족")
    assert [case.is_public for case in cases] == [True, False, False]


def test_no_range_is_made_up_from_few_contracts(session):
    intake = make_answered(session, make_client(session))
    assert asdict(queries.diagnosis_of(session, intake, ()).estimate) == {
        "count": 0,
        "amount_won": None,
        "weeks": None,
    }


def test_five_signed_contracts_of_the_same_kind_give_a_range(session):
    for _contract in range(5):
        make_signed(session, task_type="결함검출(비전)")
    make_signed(session, task_type="음성")
    intake = make_answered(session, make_client(session))
    estimate = queries.diagnosis_of(session, intake, ()).estimate
    assert estimate.count == 5
    assert estimate.amount_won is not None
    assert estimate.weeks is not None


def test_a_verified_outcome_is_shown_with_what_it_reached(session):
    outcome = make_reported(session)
    verify(session, make_office(session), outcome, skill_names=[])
    outcome.contract.brief.task_type = "결함검출(비전)"
    session.flush()
    (case,) = queries.similar_cases(session, "defect-detection")
    assert case.outcome is outcome
    assert case.past.stop_reason == ""
