"""The pages of outcomes."""

from __future__ import annotations

from io import BytesIO

import pytest

from app.core import clock
from app.outcomes import service
from app.outcomes.models import Outcome
from app.outcomes.workflow import OutcomeState
from app.talents.workflow import EvidenceLevel
from tests.factories import make_client, make_office
from tests.factories.contracts import client_of, make_active, talent_of
from tests.factories.outcomes import make_completed, make_outcome, make_reported
from tests.factories.pages import look_again, press, press_twice, text_of


def typed(outcome, **changes):
    return {
        "version": outcome.edit_version,
        "actual": "1.2",
        "measured_from": clock.today().isoformat(),
        "measured_to": clock.today().isoformat(),
        "method": "4주 동안 모든 로트를 세었습니다.",
        "evidence": "품질팀 검사 일지",
        "skill_names": ["이상탐지"],
        **changes,
    }


def test_a_completed_contract_leads_to_its_outcome(world, browser):
    contract = make_completed(world)
    client = client_of(contract)
    world.commit()
    firm, url = browser(client), f"/contracts/{contract.id}/outcome"
    assert url in text_of(firm.get(f"/contracts/{contract.id}"))
    assert "성과 보고 시작" in text_of(firm.get(url))
    answer = press_twice(firm, url)
    outcome = world.query(Outcome).one()
    assert answer.location.endswith(f"/outcomes/{outcome.id}")
    assert firm.get(url).location.endswith(f"/outcomes/{outcome.id}")


def test_a_contract_under_way_has_no_outcome_yet(world, browser):
    contract = make_active(world)
    world.commit()
    url = f"/contracts/{contract.id}/outcome"
    assert "계약이 끝난 뒤에" in text_of(browser(client_of(contract)).get(url))
    assert browser(client_of(contract)).post(url).status_code == 409


def test_reporting_verifying_and_revoking_through_pages(world, browser):
    outcome = make_outcome(world)
    client, office = client_of(outcome.contract), make_office(world)
    skill = outcome.contract.profile.skills[0]
    world.commit()
    firm, desk, url = browser(client), browser(office), f"/outcomes/{outcome.id}"
    assert "이상탐지" in text_of(firm.get(f"{url}/report"))
    press_twice(firm, f"{url}/report", **typed(outcome))
    assert "목표 달성" in text_of(firm.get(url))
    assert outcome.contract.title in text_of(desk.get("/office/outcomes"))
    press_twice(desk, f"{url}/verify", skill_names=["이상탐지"])
    look_again(world)
    assert (outcome.state, skill.evidence_level) == (OutcomeState.VERIFIED, EvidenceLevel.OUTCOME_VERIFIED)
    press_twice(desk, f"{url}/do/revoke", reason="측정이 잘못됐습니다")
    look_again(world)
    assert (outcome.state, skill.evidence_level) == (OutcomeState.REVOKED, EvidenceLevel.SELF_DECLARED)


def test_a_report_is_returned_and_made_again_with_a_file(world, browser):
    outcome = make_reported(world)
    talent, office, stranger = talent_of(outcome.contract), make_office(world), make_client(world)
    world.commit()
    url = f"/outcomes/{outcome.id}"
    press_twice(browser(office), f"{url}/do/return", reason="근거 파일이 필요합니다")
    assert "근거 파일이 필요합니다" in text_of(browser(talent).get(url))
    look_again(world)
    sent = typed(outcome, actual="1.8", file=(BytesIO(b"lot,rate\n1,1.8\n"), "검사.csv"))
    press(browser(talent), f"{url}/report", **sent)
    page = text_of(browser(talent).get(url))
    assert "목표에 못 미침" in page
    assert "검사.csv" in page
    assert browser(office).get(f"{url}/file").headers["Content-Disposition"].startswith("attachment")
    assert browser(stranger).get(f"{url}/file").status_code == 404


def test_what_is_missing_is_said_and_what_was_typed_stays(world, browser):
    outcome = make_outcome(world)
    world.commit()
    answer = browser(client_of(outcome.contract)).post(
        f"/outcomes/{outcome.id}/report", data=typed(outcome, evidence="", method="같은 기준으로 세었습니다.")
    )
    assert answer.status_code == 422
    assert "같은 기준으로 세었습니다." in answer.get_data(as_text=True)


def test_a_skill_that_is_not_the_profiles_cannot_be_smuggled_in(world, browser):
    outcome = make_outcome(world)
    world.commit()
    answer = browser(client_of(outcome.contract)).post(
        f"/outcomes/{outcome.id}/report", data=typed(outcome, skill_names=["없는 역량"])
    )
    assert answer.status_code == 422


def test_marking_unverifiable(world, browser):
    outcome = make_reported(world)
    office = make_office(world)
    world.commit()
    press_twice(browser(office), f"/outcomes/{outcome.id}/do/mark_unverifiable", reason="자료가 남아 있지 않습니다")
    look_again(world)
    assert outcome.state is OutcomeState.UNVERIFIABLE


def test_strangers_get_404_and_parties_no_office_buttons(world, browser):
    outcome = make_reported(world)
    stranger = make_client(world)
    world.commit()
    assert browser(stranger).get(f"/outcomes/{outcome.id}").status_code == 404
    assert browser(stranger).get(f"/outcomes/{outcome.id}/report").status_code == 404
    firm = browser(client_of(outcome.contract))
    assert firm.get(f"/outcomes/{outcome.id}/verify").status_code == 403
    assert firm.get("/office/outcomes").status_code == 403


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_open_in_both_languages(world, browser, language):
    due, reported, verified = make_outcome(world), make_reported(world), make_reported(world)
    office, contract = make_office(world), make_completed(world)
    service.verify(world, office, verified, skill_names=["이상탐지"])
    world.commit()
    for actor, path in (
        (client_of(due.contract), f"/outcomes/{due.id}"),
        (client_of(due.contract), f"/outcomes/{due.id}/report"),
        (client_of(contract), f"/contracts/{contract.id}/outcome"),
        (office, "/office/outcomes"),
        (office, f"/outcomes/{reported.id}"),
        (office, f"/outcomes/{reported.id}/verify"),
        (office, f"/outcomes/{reported.id}/do/return"),
        (office, f"/outcomes/{verified.id}"),
        (talent_of(verified.contract), f"/outcomes/{verified.id}"),
    ):
        text_of(browser(actor, language=language).get(path))


def test_an_empty_queue_says_so(world, browser):
    office = make_office(world)
    world.commit()
    assert "검증을 기다리는 보고가 없어요" in text_of(browser(office).get("/office/outcomes"))
