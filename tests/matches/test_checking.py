"""What nobody told is noticed: each minute at the cost of what was edited, each hour everybody, without a queue in front of who saves now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.db import Database
from app.core.jobs import Job
from app.matches.service import checking
from app.matches.service.checking import FEW, WALK_JOB, check, find_behind, find_lately_behind, find_unread, walk
from app.settings import Settings
from matching.documents import Document
from tests.factories import make_brief, make_profile
from tests.factories.matches import FakeEncoder, read_everything


@pytest.fixture
def people(session: Session, database: Database, settings: Settings):
    brief, talents = make_brief(session), [make_profile(session) for _number in range(5)]
    session.commit()
    read_everything(database, settings)
    return brief, talents


def asked(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(sa.select(Job.dedupe_key).where(Job.state == "waiting").order_by(Job.id)))


def test_a_check_after_which_nothing_was_written_asks_for_nothing(database: Database, settings: Settings, people):
    check(database, settings)

    assert asked(database) == []


def test_an_edit_that_told_nobody_is_noticed_by_the_next_check(
    session: Session, database: Database, settings: Settings, people
):
    brief, talents = people
    talents[2].headline, talents[2].edited_at = "다른 일", clock.now()
    brief.title, brief.edited_at = "다른 과제", clock.now()
    session.commit()
    check(database, settings)

    assert asked(database) == [f"matches.refresh:brief:{brief.id}", f"matches.refresh:profile:{talents[2].id}"]


def test_only_those_edited_lately_are_read_by_a_check(
    session: Session, database: Database, settings: Settings, people, monkeypatch: pytest.MonkeyPatch
):
    _brief, talents = people
    read: list[str] = []
    behind = checking._behind

    def seen(session: Session, settings: Settings, documents: Sequence[Document]) -> list[str]:
        read.extend(one.id for one in documents)
        return behind(session, settings, documents)

    monkeypatch.setattr(checking, "_behind", seen)
    with clock.at(clock.now() + timedelta(hours=1)):
        talents[4].edited_at = clock.now()
        session.commit()
        with database.reading() as fresh:
            assert find_lately_behind(fresh, settings) == []

    assert read == [f"profile:{talents[4].id}"]


def test_an_edit_long_ago_is_found_by_the_walk(session: Session, database: Database, settings: Settings, people):
    _brief, talents = people
    talents[1].headline = "다른 일"
    session.commit()
    with database.reading() as fresh:
        assert find_behind(fresh, settings, ("brief", 0)) == ([], ("profile", 0))
        assert find_behind(fresh, settings, ("profile", 0)) == ([f"profile:{talents[1].id}"], None)


def test_many_who_are_behind_are_asked_for_a_few_at_a_time_and_who_saves_now_comes_between(
    session: Session, database: Database, settings: Settings, people, encoder: FakeEncoder
):
    from app.matches.service import encoding

    _brief, talents = people
    encoder.model_hash = "fake-2"
    encoding.model_hash.cache_clear()
    with database.reading() as fresh:
        assert len(find_unread(fresh, settings)) == FEW + 1
    walk(database, settings, {"place": ["profile", 0]})
    with database.writing.begin() as saving:
        jobs.enqueue(saving, "matches.refresh", {"profile_id": talents[4].id}, dedupe_key="saved")

    first, second, onward, saved = asked(database)
    assert [first, second] == [f"matches.refresh:profile:{talent.id}" for talent in talents[:FEW]]
    assert (onward, saved) == (f"{WALK_JOB}:('profile', {talents[1].id})", "saved")


def test_a_check_that_meets_another_model_starts_a_walk(
    database: Database, settings: Settings, people, encoder: FakeEncoder
):
    from app.matches.service import encoding

    encoder.model_hash = "fake-2"
    encoding.model_hash.cache_clear()
    check(database, settings)

    assert WALK_JOB in asked(database)
