"""Padding takes from a profile more than it brings."""

import numpy as np
import pytest

from matching.documents import Document, Evidence, Kind, Text
from matching.trust import method_of, trust_in, trust_of
from matching.weights import DEFAULT_WEIGHTS as W
from tests.matching.fakes import a_profile, encode


def credibility(profile, weights):
    return float(trust_of([profile], np.zeros(1, np.intp), weights, None)[1][0])


SKILLS = ["object detection", "OCR", "time series forecasting", "speech recognition", "PyTorch", "SQL", "Docker"]


def test_an_ordinary_profile_is_believed_in_full():
    (profile,) = encode(a_profile("p", "Built weld inspection with PyTorch.", skills=SKILLS))

    assert credibility(profile, W) == 1.0


def test_the_more_is_claimed_the_less_is_believed():
    believed = [
        credibility(encode(a_profile("p", "weld", skills=[f"skill {n}" for n in range(count)]))[0], W)
        for count in (W.most_claims, W.most_claims + 5, 40)
    ]

    assert believed[0] == 1.0
    assert believed == sorted(believed, reverse=True)
    assert believed[-1] < 0.7


def test_proven_skills_are_no_claims():
    texts = [Text(Kind.SKILL, f"skill {n}", f"skill:{n}", Evidence.VERIFIED) for n in range(40)]
    (profile,) = encode(Document("p", tuple(texts)))

    assert credibility(profile, W) == 1.0


def test_a_text_that_names_everything_makes_the_whole_less_credible():
    names = (
        "object detection, OCR, speech recognition, PyTorch, SQL, Docker, Kubernetes, Excel, Python, TensorFlow, Java"
    )
    more = (
        "React, Linux, Spark, Hadoop, Tableau, PostgreSQL, MongoDB, Kafka, Airflow, computer vision, machine learning"
    )
    plain, padded = encode(a_profile("a", "Built weld inspection."), a_profile("b", f"Built it. {names}, {more}"))

    assert credibility(plain, W) == 1.0
    assert credibility(padded, W) < 1.0


def test_a_text_of_little_trust_hardly_turns_the_method():
    profile, alone = encode(
        a_profile("p", "Built weld inspection with cameras.", skills=SKILLS * 6),
        a_profile("q", "Built weld inspection with cameras."),
    )
    trust = trust_in(profile, W, None)
    trust[1:] = 0.1

    assert method_of(profile, trust) @ method_of(alone) == pytest.approx(1.0, abs=0.01)
