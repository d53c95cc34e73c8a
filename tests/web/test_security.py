"""Headers, forgery protection, limits, and who may open what."""

from __future__ import annotations

import pytest

from app.core.actors import Kind
from app.web.rules import allowed_kinds
from tests.factories import make_client, make_office, make_talent


def test_every_page_keeps_to_itself(browser):
    headers = browser().get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_the_nonce_changes_with_every_answer(browser):
    one, other = browser().get("/"), browser().get("/")
    assert one.headers["Content-Security-Policy"] != other.headers["Content-Security-Policy"]


def test_a_forged_post_is_refused(app, browser):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = browser().post("/sign-up/talent", data={"name_ko": "김시험"})
    assert answer.status_code == 422
    assert "새로 열어" in answer.text


def test_every_route_has_a_rule(app):
    without = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and allowed_kinds(app.view_functions[rule.endpoint]) is None
    ]
    assert without == []


@pytest.mark.parametrize("path", ["/todo", "/account", "/organisation", "/office/organisations", "/notices"])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(browser, path):
    answer = browser().get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=")


def test_another_kind_of_person_is_refused(world, browser):
    client, talent, office = make_client(world), make_talent(world), make_office(world)
    world.commit()
    assert browser(client).get("/office/organisations").status_code == 403
    assert browser(talent).get("/organisation").status_code == 403
    assert browser(office).get("/organisation").status_code == 403
    assert office.kind is Kind.OFFICE


def test_too_many_tries_are_told_when_to_come_back(browser):
    page = browser()
    answers = [page.post("/sign-in", data={"email": "a@ieum.example", "password": "x"}) for _ in range(21)]
    assert {answer.status_code for answer in answers[:20]} == {422}
    assert answers[20].status_code == 429
    assert int(answers[20].headers["Retry-After"]) > 0


def test_a_page_that_is_not_there_is_told_in_the_readers_language(browser):
    assert "찾는 내용이 없어요" in browser().get("/nowhere").text
    english = browser(language="en").get("/nowhere")
    assert english.status_code == 404
    assert "Nothing here" in english.text
    assert '<html lang="en">' in english.text
