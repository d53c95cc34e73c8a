"""Telling people: everybody a move names, once, in their own language, and never the person who made it."""

from __future__ import annotations

import sqlalchemy as sa

from app.accounts import service as accounts
from app.accounts.models import Organisation
from app.accounts.workflow import OrganisationState
from app.core.jobs import Job
from app.notices.models import Notice
from tests.factories import make_client, make_office, make_organisation


def test_a_move_tells_its_parties_by_notice_and_mail(world, browser, work, tmp_path):
    owner = make_client(
        world, make_organisation(world, state=OrganisationState.UNVERIFIED), language="en", password_hash="x"
    )
    office = make_office(world, password_hash="x")
    firm = world.get(Organisation, owner.organisation_id)
    accounts.request_verification(world, owner, firm)
    accounts.verify_organisation(world, office, firm, how="조회")
    world.commit()
    work()
    assert "기업 확인을 요청했어요" in browser(office).get("/notices").text
    assert "Your firm is verified" in browser(owner, language="en").get("/notices").text
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 2


def test_telling_twice_tells_once(world, app, work):
    owner = make_client(world, make_organisation(world, state=OrganisationState.UNVERIFIED))
    make_office(world)
    accounts.request_verification(world, owner, world.get(Organisation, owner.organisation_id))
    world.commit()
    work()
    job = world.scalars(sa.select(Job).where(Job.kind == "notices.tell")).one()
    house = app.extensions["ieum"]
    house.handlers["notices.tell"](house.database, job.payload)
    world.rollback()
    assert len(world.scalars(sa.select(Notice)).all()) == 1


def test_a_notice_is_read_by_opening_it_and_is_nobody_elses(world, browser, work):
    owner = make_client(world, make_organisation(world, state=OrganisationState.UNVERIFIED))
    office, other = make_office(world), make_client(world)
    accounts.request_verification(world, owner, world.get(Organisation, owner.organisation_id))
    world.commit()
    work()
    notice_id = world.scalars(sa.select(Notice.id)).one()
    assert browser(other).post(f"/notices/{notice_id}/open").status_code == 404
    assert browser(office).post(f"/notices/{notice_id}/open").location == f"/organisations/{owner.organisation_id}"
