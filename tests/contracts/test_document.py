"""The document: every clause the law and the standard form ask for, the agreed facts, and a hash that notices any change."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.contracts import service
from app.contracts.models import TaxMode, digest_of
from app.contracts.rules.clauses import CLAUSES, DEEMED_SENTENCES, IP_SENTENCES, TAX_SENTENCES
from app.contracts.service.document import document_of
from app.core.db import Database
from app.tables import metadata
from tests.factories import make_client, make_organisation
from tests.factories.contracts import client_of, make_contract, make_offered

# One line a duty: which clause carries it, and words that must stand in it.
DUTIES = {
    "parties": ("parties", "도급인", "수급인", "사업자등록번호"),
    "the platform is not a party": ("parties", "당사자가 아니며"),
    "kind of contract": ("kind", "도급계약"),
    "scope": ("scope", "문제를 풀기 위한 일"),
    "what is out of scope": ("scope", "범위가 아닙니다"),
    "deliverables": ("deliverables", "산출물은 다음과 같습니다"),
    "inspection criteria": ("deliverables", "검수 기준"),
    "period": ("period", "계약 기간은"),
    "milestones": ("period", "마일스톤 금액의 합은 계약 금액과 같습니다"),
    "amount": ("amount", "공급가액", "₩10,000,000"),
    "VAT and withholding": ("amount", "원천징수", "부가가치세"),
    "when and how paid": ("payment", "일 안에", "계좌로 지급"),
    "late interest": ("payment", "지연이자", "연 15.5퍼센트"),
    "sixty days": ("payment", "60일을 넘길 수 없습니다"),
    "no holding of money": ("payment", "대금을 맡거나 대신 지급하지 않습니다"),
    "change procedure": ("change", "서명한 과업변경 합의로만"),
    "inspection period": ("inspection", "영업일 10일 안에 검수"),
    "deemed acceptance": ("inspection", "합격한 것으로 봅니다"),
    "intellectual property": ("property", "공동으로 소유"),
    "model weights": ("property", "가중치"),
    "data return and deletion": ("property", "돌려주거나 지우고"),
    "confidentiality": ("confidentiality", "비밀"),
    "personal data": ("confidentiality", "개인정보 보호법"),
    "use of generative AI": ("generative_ai", "생성형 인공지능"),
    "defect repair": ("defects", "6개월 안에", "대가 없이 고칩니다"),
    "cap on delay penalty": ("delay", "계약 금액의 10퍼센트를 넘지 않습니다"),
    "suspension": ("termination", "중지할 수 있습니다"),
    "rescission and termination": ("termination", "해제하거나 해지"),
    "settlement": ("termination", "정산합니다"),
    "no unfair acts": ("fairness", "금액을 깎거나"),
    "no discrimination or harassment": ("fairness", "차별하지 않으며", "괴롭힘"),
    "damages": ("damages", "배상합니다"),
    "disputes": ("disputes", "사무국의 무료 조정", "법원"),
    "insurance notice": ("insurance", "산재보험", "고용보험"),
    "electronic signature": ("signature", "전자서명법", "SHA-256"),
    "copies": ("signature", "한 부씩 보관"),
}


@pytest.fixture
def contract(session):
    return make_contract(session)


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """One document for all that only read it; its text owes nothing to the database it came from."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('paper') / 'paper.db'}")
    metadata.create_all(database.engine)
    with database.writing() as session:
        return document_of(make_contract(session))


def clause_text(document, key):
    found = re.search(rf'<li id="clause-{key}">(.*?)</li>', document, re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.parametrize("duty", DUTIES)
def test_every_document_carries(duty, document):
    key, *words = DUTIES[duty]
    text = clause_text(document, key)
    assert all(word in text for word in words), text


def test_clauses_are_numbered_in_order_and_no_gap_is_left_open(document):
    assert re.findall(r"제(\d+)조 \(", document) == [str(n) for n in range(1, len(CLAUSES) + 1)]
    assert "{" not in document


def test_the_facts_on_top_say_who_what_when_and_how_much(contract):
    head = document_of(contract).split('<ol class="clauses">')[0]
    for fact in (
        contract.number,
        contract.organisation.name,
        contract.organisation.business_number,
        contract.profile.user.name_ko,
        "일금 일천만원정(₩10,000,000)",
    ):
        assert fact in head


def test_milestones_stand_in_a_table_with_their_sum(document):
    assert document.count("3,000,000원") == 2
    assert "합계" in document
    assert "10,000,000원" in document


@pytest.mark.parametrize("option", IP_SENTENCES)
def test_the_chosen_rights_and_no_other(contract, option):
    contract.terms = {**contract.terms, "ip": option}
    text = clause_text(document_of(contract), "property")
    assert [name for name, sentence in IP_SENTENCES.items() if sentence in text] == [option]


@pytest.mark.parametrize("mode", list(TaxMode))
def test_the_chosen_tax_and_no_other(contract, mode):
    contract.tax_mode = mode
    text = clause_text(document_of(contract), "amount")
    assert [name for name, sentence in TAX_SENTENCES.items() if sentence in text] == [mode]


def test_without_deemed_acceptance_silence_is_no_acceptance(contract):
    contract.terms = {**contract.terms, "deemed_acceptance": False}
    assert DEEMED_SENTENCES[False] in clause_text(document_of(contract), "inspection")


def test_what_people_typed_cannot_become_markup(session):
    client = make_client(session, make_organisation(session, name="<b>가람</b>"))
    contract = make_contract(session, client, title="<script>alert(1)</script>")
    document = document_of(contract)
    assert "<script>" not in document
    assert "<b>" not in document
    assert "&lt;b&gt;가람" in document


def test_braces_in_a_problem_do_not_break_the_clauses(session):
    contract = make_contract(session, problem="설정 {client} 값을 {0} 로 바꿉니다.")
    assert "{client} 값을 {0}" in document_of(contract)


def test_the_text_is_frozen_when_offered_and_any_flipped_byte_is_noticed(session):
    contract = make_offered(session)
    assert contract.is_intact
    text = str(contract.document)
    for place in range(0, len(text), max(1, len(text) // 100)):
        contract.document = text[:place] + ("나" if text[place] != "나" else "다") + text[place + 1 :]
        assert not contract.is_intact
    assert digest_of(text) == contract.document_sha256


def test_changing_the_brief_later_does_not_change_the_offered_text(session):
    contract = make_offered(session)
    before = contract.document
    contract.brief.deliverables = "전혀 다른 것"
    assert contract.document == before


def test_an_offered_contract_is_changed_only_as_a_new_version(session):
    contract = make_offered(session)
    first = contract.document_sha256
    service.revise(session, client_of(contract), contract, reason="검수 기간을 늘립니다")
    assert (contract.version, contract.document) == (2, None)
    service.save_draft(
        session,
        client_of(contract),
        contract,
        version=contract.edit_version,
        tax_mode=contract.tax_mode,
        terms=replace(contract.chosen, inspection_days=15),
        steps=contract.steps,
    )
    service.offer(session, client_of(contract), contract)
    assert contract.document_sha256 != first
    assert "영업일 15일" in str(contract.document)
