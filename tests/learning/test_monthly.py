"""The clock fits by itself once enough came of new lists, once a month at most; the office is told, and decides."""

from __future__ import annotations

from datetime import datetime, timedelta
from shutil import rmtree

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Database
from app.core.jobs import Job, ask_recurring
from app.learning.jobs import FIT_JOB, RECURRING, fit
from app.learning.service import fit_if_due
from app.matches.models import SHIPPED_WEIGHTS, WeightsVersion
from app.matches.queries.index import index_folder
from app.matches.queries.weights import name_in_use, weights_in_use
from app.matches.service import propose_weights
from app.notices.models import Notice
from app.settings import Settings
from matching.weights import DEFAULT_WEIGHTS
from tests.factories import make_client, make_office
from tests.factories.learning import make_candidate, make_history
from tests.factories.pages import text_of

IN_TWO_MONTHS = timedelta(days=60)


def fitted(session: Session) -> list[str]:
    session.expire_all()
    query = sa.select(WeightsVersion.version).where(WeightsVersion.version != SHIPPED_WEIGHTS)
    return list(session.scalars(query.order_by(WeightsVersion.id)))


def fit_again(session: Session, database: Database, settings: Settings, *, after: timedelta) -> list[str]:
    session.commit()
    with clock.at(clock.now() + after):
        fit(database, settings)
    return fitted(session)


def test_enough_outcomes_become_a_candidate_and_nothing_is_switched(session, database, settings):
    make_history(session, database, settings)
    assert fit_again(session, database, settings, after=timedelta()) == ["fit-1"]
    assert weights_in_use(session) == DEFAULT_WEIGHTS
    assert name_in_use(session) == SHIPPED_WEIGHTS


def test_too_few_outcomes_are_waited_for_in_silence(session, database, settings):
    make_history(session, database, settings, briefs=9)
    assert fit_again(session, database, settings, after=timedelta()) == []


def test_within_a_month_it_does_not_fit_again(session, database, settings):
    make_history(session, database, settings)
    fit(database, settings)
    make_history(session, database, settings, ended=clock.now() - timedelta(days=15))
    assert fit_again(session, database, settings, after=timedelta(days=27)) == ["fit-1"]
    assert fit_again(session, database, settings, after=timedelta(days=28)) == ["fit-1", "fit-2"]


def test_what_the_last_fit_knew_is_no_reason_for_another(session, database, settings):
    make_history(session, database, settings)
    fit(database, settings)
    assert fit_again(session, database, settings, after=IN_TWO_MONTHS) == ["fit-1"]
    make_history(session, database, settings, briefs=9, ended=clock.now())
    assert fit_again(session, database, settings, after=IN_TWO_MONTHS) == ["fit-1"]
    make_history(session, database, settings, briefs=1, ended=clock.now())
    assert fit_again(session, database, settings, after=IN_TWO_MONTHS) == ["fit-1", "fit-2"]


def test_a_fit_somebody_asked_for_counts_as_the_month_s(session, database, settings):
    make_history(session, database, settings)
    make_candidate(session)
    assert fit_again(session, database, settings, after=timedelta()) == ["fit-1"]


def test_done_twice_it_fits_once(session, database, settings):
    make_history(session, database, settings)
    assert fit_if_due(database, settings) is not None
    assert fit_if_due(database, settings) is None
    assert fitted(session) == ["fit-1"]


def test_what_cannot_be_fitted_today_waits_without_an_error(session, database, settings):
    make_history(session, database, settings)
    rmtree(index_folder(settings))
    assert fit_again(session, database, settings, after=timedelta()) == []


def test_the_clock_asks_once_a_day(session: Session):
    day = datetime.fromisoformat("2026-11-22T00:00:00+00:00")
    for hours in (1, 13, 23, 25):
        ask_recurring(session, RECURRING, day + timedelta(hours=hours))
    asked = session.scalars(sa.select(Job.dedupe_key).where(Job.kind == FIT_JOB)).all()
    assert len(asked) == len(set(asked)) == 2


def test_the_worker_knows_the_job(app):
    house = app.extensions["ieum"]
    assert FIT_JOB in house.handlers
    assert RECURRING[0] in house.recurring


@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", "새 순위 가중치 후보(fit-1)를 맞췄어요"), ("en", "New ranking weights (fit-1) were fitted")],
)
def test_the_office_is_told_of_a_candidate_and_nobody_else_is(world, browser, work, language, words):
    office, client = make_office(world, language=language, password_hash="x"), make_client(world)
    candidate = propose_weights(world, DEFAULT_WEIGHTS, report={"learnt_from": 7})
    world.commit()
    work()
    assert words in text_of(browser(office, language=language).get("/notices"))
    notice = world.scalars(sa.select(Notice)).one()
    assert browser(office).post(f"/notices/{notice.id}/open").location == f"/office/weights/{candidate.id}"
    assert "fit-1" not in browser(client).get("/notices").text
