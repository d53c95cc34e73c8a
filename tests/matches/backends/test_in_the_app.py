"""The product with each engine: indexed by the worker, listed, told by readiness, and by words while the engine is away."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from qdrant_client.http.exceptions import ResponseHandlingException

from app.core import clock, jobs
from app.core.db import Database
from app.matches import service
from app.matches.jobs import handlers
from app.matches.models import Mode
from app.matches.queries.index import check_index, open_newest
from app.matches.queries.lists import list_for_brief
from app.matches.queries.runs import replay
from app.matches.service.indexing import is_index_behind, write_index
from app.settings import Settings
from app.tables import metadata
from app.talents.models import Project
from app.talents.workflow import ProfileState
from tests.conftest import settings_for
from tests.factories import make_brief, make_client, make_profile
from tests.factories.matches import read_everything
from tests.matches.backends.conftest import QDRANT
from tests.matches.test_refreshing import House

TOPICS = (
    "프레스 하중 센서 자료로 이상 탐지를 했어요.",
    "쇼핑몰 손님에게 상품을 골라 주었어요.",
    "음성을 글로 옮겼어요.",
)


@pytest.fixture(params=["faiss", "pgvector", "qdrant"])
def settings(request: pytest.FixtureRequest, tmp_path) -> Settings:
    """On pgvector's own server, so that all three are asked about the same rows."""
    database = request.getfixturevalue("pgvector")
    request.getfixturevalue("qdrant")
    metadata.create_all(database.engine)
    url = database.engine.url.render_as_string(hide_password=False)
    return settings_for(url, tmp_path, index=request.param, qdrant=QDRANT)


@pytest.fixture
def database(settings: Settings, pgvector: Database) -> Database:
    return pgvector


@pytest.fixture
def market(database: Database, settings: Settings):
    with database.writing.begin() as session:
        client = make_client(session)
        brief = make_brief(session, client, essentials=("센서 자료로 이상 탐지를 해 본 경험",))
        talents = [
            make_profile(session, headline=f"{text} {number}", projects=[Project(title="일", text=text)])
            for number, text in enumerate(TOPICS * 3)
        ]
    read_everything(database, settings)
    return client, brief, talents


def listing_of(database: Database, brief, settings: Settings):
    with database.reading() as session:
        return list_for_brief(session, session.get_one(type(brief), brief.id), settings, clock.today())


def test_every_engine_gives_the_same_list(database: Database, settings: Settings, market):
    _client, brief, _talents = market
    listing = listing_of(database, brief, settings)
    in_process = replace(settings, index="faiss")
    read_everything(database, in_process)

    assert (listing.run.mode, listing.problem) == (Mode.FULL, None)
    assert listing.run.by_score == listing_of(database, brief, in_process).run.by_score


def test_changes_reach_every_engine_and_its_list_is_made_again(database: Database, settings: Settings, market):
    client, brief, talents = market
    with database.writing.begin() as session:
        session.get_one(type(talents[0]), talents[0].id).state = ProfileState.PAUSED
        session.get_one(type(talents[1]), talents[1].id).headline = "용접 검사"
        service.ask_for_refresh(session, f"profile:{talents[1].id}")
    service.refreshing.refresh(database, settings, {"profile_id": talents[1].id})
    write_index(database, settings)
    with database.writing.begin() as session:
        assert not is_index_behind(session, settings)
        assert open_newest(session, settings).documents == len(talents) - 1
        own = session.get_one(type(brief), brief.id)
        run = service.rank_for_brief(session, client, own, settings=settings, as_of=clock.today())
        assert replay(session, run).is_same


def test_readiness_names_the_engine_and_its_state(database: Database, settings: Settings, market):
    with database.reading() as session:
        found = check_index(session, settings)

    assert (found["engine"], found["state"], found["profiles"]) == (settings.index, "ready", 9)


@pytest.mark.parametrize("settings", ["qdrant"], indirect=True)
def test_while_qdrant_is_silent_lists_are_by_words_and_say_so(
    database: Database, settings: Settings, market, qdrant, monkeypatch: pytest.MonkeyPatch
):
    _client, brief, talents = market
    asked = []

    def silent(*_what, **_how):
        asked.append(1)
        raise ResponseHandlingException(TimeoutError())

    monkeypatch.setattr(qdrant, "query_batch_points", silent)
    listing = listing_of(database, brief, settings)
    assert (listing.run.mode, listing.problem, len(asked)) == (Mode.LEXICAL, "missing", 1 + QDRANT.retries)
    assert len(listing.run.order) == len(talents)

    monkeypatch.setattr(qdrant, "retrieve", silent)
    assert listing_of(database, brief, settings).problem == "missing"
    with database.reading() as session:
        assert check_index(session, settings)["state"] == "missing"


@pytest.mark.parametrize("settings", ["pgvector"], indirect=True)
def test_before_the_first_index_pgvector_lists_are_by_words(database: Database, settings: Settings):
    with database.writing.begin() as session:
        brief, _talent = make_brief(session), make_profile(session)
    service.refreshing.refresh(database, settings, {"brief_id": brief.id})

    assert listing_of(database, brief, settings).problem == "missing"


@pytest.mark.parametrize("settings", ["pgvector"], indirect=True)
def test_while_moving_both_engines_are_written(database: Database, settings: Settings, market):
    _client, _brief, talents = market
    moving = replace(settings, index_also="qdrant")
    read_everything(database, moving)
    with database.writing.begin() as session:
        session.get_one(type(talents[0]), talents[0].id).state = ProfileState.PAUSED
        service.indexing.ask_for_index(session)
    jobs.run_all(database, handlers(House(moving)))

    with database.reading() as session:
        found = [open_newest(session, one) for one in moving.indexes]
    assert [one.documents for one in found] == [len(talents) - 1] * 2
    assert found[0].corpus_digest == found[1].corpus_digest


@pytest.mark.parametrize("settings", ["qdrant"], indirect=True)
def test_an_engine_that_is_away_parks_no_job_and_catches_up_when_it_is_back(
    database: Database, settings: Settings, market, qdrant, monkeypatch: pytest.MonkeyPatch
):
    _client, _brief, talents = market
    moving = replace(settings, index="faiss", index_also="qdrant")
    read_everything(database, moving)
    with database.writing.begin() as session:
        session.get_one(type(talents[0]), talents[0].id).state = ProfileState.PAUSED

    def silent(*_what, **_how):
        raise ResponseHandlingException(TimeoutError())

    with monkeypatch.context() as away:
        for verb in ("retrieve", "upsert", "get_collections"):
            away.setattr(qdrant, verb, silent)
        documents_after_a_check(database, moving, "faiss", len(talents) - 1)
    documents_after_a_check(database, moving, "qdrant", len(talents) - 1)


def documents_after_a_check(database: Database, settings: Settings, engine: str, expected: int) -> None:
    with database.writing.begin() as session:
        jobs.enqueue(session, "matches.check", {})
    jobs.run_all(database, handlers(House(settings)))
    with database.reading() as session:
        assert open_newest(session, replace(settings, index=engine)).documents == expected
        assert not session.scalars(sa.select(jobs.Job).where(jobs.Job.state != jobs.JobState.DONE)).all()
