"""Sentence pairs are read from both sets, and agreement is measured by order alone."""

import json

import numpy as np
import pytest

from matching.evaluation.sentence_pairs import measure_sentence_pairs, spearman
from tests.matching.fakes import fake_encoder


def test_agreement_is_measured_by_order_alone():
    assert spearman(np.array([1.0, 2.0, 30.0]), np.array([0.1, 0.2, 0.3])) == pytest.approx(1.0)
    assert spearman(np.array([3.0, 2.0, 1.0]), np.array([0.1, 0.2, 0.3])) == pytest.approx(-1.0)


def test_equal_values_share_the_mean_of_their_ranks():
    assert spearman(np.array([1.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0])) == pytest.approx(0.866, abs=1e-3)


def test_both_kinds_of_file_are_measured_with_both_models(tmp_path):
    pairs = [("weld beads", "weld beads", 5.0), ("weld beads", "weld lamps", 3.0), ("weld beads", "menu texts", 0.0)]
    rows = [{"sentence1": one, "sentence2": other, "labels": {"real-label": rating}} for one, other, rating in pairs]
    (tmp_path / "klue-sts-dev.json").write_text(json.dumps(rows))
    lines = ["score\tsentence1\tsentence2", *(f"{rating}\t{one}\t{other}" for one, other, rating in pairs)]
    (tmp_path / "sts-test.tsv").write_text("\n".join(lines))

    measured = list(measure_sentence_pairs(tmp_path, fake_encoder()))

    assert [row.pairs for row in measured] == [3] * 4
    assert [row.spearman for row in measured] == pytest.approx([1.0] * 4)
