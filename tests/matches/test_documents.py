"""What the matcher may read of a brief and a profile, and what never reaches it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.matches.rules.documents import document_from_json, document_of_brief, document_of_profile, texts_as_json
from app.talents.models import Certificate, Course, Profile, ProfileSkill, Project
from matching.documents import Evidence, Kind
from tests.factories import make_brief, make_client, make_organisation, make_profile, make_talent


def all_text(document) -> str:
    return "\n".join(text.text for text in document.texts)


def test_a_profile_is_read_as_its_texts_with_references(session: Session):
    profile = make_profile(
        session,
        courses=[Course(title="AI 실무 과정")],
        certificates=[Certificate(title="AICE Associate")],
        skills=[
            ProfileSkill(
                name="이상탐지", level=3, evidence="프레스 과제", evidence_level=4, last_used_on=date(2026, 5, 1)
            )
        ],
    )
    texts = {text.ref: text for text in document_of_profile(profile).texts}
    skill = texts[f"skill:{profile.skills[0].id}"]
    assert skill.text == "이상탐지: 프레스 과제"
    assert (skill.evidence, skill.last_used_on) == (Evidence.VERIFIED, date(2026, 5, 1))
    assert texts[f"project:{profile.projects[0].id}"].kind is Kind.PROJECT
    assert texts[f"course:{profile.courses[0].id}"].text == "AI 실무 과정"
    assert texts[f"certificate:{profile.certificates[0].id}"].text == "AICE Associate"


def test_a_brief_is_read_as_its_texts_with_references(session: Session):
    brief = make_brief(session, nices=("프레스 현장 경험",))
    kinds = {text.ref: text.kind for text in document_of_brief(brief).texts}
    assert kinds["title"] is Kind.TITLE
    assert kinds["problem"] is Kind.PROBLEM
    assert kinds[f"requirement:{brief.essentials[0].id}"] is Kind.ESSENTIAL
    assert kinds[f"requirement:{brief.nices[0].id}"] is Kind.NICE


def test_no_column_of_the_person_reaches_the_matcher(session: Session):
    talent = make_talent(
        session, email="canary-mail@ieum.example", name_ko="카나리", name_en="Canary Kim", language="ko"
    )
    profile = make_profile(session, talent, number="A-CANARY", imported_key="canary-key")
    read = json.dumps(texts_as_json(document_of_profile(profile)), ensure_ascii=False)
    assert not [word for word in ("canary", "카나리", "CANARY", "Canary") if word in read]


def test_no_column_of_the_firm_reaches_the_matcher(session: Session):
    firm = make_organisation(session, name="(주)카나리정밀", name_en="Canary Precision", about="canary about")
    client = make_client(session, firm, name_ko="카나리", email="canary@ieum.example")
    brief = make_brief(
        session,
        client,
        problem="카나리정밀 공장에서 불량이 나와요. Canary Precision 제품이에요.",
        imported_key="canary-key",
    )
    read = all_text(document_of_brief(brief))
    assert not [word for word in ("카나리", "canary", "Canary", firm.business_number) if word in read]


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        ("메일은 hong.gildong@mail.example 이에요", "hong.gildong"),
        ("연락은 010-1234-5678로", "1234-5678"),
        ("주민번호 900101-1234567", "1234567"),
        ("저는 김 하늘입니다", "하늘"),
        ("https://haneul-kim.example/work 에 있어요", "haneul-kim"),
        ("한빛대학교를 나왔어요", "한빛대"),
        ("저는 1997년생입니다", "1997"),
    ],
)
def test_free_text_is_masked_wherever_it_stands(session: Session, written: str, hidden: str):
    talent = make_talent(session, name_ko="김하늘")
    profile = make_profile(
        session,
        talent,
        headline=written,
        summary=written,
        projects=[Project(title=written, text=written, data=written, method=written, role=written, metric=written)],
        skills=[ProfileSkill(name=written, level=2, evidence=written)],
        courses=[Course(title=written)],
        certificates=[Certificate(title=written)],
    )
    assert hidden not in all_text(document_of_profile(profile))


def test_a_document_is_the_same_after_being_stored(session: Session):
    things: list[Brief | Profile] = [make_brief(session), make_profile(session)]
    for document in (document_of_brief(things[0]), document_of_profile(things[1])):
        assert document_from_json(document.id, json.loads(json.dumps(texts_as_json(document)))) == document
