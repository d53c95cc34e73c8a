"""Reading and encoding: only what is new, repaired when it fell behind, and the index that follows."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.db import Database
from app.matches.jobs import handlers
from app.matches.models import MatchDocument, TextVector
from app.matches.queries.index import check_index, index_folder, open_newest
from app.matches.service.checking import START, find_behind, find_unread
from app.matches.service.refreshing import ask_for_refresh, rebuild_index, refresh
from app.settings import Settings
from app.talents.workflow import ProfileState
from matching.encoded import EncodedText
from tests.factories import make_brief, make_profile
from tests.factories.matches import FakeEncoder, read_everything


class House:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings


@pytest.fixture
def work(database: Database, settings: Settings):
    """All due jobs of matching, as the worker does them."""
    return lambda: jobs.run_all(database, handlers(House(settings)))


def ask(session: Session, key: str) -> None:
    ask_for_refresh(session, key)
    session.commit()


def behind(session: Session, settings: Settings) -> list[str]:
    """Everybody whom a walk to the end finds."""
    found, onward = find_behind(session, settings, START)
    while onward:
        some, onward = find_behind(session, settings, onward)
        found += some
    return found


def test_a_profile_is_encoded_kept_and_indexed(session: Session, database: Database, settings: Settings, work):
    profile = make_profile(session)
    ask(session, f"profile:{profile.id}")
    work()
    document = session.scalars(sa.select(MatchDocument)).one()
    assert (document.profile_id, document.model_hash) == (profile.id, "fake-1")
    assert session.scalar(sa.select(sa.func.count()).select_from(TextVector)) == len(document.texts)
    assert check_index(session, settings) == {
        "engine": "faiss",
        "state": "ready",
        "generation": "generation-00000001",
        "profiles": 1,
    }


def test_asking_again_encodes_nothing_and_writes_no_new_index(
    session: Session, database: Database, settings: Settings, encoder: FakeEncoder, work
):
    profile = make_profile(session)
    for _time in range(2):
        ask(session, f"profile:{profile.id}")
        work()
    assert len(encoder.asked) == len(set(encoder.asked))
    assert len(list(index_folder(settings).iterdir())) == 1


def test_only_the_changed_text_is_encoded(session: Session, encoder: FakeEncoder, work):
    profile = make_profile(session)
    ask(session, f"profile:{profile.id}")
    work()
    encoder.asked.clear()
    profile.headline = "사진으로 불량을 찾는 사람"
    ask(session, f"profile:{profile.id}")
    work()
    assert encoder.asked == ["사진으로 불량을 찾는 사람"]
    current = session.scalars(sa.select(MatchDocument).where(MatchDocument.superseded_at.is_(None))).one()
    assert current.texts[0]["text"] == "사진으로 불량을 찾는 사람"


def test_what_nobody_told_is_noticed_within_a_minute(session: Session, database: Database, settings: Settings, work):
    profile, brief = make_profile(session), make_brief(session)
    session.commit()
    jobs.enqueue(session, "matches.check", {})
    session.commit()
    work()
    with database.reading() as fresh:
        assert behind(fresh, settings) == []
        assert {(row.brief_id, row.profile_id) for row in fresh.scalars(sa.select(MatchDocument))} == {
            (brief.id, None),
            (None, profile.id),
        }


def test_a_damaged_vector_is_made_again(session: Session, database: Database, settings: Settings):
    profile = make_profile(session)
    session.commit()
    refresh(database, settings, {"profile_id": profile.id})
    with database.writing.begin() as writer:
        row = writer.scalars(sa.select(TextVector)).first()
        row.content = row.content[:-3]
        name = (row.digest, row.model_hash)
    refresh(database, settings, {"profile_id": profile.id})
    with database.reading() as fresh:
        assert EncodedText.from_bytes(fresh.get_one(TextVector, name).content).digest == name[0]


def test_another_model_means_reading_everything_again(
    session: Session, database: Database, settings: Settings, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
):
    from app.matches.service import encoding

    profile = make_profile(session)
    session.commit()
    read_everything(database, settings)
    encoder.model_hash = "fake-2"
    encoding.model_hash.cache_clear()
    with database.reading() as fresh:
        assert behind(fresh, settings) == find_unread(fresh, settings) == [f"profile:{profile.id}"]


def test_a_profile_that_left_the_lists_leaves_the_index(session: Session, database: Database, settings: Settings, work):
    stays, leaves = make_profile(session), make_profile(session)
    session.commit()
    read_everything(database, settings)
    leaves.matching_refused_at = clock.now()
    ask(session, f"profile:{leaves.id}")
    work()
    assert open_newest(session, settings).documents == 1
    stays.state = ProfileState.PAUSED
    ask(session, f"profile:{stays.id}")
    work()
    assert not index_folder(settings).exists()


def test_a_rebuild_says_what_it_does_and_goes_on_where_it_stopped(
    session: Session, database: Database, settings: Settings, encoder: FakeEncoder
):
    make_profile(session)
    make_brief(session)
    session.commit()
    said: list[str] = []
    rebuild_index(database, settings, say=said.append)
    assert said[0].startswith("2 briefs and profiles")
    assert said[-1] == "index: generation-00000001"
    encoder.asked.clear()
    rebuild_index(database, settings, say=said.append)
    assert encoder.asked == []
    assert said[-1] == "index: generation-00000002"


def test_a_draft_or_a_withdrawn_brief_is_not_read(session: Session, database: Database, settings: Settings):
    brief = make_brief(session, state="draft")
    session.commit()
    refresh(database, settings, {"brief_id": brief.id})
    assert session.scalars(sa.select(MatchDocument)).all() == []
