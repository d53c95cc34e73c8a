"""What was found and diagnosed is the same after a week in a database."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

from app.scoping.rules import Comparable, Diagnosis, Inspection, PastCase, as_data, from_data, inspect_sample
from tests.scoping.rules.samples import files
from tests.scoping.rules.worlds import diagnosed, random_answers


def kept(thing):
    return json.loads(json.dumps(as_data(thing), ensure_ascii=False))


@pytest.mark.parametrize("file", [files.daily_log(60), files.merged_report(), files.picture_folders()])
def test_an_inspection_comes_back_as_it_was(file):
    found = inspect_sample(file, "견본")
    assert from_data(Inspection, kept(found)) == found


def test_a_diagnosis_comes_back_as_it_was():
    dice = random.Random(3)
    for _ in range(20):
        kind, answers = random_answers(dice)
        found = diagnosed(
            answers,
            kind=kind,
            sample=inspect_sample(files.daily_log(60), "a.csv"),
            as_of=date(2024, 5, 1),
            comparables=[Comparable(kind, 1_000_000 * n, n) for n in range(1, 9)],
            cases=[PastCase("1", "가", "data")],
        )
        assert from_data(Diagnosis, kept(found)) == found


def test_data_of_another_shape_is_not_taken_for_a_diagnosis():
    with pytest.raises(KeyError):
        from_data(Diagnosis, {"task_type": "speech"})
