"""Nearness is symmetric, falls with every step, and is nothing between strangers."""

import random

import pytest

from matching.vocabulary import UnknownSkill, closeness, find_skill, skill, skills


def test_a_skill_is_wholly_near_itself():
    assert closeness("ocr", "ocr") == 1.0


def test_defect_detection_proves_part_of_anomaly_detection():
    assert 0.5 <= closeness("defect-detection", "anomaly-detection") < 1


def test_a_step_further_up_proves_less():
    assert closeness("yolo", "object-detection") > closeness("yolo", "computer-vision") > 0


def test_strangers_prove_nothing():
    assert closeness("welding", "customer-segmentation") == 0.0


def test_an_unknown_skill_is_near_nothing_not_even_itself():
    assert closeness("no-such-skill", "ocr") == 0.0
    assert closeness("ocr", "no-such-skill") == 0.0
    assert closeness("no-such-skill", "no-such-skill") == 0.0


def test_nearness_is_symmetric_and_between_none_and_whole():
    ids = [entry.id for entry in skills()]
    chosen = random.Random(7).sample(ids, 120)
    for a in chosen:
        for b in chosen:
            assert closeness(a, b) == pytest.approx(closeness(b, a))
            assert 0 <= closeness(a, b) <= (1 if a == b else 0.95)


def test_an_unknown_id_is_refused_or_answered_with_nothing():
    assert find_skill("no-such-skill") is None
    with pytest.raises(UnknownSkill):
        skill("no-such-skill")
