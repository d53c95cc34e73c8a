"""Signing up and in, mailed links, members and verification."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts import queries, service
from app.accounts.models import Membership, Organisation, Role, SignIn, TokenPurpose, User
from app.accounts.workflow import OrganisationState
from app.core import clock
from app.core.errors import Forbidden, Invalid, NotFound, StaleEdit, WrongState
from app.core.history import history_of
from app.core.jobs import Job
from tests.factories import business_number, make_client, make_office, make_organisation, make_talent

PASSWORD = "긴 문장으로 된 비밀번호"
FIRM = {
    "name": "가람정밀",
    "business_number": business_number(1),
    "industry_ksic": "C25",
    "size_band": "small",
    "region_code": "41",
}


def _mailed(session) -> str:
    """The last link mailed."""
    body = (
        session.scalars(sa.select(Job).where(Job.kind == "mail.send").order_by(Job.id.desc())).first().payload["body"]
    )
    return re.search(r"/\w+/(\S+)", body.split("http://x")[1]).group(1)


def _register(session, email="a@ieum.example", **changes):
    service.register_client(
        session,
        base_url="http://x",
        email=email,
        password=PASSWORD,
        name_ko="김사장",
        reader="ko",
        organisation={**FIRM, **changes},
    )


def test_a_firm_signs_up_confirms_and_signs_in(session):
    _register(session)
    with pytest.raises(Invalid):
        service.sign_in(session, email="a@ieum.example", password=PASSWORD)
    service.use_link(session, _mailed(session), TokenPurpose.CONFIRM)
    token = service.sign_in(session, email="A@ieum.example ", password=PASSWORD)
    actor = queries.actor_for_token(session, token)
    assert actor.is_owner
    assert actor.organisation_id == session.scalars(sa.select(Organisation.id)).one()


def test_a_link_works_once_and_not_for_another_purpose(session):
    _register(session)
    token = _mailed(session)
    with pytest.raises(Invalid):
        service.use_link(session, token, TokenPurpose.RESET)
    service.use_link(session, token, TokenPurpose.CONFIRM)
    with pytest.raises(Invalid):
        service.use_link(session, token, TokenPurpose.CONFIRM)


def test_a_link_ends(session):
    _register(session)
    with clock.at(clock.now() + timedelta(days=4)), pytest.raises(Invalid):
        service.use_link(session, _mailed(session), TokenPurpose.CONFIRM)


def test_a_known_address_gets_a_mail_and_no_second_account(session):
    _register(session)
    service.register_talent(
        session, base_url="http://x", email="a@ieum.example", password=PASSWORD, name_ko="김", reader="ko"
    )
    assert session.scalar(sa.select(sa.func.count()).select_from(User)) == 1
    assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == 2


@pytest.mark.parametrize("number", ["123-45-67890", "123", "", "１２３-45-6789a"])
def test_a_wrong_business_number_is_refused_beside_its_field(session, number):
    with pytest.raises(Invalid) as refused:
        _register(session, business_number=number)
    assert "business_number" in refused.value.fields


def test_a_firm_signs_up_once(session):
    _register(session)
    with pytest.raises(Invalid):
        _register(session, email="b@ieum.example")


def test_a_password_typed_on_macos_is_the_same(session):
    import unicodedata

    _register(session)
    service.use_link(session, _mailed(session), TokenPurpose.CONFIRM)
    assert service.sign_in(session, email="a@ieum.example", password=unicodedata.normalize("NFD", PASSWORD))


def test_changing_the_password_ends_every_session(session):
    client = make_client(session, password_hash=service.hash_password(PASSWORD))
    service.open_session(session, session.get(User, client.user_id))
    service.change_password(session, client, current=PASSWORD, password="다른 긴 비밀번호예요")
    assert session.scalars(sa.select(SignIn)).all() == []


def test_a_colleague_joins_by_the_mailed_link_in_the_role_that_was_given(session):
    owner = make_client(session)
    firm = session.get(Organisation, owner.organisation_id)
    url = service.invite_member(session, owner, firm, email="b@ieum.example", role=Role.MEMBER, base_url="http://x")
    user = service.redeem_invite(session, url.rsplit("/", 1)[1], password=PASSWORD, name_ko="이담당", reader="ko")
    assert user.as_actor().organisation_id == firm.id
    assert not user.as_actor().is_owner
    with pytest.raises(Invalid):
        service.redeem_invite(session, url.rsplit("/", 1)[1], password=PASSWORD, name_ko="이담당", reader="ko")


def test_only_an_owner_invites_and_removes(session):
    owner = make_client(session)
    firm = session.get(Organisation, owner.organisation_id)
    member = make_client(session, firm, role=Role.MEMBER)
    with pytest.raises(Forbidden):
        service.invite_member(session, member, firm, email="c@ieum.example", role=Role.OWNER, base_url="http://x")
    membership = session.scalars(sa.select(Membership).where(Membership.user_id == member.user_id)).one()
    service.remove_member(session, owner, membership)
    assert session.scalars(sa.select(Membership).where(Membership.user_id == member.user_id)).first() is None


def test_the_office_verifies_what_was_asked_for_and_says_how(session):
    owner = make_client(session, make_organisation(session, state=OrganisationState.UNVERIFIED))
    firm, office = session.get(Organisation, owner.organisation_id), make_office(session)
    with pytest.raises(WrongState):
        service.verify_organisation(session, office, firm, how="조회")
    service.request_verification(session, owner, firm)
    assert list(queries.organisations_waiting(session)) == [firm]
    service.verify_organisation(session, office, firm, how="국세청 조회")
    assert (firm.state, firm.verified_how) == (OrganisationState.VERIFIED, "국세청 조회")
    assert [row.move for row in history_of(session, "organisation", firm.id)] == ["request", "verify"]


def test_another_firm_is_not_found(session):
    firm, stranger = make_client(session).organisation_id or 0, make_client(session)
    with pytest.raises(NotFound):
        queries.get_organisation(session, stranger, firm)
    with pytest.raises(NotFound):
        queries.get_organisation(session, make_talent(session), firm)


def test_a_stale_edit_shows_both_texts(session):
    owner = make_client(session)
    firm = session.get(Organisation, owner.organisation_id)
    service.save_organisation(session, owner, firm, version=1, name="가람")
    with pytest.raises(StaleEdit) as refused:
        service.save_organisation(session, owner, firm, version=1, name="가람프레스")
    (difference,) = refused.value.differences
    assert (difference.theirs, difference.mine) == ("가람", "가람프레스")
