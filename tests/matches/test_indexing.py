"""Freshness: what was saved is on lists after one reading and one indexing, at the cost of what changed; who left is off at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.db import Database
from app.core.jobs import Job
from app.matches import service
from app.matches.backends import OpenedIndex
from app.matches.jobs import handlers
from app.matches.models import IndexContents, Mode
from app.matches.queries.index import index_folder, open_newest
from app.matches.queries.lists import list_for_brief
from app.matches.queries.runs import replay
from app.matches.service import indexing
from app.matches.service.indexing import is_index_behind, write_generation, write_index
from app.settings import Settings
from app.talents.models import Profile, Project
from app.talents.service import save_profile
from app.talents.workflow import ProfileState
from matching.retrieval.generation import newest_delta, newest_generation, read_manifest
from matching.retrieval.rows import gather
from tests.factories import make_brief, make_client, make_profile, make_talent
from tests.factories.matches import FakeEncoder, read_everything
from tests.matches.test_refreshing import House

PEOPLE = 12


@pytest.fixture
def market(session: Session, database: Database, settings: Settings):
    """A brief and twelve talents, read and indexed."""
    client = make_client(session)
    brief = make_brief(session, client)
    owners = [make_talent(session) for _number in range(PEOPLE)]
    talents = [make_profile(session, owner, headline=f"일 {owner.user_id}") for owner in owners]
    session.commit()
    read_everything(database, settings)
    return brief, client, talents, owners


def do(database: Database, settings: Settings) -> list[str]:
    """Do what is due and say in which order it was done."""
    offered, done = handlers(House(settings)), list[str]()

    def told(kind: str) -> jobs.Handler:
        def do_it(database: Database, payload: dict[str, Any]) -> None:
            done.append(kind)
            offered[kind](database, payload)

        return do_it

    jobs.run_all(database, {kind: told(kind) for kind in offered})
    return done


def scores_of(session: Session, brief, settings: Settings) -> dict[str, float]:
    """Best first."""
    session.expire_all()
    listing = list_for_brief(session, brief, settings, clock.today())
    session.rollback()  # nothing is held while jobs write
    assert (listing.run.mode, listing.problem) == (Mode.FULL, None)
    return {line["key"]: line["score"] for line in listing.run.ranked}


def opened(database: Database, settings: Settings) -> OpenedIndex:
    with database.reading() as fresh:
        return open_newest(fresh, settings)


def test_a_saved_profile_is_indexed_by_two_jobs_and_only_its_changed_text_is_encoded(
    session: Session, database: Database, settings: Settings, encoder: FakeEncoder, market
):
    _brief, _client, talents, owners = market
    generation = newest_generation(index_folder(settings))
    encoder.asked.clear()
    talent = session.get_one(Profile, talents[3].id)
    save_profile(session, owners[3], talent, version=talent.edit_version, headline="용접 비드를 사진으로 검사하는 사람")
    session.commit()

    assert do(database, settings) == ["matches.refresh", "matches.index"]
    assert encoder.asked == ["용접 비드를 사진으로 검사하는 사람"]
    assert newest_generation(index_folder(settings)) == generation
    (delta,) = generation.parent.glob("delta-*")
    assert read_manifest(delta).documents == 1
    with database.reading() as fresh:
        assert not is_index_behind(fresh, settings)


def test_what_was_saved_is_scored_by_its_new_words(session: Session, database: Database, settings: Settings, market):
    brief, _client, _talents, _owners = market
    owner = make_talent(session)
    florist = make_profile(
        session,
        owner,
        headline="꽃집",
        summary="꽃다발을 묶어요.",
        projects=[Project(title="꽃", text="꽃을 팔아요.")],
        skills=[],
    )
    service.ask_for_refresh(session, f"profile:{florist.id}")
    session.commit()
    do(database, settings)
    before = scores_of(session, brief, settings)[f"profile:{florist.id}"]

    need = session.get_one(type(brief), brief.id).essentials[0].text
    save_profile(session, owner, session.get_one(Profile, florist.id), version=1, summary=f"{need}이 있어요.")
    session.commit()
    do(database, settings)
    assert scores_of(session, brief, settings)[f"profile:{florist.id}"] > before


def test_a_new_talent_is_ranked_without_a_new_generation(
    session: Session, database: Database, settings: Settings, market
):
    brief, _client, _talents, _owners = market
    new = make_profile(session)
    service.ask_for_refresh(session, f"profile:{new.id}")
    session.commit()

    assert do(database, settings) == ["matches.refresh", "matches.index"]
    assert opened(database, settings).documents == PEOPLE + 1
    assert f"profile:{new.id}" in scores_of(session, brief, settings)


def test_a_generation_is_written_when_more_than_a_tenth_stands_beside_it(
    session: Session, database: Database, settings: Settings, market
):
    for _time in range(2):
        service.ask_for_refresh(session, f"profile:{make_profile(session).id}")
    session.commit()

    assert do(database, settings)[-2:] == ["matches.index", "matches.generation"]
    assert newest_delta(newest_generation(index_folder(settings))) is None
    assert opened(database, settings).documents == PEOPLE + 2


@pytest.mark.parametrize("leave", ["pause", "refuse", "close"])
def test_who_leaves_is_off_the_list_before_any_job_runs_and_out_of_the_index_after_one(
    session: Session, database: Database, settings: Settings, market, leave: str
):
    brief, _client, talents, _owners = market
    gone = session.get_one(Profile, talents[0].id)
    if leave == "pause":
        gone.state = ProfileState.PAUSED
    elif leave == "refuse":
        gone.matching_refused_at = clock.now()
    else:
        gone.user.closed_at = clock.now()
    session.commit()
    assert f"profile:{gone.id}" not in scores_of(session, brief, settings)

    write_index(database, settings)
    assert opened(database, settings).documents == PEOPLE - 1


def test_who_comes_back_unchanged_is_indexed_again(session: Session, database: Database, settings: Settings, market):
    _brief, _client, talents, _owners = market
    talent = session.get_one(Profile, talents[0].id)
    for state, count in ((ProfileState.PAUSED, PEOPLE - 1), (ProfileState.LISTED, PEOPLE)):
        talent.state = state
        session.commit()
        write_index(database, settings)
        assert opened(database, settings).documents == count


def test_a_list_made_beside_a_generation_is_made_again_later(
    session: Session, database: Database, settings: Settings, market, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(indexing, "GROWN", 0.5)
    brief, client, talents, owners = market
    talent = session.get_one(Profile, talents[0].id)
    save_profile(session, owners[0], talent, version=talent.edit_version, headline="용접 검사")
    session.get_one(Profile, talents[1].id).state = ProfileState.PAUSED
    session.commit()
    do(database, settings)
    run = service.rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    session.commit()
    assert run.index_generation.startswith("delta-")

    talent.headline = "다른 일"
    session.commit()
    for _time in range(3):
        read_everything(database, settings)
    assert replay(session, run).is_same


def test_what_changed_while_a_generation_was_written_stands_beside_it(
    session: Session, database: Database, settings: Settings, market, monkeypatch: pytest.MonkeyPatch
):
    _brief, _client, talents, _owners = market

    def and_somebody_leaves(documents):
        rows = gather(documents)
        with database.writing.begin() as other:
            other.get_one(Profile, talents[0].id).state = ProfileState.PAUSED
        return rows

    monkeypatch.setattr(indexing, "gather", and_somebody_leaves)
    assert write_generation(database, settings).startswith("delta-")
    assert opened(database, settings).documents == PEOPLE - 1


def test_the_names_of_passing_states_are_forgotten_unless_a_list_was_made_with_them(
    session: Session, database: Database, settings: Settings, market
):
    brief, client, talents, _owners = market
    kept = []
    for number, state in enumerate((ProfileState.PAUSED, ProfileState.LISTED) * 2):
        session.get_one(Profile, talents[number // 2].id).state = state
        session.commit()
        write_index(database, settings)
        if number == 2:
            kept.append(
                service.rank_for_brief(session, client, brief, settings=settings, as_of=clock.today()).corpus_digest
            )
            session.commit()
    with clock.at(clock.now() + timedelta(days=2)):
        write_generation(database, settings)

    digests = set(session.scalars(sa.select(IndexContents.corpus_digest)))
    assert digests == {*kept, opened(database, settings).corpus_digest}


def test_an_index_of_another_model_is_written_anew(
    session: Session, database: Database, settings: Settings, encoder: FakeEncoder, market
):
    from app.matches.service import encoding

    encoder.model_hash = "fake-2"
    encoding.model_hash.cache_clear()
    jobs.enqueue(session, "matches.check", {})
    session.commit()
    do(database, settings)

    assert opened(database, settings).model_hash == "fake-2"
    assert opened(database, settings).documents == PEOPLE
    assert not session.scalars(sa.select(Job).where(Job.state == "waiting")).all()
