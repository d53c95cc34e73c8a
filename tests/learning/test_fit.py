"""The fit on real rows: refused with too little, a candidate otherwise, and never more than a candidate."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Database
from app.core.errors import Invalid
from app.core.language import speaking
from app.learning.rules import lines_of
from app.learning.service import fit_weights
from app.matches.models import SHIPPED_WEIGHTS, WeightsVersion
from app.matches.queries.weights import weights_in_use
from app.matches.workflow import WeightsState
from app.settings import Settings
from matching.weights import DEFAULT_WEIGHTS
from tests.factories.learning import make_history


def test_a_fit_keeps_a_candidate_and_switches_nothing(session: Session, database: Database, settings: Settings):
    make_history(session, database, settings)
    report = fit_weights(database, settings)
    session.expire_all()
    rows = {row.version: row for row in session.scalars(sa.select(WeightsVersion))}
    assert {version: row.state for version, row in rows.items()} == {
        SHIPPED_WEIGHTS: WeightsState.IN_USE,
        "fit-1": WeightsState.CANDIDATE,
    }
    assert weights_in_use(session) == DEFAULT_WEIGHTS
    assert rows["fit-1"].weights.version == report["version"] == "fit-1"


def test_the_report_says_on_how_much_it_stands(session: Session, database: Database, settings: Settings):
    make_history(session, database, settings, briefs=12)
    report = fit_weights(database, settings)
    assert (report["learnt_from"], report["measured_on"], report["outcomes"]) == (8, 4, 24)
    assert (report["grades"]["invited"], report["grades"]["seen"]) == (24, 12 * 6)
    assert report["since"] < report["split_at"] <= report["until"]
    assert report["against"] == DEFAULT_WEIGHTS.version
    assert report["low"] <= report["gain"] <= report["high"]


def test_with_too_little_it_says_how_much_is_missing(session: Session, database: Database, settings: Settings):
    make_history(session, database, settings, briefs=9)
    with pytest.raises(Invalid) as refused:
        fit_weights(database, settings)
    assert "18명" in str(refused.value.message)
    assert "20명" in str(refused.value.message)
    assert session.scalars(sa.select(WeightsVersion)).all() == []


def test_what_happened_last_week_is_too_young_to_count(session: Session, database: Database, settings: Settings):
    make_history(session, database, settings, ended=clock.now() - timedelta(days=7))
    with pytest.raises(Invalid):
        fit_weights(database, settings)


def test_without_an_index_it_says_what_to_do(database: Database, settings: Settings):
    with pytest.raises(Invalid) as refused:
        fit_weights(database, settings)
    assert "flask index rebuild" in str(refused.value.message)


def test_two_fits_are_two_candidates_and_say_the_same(session: Session, database: Database, settings: Settings):
    make_history(session, database, settings)
    first, second = fit_weights(database, settings), fit_weights(database, settings)
    assert (first.pop("version"), second.pop("version")) == ("fit-1", "fit-2")
    assert first == second


@pytest.mark.parametrize(("language", "words"), [("ko", "아무것도 바뀌지 않았어요"), ("en", "Nothing has changed")])
def test_the_report_reads_in_plain_words(language: str, words: str):
    report = {
        "learnt_from": 70, "measured_on": 30, "outcomes": 140, "steepness": 0.8, "against": "2", "version": "fit-1",
        "before": 0.512, "after": 0.534, "gain": 0.022, "low": -0.004, "high": 0.041,
        "talents": {"measured_on": 9, "before": 0.7, "after": 0.69, "gain": -0.01, "low": -0.03, "high": 0.01},
    }  # fmt: skip
    with speaking(language):
        said = "\n".join(str(line) for line in lines_of(report))
    assert words in said
    assert "+2.2" in said
    assert "−0.4" in said
    assert "−1.0" in said
    assert "%" in said
    assert "%(" not in said


def test_the_command_prints_the_report_or_the_refusal(app):
    answer = app.test_cli_runner().invoke(args=["matching", "fit", "--language", "en"])
    assert answer.exit_code == 1
    assert "There is no usable index" in answer.output
