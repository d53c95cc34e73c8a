"""What other weights would change is told of real lists, and asking changes none of them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core import clock
from app.core.db import Database
from app.learning.queries.versions import Trial, percents_of, trials
from app.matches.models import MatchRun
from app.matches.queries.lists import list_for_brief
from app.settings import Settings
from app.talents.models import Profile
from matching.weights import DEFAULT_WEIGHTS
from tests.factories import make_brief
from tests.factories.learning import TOPICS, make_candidate, make_speaker
from tests.factories.matches import read_everything


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Reading only, by queries tried on both databases elsewhere."""
    return sqlite_url


def test_each_place_after_the_switch_says_where_its_talent_stands_now(
    session: Session, database: Database, settings: Settings
):
    briefs = [make_brief(session, essentials=(TOPICS[n % 2],)) for n in range(4)]
    for n in range(12):
        make_speaker(session, f"{TOPICS[n % 4]} {'자료 센서 탐지 ' * (n // 4)}")
    session.commit()
    read_everything(database, settings)
    candidate = make_candidate(session)
    found = trials(session, candidate, settings, clock.today())
    assert [trial.brief.id for trial in found] == [brief.id for brief in reversed(briefs[1:])]
    numbers = {f"profile:{id_}": number for id_, number in session.execute(sa.select(Profile.id, Profile.number))}
    for trial in found:
        now, then = (
            list_for_brief(session, trial.brief, settings, clock.today(), weights=weights).run.by_score
            for weights in (DEFAULT_WEIGHTS, candidate.weights)
        )
        assert trial.places == [(numbers[key], now.index(key) + 1) for key in then[:10]]
    assert session.scalars(sa.select(MatchRun)).all() == []


def test_without_an_open_brief_there_is_nothing_to_try(session: Session, settings: Settings):
    assert trials(session, make_candidate(session), settings, clock.today()) == []


def test_only_places_that_change_are_counted():
    assert Trial(Brief(), [("A-1", 1), ("A-3", 3), ("A-2", 2), ("A-4", None)]).moved == 3


def test_shares_are_told_in_whole_hundredths():
    assert percents_of(DEFAULT_WEIGHTS) == {"requirements": 33, "overall": 17, "method": 33, "words": 17}
