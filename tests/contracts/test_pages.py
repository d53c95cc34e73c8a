"""The pages of contracts, from the selected proposal to the last payment."""

from __future__ import annotations

from io import BytesIO

import pytest

from app.contracts import service
from app.contracts.models import Contract, TaxMode
from app.contracts.rules.terms import WORKER_QUESTIONS
from app.contracts.workflow import ContractState, MilestoneState
from app.core import clock
from app.proposals.service import select
from app.proposals.workflow import ProposalState
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.contracts import (
    accept_all,
    client_of,
    hand_in,
    make_active,
    make_contract,
    make_offered,
    make_signed,
    sign_as,
    talent_of,
)
from tests.factories.pages import look_again, press, press_twice, text_of
from tests.factories.proposals import make_reviewed, owner_of

ANSWERS = dict.fromkeys(WORKER_QUESTIONS, "no")


def draft_form(contract, **changes):
    """The form of a draft as its page sends it."""
    data = {
        "version": contract.edit_version,
        "tax_mode": contract.tax_mode.value,
        **{k: v for k, v in contract.terms.items() if k != "deemed_acceptance"},
        "deemed_acceptance": "y",
    }
    for n, step in enumerate(contract.steps):
        data |= {
            f"milestones-{n}-title": step.title,
            f"milestones-{n}-criteria": step.criteria,
            f"milestones-{n}-amount_won": f"{step.amount_won:,}",
            f"milestones-{n}-due_on": step.due_on.isoformat(),
        }
    return {**data, **changes}


def test_from_the_selection_to_both_signatures(world, browser):
    client = make_client(world)
    proposal = make_reviewed(world, client, make_brief(world, client), make_profile(world))
    select(world, client, proposal)
    talent = owner_of(proposal.profile)
    world.commit()
    firm, person = browser(client), browser(talent)
    assert "계약서 만들기" in text_of(firm.get(f"/proposals/{proposal.id}/contract"))
    press_twice(firm, f"/proposals/{proposal.id}/contract")
    contract = world.query(Contract).one()
    look_again(world)
    url = f"/contracts/{contract.id}"
    assert person.get(url).status_code == 404  # a draft is the firm's own
    press_twice(firm, f"{url}/questions", **ANSWERS)
    look_again(world)
    sent = draft_form(contract, payment_days="30", tax_mode="vat")
    press_twice(firm, f"{url}/edit", **sent)
    assert "도급계약서" in text_of(firm.get(f"{url}/draft"))
    press_twice(firm, f"{url}/do/offer")
    look_again(world)
    assert (contract.state, contract.tax_mode) == (ContractState.PENDING_SIGNATURE, TaxMode.VAT)
    for reader, actor in ((person, talent), (firm, client)):
        page = text_of(reader.get(f"{url}/sign"))
        assert str(contract.document_sha256) in page
        signing = {"name": actor.display_name, "is_agreed": "y", "document_sha256": contract.document_sha256}
        press_twice(reader, f"{url}/sign", **signing)
    look_again(world)
    assert (contract.state, len(contract.signatures)) == (ContractState.SIGNED, 2)


def test_a_split_that_does_not_add_up_is_refused_and_kept_as_typed(world, browser):
    contract = make_contract(world)
    world.commit()
    sent = draft_form(contract, **{"milestones-0-amount_won": "3,000,001"})
    answer = browser(client_of(contract)).post(f"/contracts/{contract.id}/edit", data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "1원 많아요" in page
    assert "3,000,001" in page


def test_spare_rows_left_blank_are_dropped_and_fewer_rows_remove_milestones(world, browser):
    contract = make_contract(world)
    world.commit()
    sent = draft_form(contract, **{"milestones-1-amount_won": "7,000,000"})
    sent = {k: v for k, v in sent.items() if not k.startswith("milestones-2")}
    sent |= {
        "milestones-5-title": "",
        "milestones-5-criteria": "",
        "milestones-5-amount_won": "",
        "milestones-5-due_on": "",
    }
    press(browser(client_of(contract)), f"/contracts/{contract.id}/edit", **sent)
    look_again(world)
    assert [m.amount_won for m in contract.milestones] == [3_000_000, 7_000_000]


def test_a_stale_draft_gets_both_texts(world, browser):
    contract = make_contract(world)
    world.commit()
    firm, url = browser(client_of(contract)), f"/contracts/{contract.id}/edit"
    press(firm, url, **draft_form(contract, payment_days="30"))
    answer = firm.post(url, data=draft_form(contract, payment_days="45"))
    assert answer.status_code == 409
    assert "30" in answer.get_data(as_text=True)


def test_signs_of_employment_are_said_to_both_sides(world, browser):
    contract = make_contract(world)
    service.answer_questions(world, client_of(contract), contract, yes=("directed",))
    service.offer(world, client_of(contract), contract)
    world.commit()
    for actor in (client_of(contract), talent_of(contract)):
        page = text_of(browser(actor).get(f"/contracts/{contract.id}"))
        assert "근로계약에 가까운 일이에요" in page
        assert "직업소개 등록" in page


def test_signing_with_another_name_or_an_older_text_is_refused(world, browser):
    contract = make_offered(world)
    client = client_of(contract)
    world.commit()
    firm, url = browser(client), f"/contracts/{contract.id}/sign"
    wrong_name = firm.post(url, data={"name": "김다른", "is_agreed": "y", "document_sha256": contract.document_sha256})
    assert wrong_name.status_code == 422
    older = firm.post(url, data={"name": client.display_name, "is_agreed": "y", "document_sha256": "0" * 64})
    assert older.status_code == 409


def test_contacts_are_shown_only_after_both_signed(world, browser):
    contract = make_offered(world)
    client, talent = client_of(contract), talent_of(contract)
    email = contract.profile.user.email
    sign_as(world, talent, contract)
    world.commit()
    page = f"/contracts/{contract.id}"
    assert email not in text_of(browser(client).get(page))
    sign_as(world, client, contract)
    world.commit()
    assert email in text_of(browser(client).get(page))


def test_the_paper_says_who_signed_when_and_over_which_text(world, browser):
    contract = make_signed(world)
    world.commit()
    page = text_of(browser(talent_of(contract)).get(f"/contracts/{contract.id}/paper"))
    assert str(contract.document_sha256) in page
    assert page.count("KST") == 2
    assert "이음과 그 운영기관은 이 계약의 당사자가 아니며" in page


def test_a_damaged_document_is_noticed_on_the_page(world, browser):
    contract = make_signed(world)
    contract.document = contract.document.replace("10,000,000", "1,000,000")
    world.commit()
    assert "처음 만든 것과 달라요" in text_of(browser(client_of(contract)).get(f"/contracts/{contract.id}"))


def test_revising_and_giving_up(world, browser):
    contract = make_offered(world)
    client = client_of(contract)
    world.commit()
    url = f"/contracts/{contract.id}/do"
    press_twice(browser(client), f"{url}/revise", reason="검수 기간을 늘립니다")
    press_twice(browser(client), f"{url}/void", reason="예산이 줄었습니다")
    look_again(world)
    assert (contract.state, contract.version) == (ContractState.VOIDED, 2)


def test_undoing_a_selection_through_its_page(world, browser):
    contract = make_contract(world)
    client, url = client_of(contract), f"/proposals/{contract.proposal_id}/undo"
    world.commit()
    assert "선정 취소" in text_of(browser(client).get(url))
    press_twice(browser(client), url, reason="예산이 줄었습니다")
    look_again(world)
    assert contract.proposal.state is ProposalState.NOT_SELECTED


def test_the_work_through_pages(world, browser):
    contract = make_active(world)
    milestone = contract.milestones[0]
    client, talent = client_of(contract), talent_of(contract)
    world.commit()
    firm, person = browser(client), browser(talent)
    act, deliver = f"/milestones/{milestone.id}/do", f"/milestones/{milestone.id}/deliver"
    press_twice(person, f"{act}/start")
    assert "검수 기준" in text_of(person.get(deliver))
    sent = {"note": "첫 결과를 올립니다.", "files": (BytesIO(b"lot,rate\n1,1.2\n"), "결과.csv")}
    press(person, deliver, **sent)
    press_twice(firm, f"{act}/return", reason="기준 2번의 값이 없습니다")
    assert "기준 2번의 값이 없습니다" in text_of(person.get(f"/contracts/{contract.id}"))
    press_twice(person, deliver, note="값을 더했습니다.")
    press_twice(firm, f"{act}/accept")
    assert "지급한 날" in text_of(firm.get(f"/milestones/{milestone.id}/payment"))
    press_twice(firm, f"/milestones/{milestone.id}/payment", paid_on=clock.today().isoformat())
    press_twice(person, f"{act}/confirm_payment")
    look_again(world)
    assert (milestone.state, len(milestone.deliveries)) == (MilestoneState.PAID, 2)
    assert milestone.payment.paid_won == 2_901_000


def test_files_come_as_attachments_and_only_to_the_parties(world, browser):
    contract = make_active(world)
    milestone = contract.milestones[0]
    stranger, office = make_client(world), make_office(world)
    world.commit()
    person = browser(talent_of(contract))
    press(person, f"/milestones/{milestone.id}/do/start")
    file = (BytesIO(b"<script>alert(1)</script>"), "결과.txt")
    press(person, f"/milestones/{milestone.id}/deliver", note="글입니다.", files=file)
    look_again(world)
    url = f"/milestones/{milestone.id}/files/{milestone.deliveries[0].files[0].id}"
    for reader in (person, browser(client_of(contract)), browser(office)):
        answer = reader.get(url)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.mimetype == "text/plain"
    assert browser(stranger).get(url).status_code == 404
    assert person.get(f"/milestones/{milestone.id}/files/999").status_code == 404


def test_a_refused_file_leaves_the_note_as_typed(world, browser):
    contract = make_active(world)
    milestone = contract.milestones[0]
    service.start_milestone(world, talent_of(contract), milestone)
    world.commit()
    sent = {"note": "그림을 올립니다.", "files": (BytesIO(b"not a picture"), "a.png")}
    answer = browser(talent_of(contract)).post(f"/milestones/{milestone.id}/deliver", data=sent)
    assert answer.status_code == 422
    assert "그림을 올립니다." in answer.get_data(as_text=True)


def test_a_colleague_who_comes_second_is_told_409(world, browser):
    milestone = hand_in(world, make_active(world).milestones[0])
    client = client_of(milestone.contract)
    world.commit()
    press(browser(client), f"/milestones/{milestone.id}/do/accept")
    answer = browser(client).post(f"/milestones/{milestone.id}/do/return", data={"reason": "값이 없습니다"})
    assert answer.status_code == 409


def test_another_firms_contract_is_404_everywhere(world, browser):
    contract = make_active(world)
    milestone = contract.milestones[0]
    strangers = (make_client(world), owner_of(make_profile(world)))
    world.commit()
    one, step = f"/contracts/{contract.id}", f"/milestones/{milestone.id}"
    for stranger in strangers:
        reader = browser(stranger)
        for path in (one, f"{one}/paper", f"{one}/sign", f"{one}/do/void"):
            assert reader.get(path).status_code == 404, path
        for path in (f"{step}/do/start", f"{step}/do/accept"):
            assert reader.post(path).status_code == 404, path
    assert browser(strangers[0]).get(f"{one}/edit").status_code == 404
    assert browser(strangers[1]).get(f"{step}/deliver").status_code == 404
    assert browser(strangers[0]).get(f"{step}/payment").status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_open_in_both_languages_at_every_stage(world, browser, language):
    draft, offered, active, done = make_contract(world), make_offered(world), make_active(world), make_active(world)
    accept_all(world, done)
    service.start_milestone(world, talent_of(active), active.milestones[0])
    handed = hand_in(world, active.milestones[1])
    lonely_client, lonely_talent, office = make_client(world), owner_of(make_profile(world)), make_office(world)
    unwritten = make_reviewed(world, lonely_client, make_brief(world, lonely_client))
    select(world, lonely_client, unwritten)
    world.commit()
    pages = [
        (client_of(draft), f"/contracts/{draft.id}"),
        (client_of(draft), f"/contracts/{draft.id}/questions"),
        (client_of(draft), f"/contracts/{draft.id}/edit"),
        (client_of(draft), f"/contracts/{draft.id}/draft"),
        (client_of(draft), f"/contracts/{draft.id}/do/void"),
        (client_of(offered), f"/contracts/{offered.id}/sign"),
        (talent_of(offered), f"/contracts/{offered.id}"),
        (client_of(active), f"/contracts/{active.id}"),
        (talent_of(active), f"/contracts/{active.id}"),
        (talent_of(active), f"/contracts/{active.id}/paper"),
        (talent_of(active), f"/milestones/{active.milestones[0].id}/deliver"),
        (client_of(active), f"/milestones/{handed.id}/do/return"),
        (client_of(done), f"/contracts/{done.id}"),
        (client_of(done), f"/milestones/{done.milestones[0].id}/payment"),
        (office, f"/contracts/{done.id}"),
        (office, "/contracts"),
        (client_of(done), "/contracts"),
        (talent_of(done), "/contracts"),
        (lonely_client, "/contracts"),
        (lonely_talent, "/contracts"),
        (lonely_client, f"/proposals/{unwritten.id}/contract"),
        (owner_of(unwritten.profile), f"/proposals/{unwritten.id}/contract"),
    ]
    for actor, path in pages:
        text_of(browser(actor, language=language).get(path))
