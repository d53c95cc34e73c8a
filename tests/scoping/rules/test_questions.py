"""Plain questions: at most seven, each chosen by what was answered before, "I do not know" allowed everywhere."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from app.core.language import speaking
from app.scoping.rules.facts import places_for
from app.scoping.rules.questions import (
    UNKNOWN,
    asked,
    industry_group,
    most_questions,
    next_question,
    problem_with,
    question,
    questions,
    relevant,
)
from matching.reading import task_types
from tests.scoping.rules.worlds import READY, random_answers, reading

JARGON = re.compile(
    r"\bAI\b|인공지능|모델|알고리즘|라벨|학습 데이터|머신러닝|딥러닝|데이터셋|추론|\bAPI\b|\bmodel|algorithm|\blabel|machine learning|training data|dataset",
    re.I,
)


def path(kind, **given):
    """The ids asked of somebody who gives these answers and does not know the others."""
    answers: dict[str, Any] = {}
    while (following := next_question(answers, kind)) is not None:
        answers[following.id] = given.get(following.id, UNKNOWN)
    return list(answers)


@pytest.mark.parametrize("kind", [one.id for one in task_types()])
def test_nobody_is_asked_more_than_seven_and_the_goal_is_always_the_last(kind):
    dice = random.Random(kind)
    for _ in range(40):
        given = {one.id: dice.choice([UNKNOWN, *(option.id for option in one.options)]) for one in questions()}
        asked_of = path(kind, **given)
        assert 3 <= len(asked_of) <= most_questions() == 7
        assert asked_of[-1] == "goal"


def test_asking_for_the_kind_of_work_takes_one_of_the_seven_places():
    assert places_for(reading(confidence=0.9)) == 7
    assert places_for(reading(confidence=0.1)) == 6
    answers: dict[str, Any] = {}
    while (following := next_question(answers, "anomaly-detection", 6)) is not None:
        answers[following.id] = ["machine"] if following.id == "records" else UNKNOWN
    assert len(answers) == 6
    assert list(answers)[-1] == "goal"
    assert relevant(answers, "anomaly-detection", 6) == answers
    assert [one.id for one in asked(answers, "anomaly-detection", 6)] == list(answers)


def test_one_answer_decides_the_next_question():
    assert "can_record" in path("anomaly-detection", records=["none"])
    assert "can_record" not in path("anomaly-detection", records=["machine"])
    assert "since" in path("anomaly-detection", cost="middle", records=["machine"])
    assert "simple_rule" in path("anomaly-detection", cost="tiny")
    assert "simple_rule" not in path("anomaly-detection", cost="large")


def test_who_may_see_the_records_is_asked_before_since_when_they_are_kept():
    asked_of = path("customer-analysis", cost="small", records=["system"], rows="more", answers="most", access="masked")
    assert "access" in asked_of
    assert "since" not in asked_of
    assert {"access", "since"} <= set(path("anomaly-detection", cost="small", records=["machine"], answers="most"))


def test_each_kind_of_work_is_asked_about_its_own_records():
    assert "pictures" in path("defect-detection", cost="small", records=["photos"])
    assert "hours" in path("speech", cost="small", records=["audio"])
    assert "conditions" in path("optimisation", cost="small", records=["excel"])
    assert "pages" in path("chatbot", cost="small", records=["texts"])


def test_i_do_not_know_may_always_be_said():
    assert not any(problem_with(one.id, [UNKNOWN] if one.kind == "many" else UNKNOWN) for one in questions())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("now", "nonsense"),
        ("now", ["person_each", "expert"]),
        ("records", []),
        ("records", ["none", "excel"]),
        ("goal", {"baseline": "많이", "target": "2"}),
        ("goal", {"baseline": "2", "target": "2.0"}),
        ("goal", {"baseline": "NaN", "target": "2"}),
        ("goal", {"baseline": "1", "target": "2", "unit": "가" * 21}),
        ("goal", "4"),
    ],
)
def test_an_answer_that_makes_no_sense_is_met_with_a_sentence_in_both_languages(name, answer):
    with speaking("en"):
        assert str(problem_with(name, answer)).isascii()


def test_answers_that_make_sense_are_kept():
    assert not any(problem_with(name, answer) for name, answer in READY.items())
    assert problem_with("goal", {"baseline": "1,200", "target": ""}) is None


def test_an_answer_off_the_path_is_left_out():
    changed = {**READY, "records": ["none"]}
    assert set(relevant(changed, "defect-detection")) == {"now", "cost", "records", "goal"}
    assert [one.id for one in asked(changed, "defect-detection")] == ["now", "cost", "records", "can_record"]


def test_examples_come_from_the_industry():
    assert "작업자" in question("now").example_for("C25").ko
    assert "배차" in question("now").example_for("H").ko
    assert question("now").example_for(None) == question("now").example_for("M")
    groups = {industry_group(section) for section in "ABCDEFGHIJKLMNOPQRSTU"}
    assert all(set(one.examples) == groups for one in questions())


def test_questions_use_no_jargon_and_say_everything_in_both_languages():
    for one in questions():
        texts = [one.text, one.help, *(option.text for option in one.options), *one.examples.values()]
        assert all(text.ko and text.en for text in texts)
        spoken = " ".join(f"{text.ko} {text.en}" for text in texts)
        assert not JARGON.search(spoken), (one.id, JARGON.search(spoken))


def test_conditions_name_earlier_questions_and_their_options():
    seen: dict[str, set[str]] = {}
    for one in questions():
        for name, wanted in one.when.items():
            known = {kind.id for kind in task_types()} if name == "task_types" else seen[name]
            assert set(wanted) <= known, (one.id, name)
        seen[one.id] = {UNKNOWN, *(option.id for option in one.options)}


def test_a_random_path_answers_only_what_was_asked():
    dice = random.Random(7)
    for _ in range(100):
        kind, answers = random_answers(dice)
        assert relevant(answers, kind) == answers
