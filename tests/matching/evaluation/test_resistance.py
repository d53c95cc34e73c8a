"""Padding and renaming are measured on every profile, each changed alone."""

from dataclasses import replace

import numpy as np
import pytest

from matching.documents import Document, Kind, Text
from matching.evaluation.measuring import encode_pairs
from matching.evaluation.resistance import count_moves, measure_resistance
from tests.matching.evaluation.test_measuring import PAIRS
from tests.matching.fakes import fake_encoder

INTRODUCED = replace(
    PAIRS,
    profiles=tuple(
        Document(profile.id, (Text(Kind.SUMMARY, "I build cameras and menus."), *profile.texts))
        for profile in PAIRS.profiles
    ),
)


@pytest.fixture(scope="module")
def moves():
    return list(measure_resistance(encode_pairs(INTRODUCED, fake_encoder()), fake_encoder()))


def test_places_won_are_counted_over_all_pairs():
    moves = count_moves("padding", "brief", np.array([[12, 3, 5]]), np.array([[8, 5, 5]]))

    assert (moves.median, moves.worst, moves.entered) == (0.0, 4, 1)
    assert moves.nearly_all == pytest.approx(3.6)
    assert moves.share_beyond == pytest.approx(1 / 3)


def test_every_change_is_measured_for_both_queries(moves):
    assert len({row.change for row in moves}) == 6
    assert [row.query for row in moves] == ["raw"] * 6 + ["brief"] * 6
    assert all(row.median <= row.nearly_all <= row.worst <= 2 for row in moves)


def test_known_and_unseen_introductions_are_told_apart(moves):
    known, unseen = (next(row for row in moves if half in row.change) for half in ("known", "unseen"))

    assert known.worst == 0
    assert unseen.median == 0


def test_an_introduction_that_is_encoded_moves_places(monkeypatch):
    monkeypatch.setattr("matching.encoding.impersonal", lambda text: text)
    moves = list(measure_resistance(encode_pairs(INTRODUCED, fake_encoder()), fake_encoder()))

    assert max(row.worst for row in moves if "known" in row.change) > 0


def test_profiles_without_a_summary_are_padded_alone():
    moves = list(measure_resistance(encode_pairs(PAIRS, fake_encoder()), fake_encoder()))

    assert not any("person" in row.change for row in moves)
