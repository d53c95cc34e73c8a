"""Idempotent POSTs: the same key has one effect and one answer."""

from __future__ import annotations

import sqlalchemy as sa

from app.accounts.models import MemberInvite
from tests.factories import make_client


def _invite(page, key: str, email: str):
    return page.post("/organisation/invite", data={"email": email, "role": "member"}, headers={"Idempotency-Key": key})


def _invites(world) -> int:
    world.rollback()
    return int(world.scalar(sa.select(sa.func.count()).select_from(MemberInvite)))


def test_a_double_click_has_one_effect_and_the_same_answer(world, browser):
    page = browser(_client(world))
    first, second = _invite(page, "k1", "a@ieum.example"), _invite(page, "k1", "a@ieum.example")
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.location == second.location
    assert _invites(world) == 1


def test_the_same_key_with_another_body_is_refused(world, browser):
    page = browser(_client(world))
    _invite(page, "k1", "a@ieum.example")
    assert _invite(page, "k1", "b@ieum.example").status_code == 422
    assert _invites(world) == 1


def test_a_refused_request_leaves_its_key_free(world, browser):
    page = browser(_client(world))
    assert _invite(page, "k1", "not an address").status_code == 422
    assert _invite(page, "k1", "a@ieum.example").status_code == 302
    assert _invites(world) == 1


def test_a_key_belongs_to_one_person(world, browser):
    one, other = browser(_client(world)), browser(_client(world))
    _invite(one, "k1", "a@ieum.example")
    assert _invite(other, "k1", "b@ieum.example").status_code == 302
    assert _invites(world) == 2


def test_a_post_without_a_key_is_refused(world, app, browser):
    page = browser(_client(world))
    answer = page.post(
        "/organisation/invite", data={"email": "a@ieum.example", "role": "member"}, headers={"Idempotency-Key": ""}
    )
    assert answer.status_code == 400


def _client(world):
    client = make_client(world)
    world.commit()
    return client
