"""Padding and renaming are measured on every profile, each changed alone."""

import numpy as np
import pytest

from matching.evaluation.measuring import encode_pairs
from matching.evaluation.resistance import count_moves, measure_resistance
from tests.matching.evaluation.test_measuring import PAIRS
from tests.matching.fakes import fake_encoder


def test_places_won_are_counted_over_all_pairs():
    moves = count_moves("padding", "brief", np.array([[12, 3, 5]]), np.array([[8, 5, 5]]))

    assert (moves.median, moves.worst, moves.entered) == (0.0, 4, 1)
    assert moves.share_beyond == pytest.approx(1 / 3)


def test_every_change_is_measured_for_both_queries():
    moves = list(measure_resistance(encode_pairs(PAIRS, fake_encoder()), fake_encoder()))

    assert len({row.change for row in moves}) == 5
    assert [row.query for row in moves] == ["raw"] * 5 + ["brief"] * 5
    assert all(row.median <= row.worst <= 2 for row in moves)
