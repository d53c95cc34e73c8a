"""From a completed contract to a verified outcome, and back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from app.briefs.models import Better
from app.contracts.models import Contract
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, StaleEdit, WrongState
from app.core.files import FileStore
from app.outcomes import jobs, queries, service
from app.outcomes.models import Outcome
from app.outcomes.workflow import OutcomeState
from app.talents.models import ProfileSkill
from app.talents.workflow import EvidenceLevel
from tests.factories import make_client, make_office
from tests.factories.contracts import client_of, make_active, talent_of
from tests.factories.outcomes import make_completed, make_outcome, make_reported, tell
from tests.factories.racing import race


def levels(outcome):
    return {skill.name: skill.evidence_level for skill in outcome.contract.profile.skills}


def add_skill(session, outcome, name):
    outcome.contract.profile.skills.append(ProfileSkill(name=name, level=2))
    session.flush()


def test_a_completed_contract_opens_one_outcome_with_the_briefs_measure(session):
    contract = make_completed(session)
    outcome = service.open_outcome(session, contract)
    assert (outcome.kpi_name, outcome.baseline, outcome.target, outcome.unit) == (
        "불량률",
        Decimal("3.1"),
        Decimal("1.5"),
        "%",
    )
    assert service.open_outcome(session, contract) is outcome


def test_an_outcome_is_counted_only_after_its_contract_ended(session):
    with pytest.raises(WrongState):
        service.open_outcome(session, make_active(session))


def test_skills_the_brief_asked_for_are_proposed(session):
    contract = make_completed(session)
    contract.brief.requirements[0].skill_ids = ["anomaly-detection"]
    contract.profile.skills.append(ProfileSkill(name="용접", skill_id="welding", level=2))
    session.flush()
    assert service.open_outcome(session, contract).skill_names == ["이상탐지"]


@pytest.mark.parametrize("who", [client_of, talent_of])
def test_either_party_reports(session, who):
    outcome = make_outcome(session)
    tell(session, who(outcome.contract), outcome)
    assert (outcome.state, outcome.actual, outcome.reporter_id) == (
        OutcomeState.REPORTED,
        Decimal("1.2"),
        who(outcome.contract).user_id,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"actual": None}, "actual"),
        ({"actual": Decimal(10) ** 12}, "actual"),
        ({"method": " "}, "method"),
        ({"evidence": ""}, "evidence"),
        ({"evidence": "가" * 1001}, "evidence"),
        ({"measured_from": None}, "measured_from"),
        ({"measured_to": clock.today() + timedelta(days=1)}, "measured_to"),
        ({"measured_from": clock.today(), "measured_to": clock.today() - timedelta(days=1)}, "measured_to"),
        ({"skill_names": ["없는 역량"]}, "skill_names"),
    ],
)
def test_a_report_that_says_too_little_is_refused_at_its_field(session, changes, field):
    outcome = make_outcome(session)
    with pytest.raises(Invalid) as refused:
        tell(session, client_of(outcome.contract), outcome, **changes)
    assert set(refused.value.fields) == {field}
    assert outcome.state is OutcomeState.DUE


@pytest.mark.parametrize(
    ("better", "actual", "meets"),
    [
        (Better.LOWER, "1.5", True),
        (Better.LOWER, "1.51", False),
        (Better.HIGHER, "1.5", True),
        (Better.HIGHER, "1.49", False),
    ],
)
def test_meeting_the_target_depends_on_which_way_is_better(better, actual, meets):
    assert Outcome(better=better, target=Decimal("1.5"), actual=Decimal(actual)).meets_target is meets


def test_a_report_over_a_newer_one_shows_both(session):
    outcome = make_reported(session)
    service.return_report(session, make_office(session), outcome, reason="근거 파일이 필요합니다")
    with pytest.raises(StaleEdit):
        tell(session, talent_of(outcome.contract), outcome, version=1, actual=Decimal("1.3"))


def test_the_office_verifies_exactly_the_skills_it_names(session):
    outcome = make_outcome(session)
    add_skill(session, outcome, "용접")
    tell(session, client_of(outcome.contract), outcome, skill_names=["이상탐지", "용접"])
    service.verify(session, make_office(session), outcome, skill_names=["용접"])
    assert outcome.state is OutcomeState.VERIFIED
    assert levels(outcome) == {"이상탐지": EvidenceLevel.SELF_DECLARED, "용접": EvidenceLevel.OUTCOME_VERIFIED}


def test_no_skill_is_verified_that_was_not_reported(session):
    outcome = make_reported(session)
    add_skill(session, outcome, "용접")
    with pytest.raises(Invalid):
        service.verify(session, make_office(session), outcome, skill_names=["이상탐지", "용접"])
    assert outcome.state is OutcomeState.REPORTED


def test_revoking_lowers_the_skills_at_once(session):
    outcome = make_reported(session)
    office = make_office(session)
    service.verify(session, office, outcome, skill_names=["이상탐지"])
    service.revoke(session, office, outcome, reason="측정이 잘못됐습니다")
    assert (outcome.state, levels(outcome)) == (OutcomeState.REVOKED, {"이상탐지": EvidenceLevel.SELF_DECLARED})


def test_the_parties_do_not_verify_their_own_report(session):
    outcome = make_reported(session)
    for party in (client_of(outcome.contract), talent_of(outcome.contract)):
        with pytest.raises(Forbidden):
            service.verify(session, party, outcome, skill_names=[])


def test_a_returned_report_is_made_again_and_an_unverifiable_one_ends(session):
    outcome = make_reported(session)
    office = make_office(session)
    service.return_report(session, office, outcome, reason="기간이 너무 짧습니다")
    tell(session, talent_of(outcome.contract), outcome)
    service.mark_unverifiable(session, office, outcome, reason="자료가 남아 있지 않습니다")
    with pytest.raises(WrongState):
        tell(session, talent_of(outcome.contract), outcome)
    assert levels(outcome) == {"이상탐지": EvidenceLevel.SELF_DECLARED}


def test_the_reports_file_is_for_the_parties_and_the_office(session, tmp_path):
    outcome = make_outcome(session)
    file = ("검사.csv", b"lot,rate\n1,1.2\n")
    tell(session, client_of(outcome.contract), outcome, file=file, store=FileStore(tmp_path))
    for reader in (client_of(outcome.contract), talent_of(outcome.contract), make_office(session)):
        assert queries.get_file(session, reader, outcome.id).name == "검사.csv"
    with pytest.raises(NotFound):
        queries.get_file(session, make_client(session), outcome.id)


def test_the_office_reads_reports_the_longest_waiting_first(session):
    first, second = make_reported(session), make_reported(session)
    first.reported_at = clock.now() - timedelta(days=3)
    session.flush()
    assert list(queries.waiting_for_office(session)) == [first, second]


def test_the_job_opens_an_outcome_once(database):
    with database.writing.begin() as session:
        number = make_completed(session).id
    for _ in range(2):
        jobs.open_outcomes(database, {})
    with database.reading() as session:
        assert [o.contract_id for o in session.query(Outcome).all()] == [number]


def test_opening_at_once_from_two_sides_makes_one_outcome(database):
    with database.writing.begin() as session:
        number = make_completed(session).id
    press = lambda s: service.open_outcome(s, s.get_one(Contract, number))  # noqa: E731
    assert race(database, press, press) == [None, None]
    with database.reading() as session:
        assert len(session.query(Outcome).all()) == 1


def test_reporting_while_the_other_party_reports_keeps_one_report(database):
    with database.writing.begin() as session:
        outcome = make_outcome(session)
        number, client, talent = outcome.id, client_of(outcome.contract), talent_of(outcome.contract)
    refused = race(
        database,
        lambda s: tell(s, client, s.get_one(Outcome, number), version=1),
        lambda s: tell(s, talent, s.get_one(Outcome, number), version=1, actual=Decimal("1.4")),
    )
    assert sorted(type(r).__name__ for r in refused) == ["NoneType", "WrongState"]
