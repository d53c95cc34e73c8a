"""Pages of accounts, from sign-up to the firm's members."""

from __future__ import annotations

import re

import pytest

from app.accounts import service
from app.accounts.workflow import OrganisationState
from tests.factories import business_number, make_client, make_office, make_organisation

PASSWORD = "긴 문장으로 된 비밀번호"


def _sign_up(page, **changes):
    answers = {
        "name": "가람정밀",
        "business_number": business_number(1),
        "industry_ksic": "C25",
        "size_band": "small",
        "region_code": "41",
        "name_ko": "김사장",
        "email": "a@firm.example",
        "password": PASSWORD,
        "agree": "y",
    }
    return page.post("/sign-up/client", data={**answers, **changes})


def test_sign_up_mail_confirm_and_start(app, browser, work, tmp_path):
    page = browser()
    assert _sign_up(page).location == "/mail-sent"
    work()
    (mail,) = (tmp_path / "mail").glob("*.eml")
    from email import message_from_bytes
    from email.policy import default

    link = re.search(
        r"http://localhost(/confirm/\S+)", message_from_bytes(mail.read_bytes(), policy=default).get_content()
    ).group(1)
    assert "가입 마치기" in page.get(link).text
    assert page.post(link).location == "/todo"
    assert "기업 확인을 요청해 주세요" in page.get("/todo").text


def test_what_is_wrong_is_told_at_its_field_and_everything_typed_is_kept(browser):
    answer = _sign_up(browser(), business_number="123-45-67890", email="nonsense")
    assert answer.status_code == 422
    assert "이메일 주소를 다시 확인해 주세요" in answer.text
    assert "가람정밀" in answer.text
    assert "123-45-67890" in answer.text


def test_the_page_looks_the_same_for_a_known_address(browser):
    page = browser()
    first = _sign_up(page)
    again = _sign_up(page, business_number=business_number(2))
    assert (first.status_code, first.location) == (again.status_code, again.location)


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(world, browser, target):
    make_client(world, email="a@firm.example", password_hash=service.hash_password(PASSWORD))
    world.commit()
    answer = browser().post("/sign-in", data={"email": "a@firm.example", "password": PASSWORD, "next": target})
    assert answer.location == "/todo"


def test_a_firm_is_verified_through_pages(world, browser):
    owner, office = make_client(world, make_organisation(world, state=OrganisationState.UNVERIFIED)), make_office(world)
    world.commit()
    path = f"/organisations/{owner.organisation_id}"
    assert browser(owner).post(f"{path}/do/request").status_code == 302
    desk = browser(office)
    assert path in desk.get("/office/organisations").text
    assert desk.post(f"{path}/do/verify", data={"how": ""}).status_code == 422
    assert desk.post(f"{path}/do/verify", data={"how": "국세청 조회"}).status_code == 302
    assert "국세청 조회" in browser(owner).get("/organisation").text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_of_accounts_reads_in_both_languages(world, browser, language):
    owner = make_client(world)
    world.commit()
    visitor, page = browser(language=language), browser(owner, language=language)
    for path in (
        "/sign-up",
        "/sign-up/client",
        "/sign-up/talent",
        "/sign-in",
        "/mail-sent",
        "/reset",
        "/confirm/x",
        "/reset/x",
        "/claim/x",
        "/join/x",
    ):
        assert visitor.get(path).status_code == 200, path
    for path in (
        "/account",
        "/account/password",
        "/organisation",
        "/organisation/edit",
        "/organisation/invite",
        "/todo",
        "/notices",
    ):
        answer = page.get(path)
        assert answer.status_code == 200, path
        if language == "en":
            assert not re.search(r"<h1>[^<]*[가-힣]", answer.text.replace("가람정밀", "")), path


def test_two_people_editing_the_firm_see_both_texts(world, browser):
    owner = make_client(world)
    world.commit()
    page = browser(owner)
    answers = {"industry_ksic": "C25", "size_band": "small", "region_code": "41", "version": "1"}
    assert page.post("/organisation/edit", data={**answers, "name": "가람"}).status_code == 302
    late = page.post("/organisation/edit", data={**answers, "name": "가람프레스"})
    assert late.status_code == 409
    assert "가람프레스" in late.text
    assert 'value="2"' in late.text
