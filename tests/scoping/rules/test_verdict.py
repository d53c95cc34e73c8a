"""Each line of the verdict does what it says, every reason points at an answer, and something always turns it."""

from __future__ import annotations

import random

import pytest

from app.scoping.rules.facts import holds
from app.scoping.rules.questions import UNKNOWN, chosen, questions
from app.scoping.rules.tables import table
from app.scoping.rules.verdict import Decision, Effect
from matching.reading import task_types
from tests.scoping.rules.worlds import RAW, READY, diagnosed, random_answers, reading

LINES = table("verdict")["line"]
SENSOR = {**READY, "records": ["machine"], "since": "years"}
PLANNING = {
    "now": "expert",
    "cost": "middle",
    "records": ["excel"],
    "checker": "most",
    "conditions": "all",
    "access": "open",
}
PAPERS = {
    "now": "person_each",
    "cost": "middle",
    "records": ["texts"],
    "pages": "thousands",
    "checker": "most",
    "access": "open",
}
BOOKS = {
    "now": "expert",
    "cost": "middle",
    "records": ["excel"],
    "rows": "thousands",
    "answers": "most",
    "access": "open",
}
TALK = {
    "now": "person_each",
    "cost": "middle",
    "records": ["audio"],
    "hours": "thousands",
    "answers": "most",
    "access": "open",
}


def effects(found):
    return {(reason.effect, reason.points_to) for reason in found.verdict.reasons}


def test_a_ready_trouble_may_go():
    found = diagnosed()
    assert found.verdict.decision is Decision.GO
    assert all(reason.effect is Effect.GOOD for reason in found.verdict.reasons)


@pytest.mark.parametrize(
    ("kind", "base", "change", "effect", "points_to"),
    [
        ("anomaly-detection", SENSOR, {"cost": "tiny", "simple_rule": "clear"}, "no_go", "simple_rule"),
        ("anomaly-detection", SENSOR, {"cost": "tiny", "often": "rarely"}, "no_go", "often"),
        ("anomaly-detection", SENSOR, {"records": ["none"], "can_record": "no"}, "no_go", "can_record"),
        ("defect-detection", READY, {"access": "no"}, "no_go", "access"),
        ("defect-detection", READY, {"answers": "none", "pictures": "tens"}, "no_go", "answers"),
        ("optimisation", PLANNING, {"conditions": "head", "checker": "none"}, "no_go", "conditions"),
        ("anomaly-detection", SENSOR, {"records": ["none"], "can_record": "yes"}, "adjust", "can_record"),
        ("anomaly-detection", SENSOR, {"records": ["none"], "can_record": "with_help"}, "adjust", "can_record"),
        ("anomaly-detection", SENSOR, {"records": ["none"]}, "adjust", "records"),
        ("anomaly-detection", SENSOR, {"records": UNKNOWN}, "adjust", "records"),
        ("anomaly-detection", SENSOR, {"records": ["paper"]}, "adjust", "records"),
        ("defect-detection", READY, {"pictures": "tens"}, "adjust", "pictures"),
        ("classification", BOOKS, {"rows": "tens"}, "adjust", "rows"),
        ("chatbot", PAPERS, {"pages": "tens"}, "adjust", "pages"),
        ("speech", TALK, {"hours": "tens"}, "adjust", "hours"),
        ("defect-detection", READY, {"answers": "person"}, "adjust", "answers"),
        ("defect-detection", READY, {"answers": UNKNOWN}, "adjust", "answers"),
        ("chatbot", PAPERS, {"checker": "none"}, "adjust", "checker"),
        ("optimisation", PLANNING, {"conditions": "head"}, "adjust", "conditions"),
        ("anomaly-detection", SENSOR, {"since": "weeks"}, "adjust", "since"),
        ("anomaly-detection", SENSOR, {"since": "stopped"}, "adjust", "since"),
        ("anomaly-detection", SENSOR, {"since": UNKNOWN}, "adjust", "since"),
        ("defect-detection", READY, {"access": "sensitive"}, "adjust", "access"),
        ("defect-detection", READY, {"access": UNKNOWN}, "adjust", "access"),
        ("anomaly-detection", SENSOR, {"cost": "tiny"}, "adjust", "cost"),
        ("forecasting", {**SENSOR, "deadline": "half"}, {"deadline": "month"}, "adjust", "deadline"),
        ("defect-detection", READY, {"goal": UNKNOWN}, "note", "goal"),
        ("defect-detection", READY, {"cost": UNKNOWN}, "note", "cost"),
        ("defect-detection", READY, {"answers": "some"}, "note", "answers"),
        ("defect-detection", READY, {"access": "onsite"}, "note", "access"),
        ("defect-detection", READY, {"access": "masked"}, "note", "access"),
        ("defect-detection", READY, {"now": "nobody"}, "note", "now"),
        ("optimisation", PLANNING, {"conditions": "partly"}, "note", "conditions"),
        ("chatbot", PAPERS, {"checker": "some"}, "note", "checker"),
        ("defect-detection", READY, {"cost": "safety"}, "good", "cost"),
        ("anomaly-detection", SENSOR, {"cost": "tiny", "often": "daily"}, "good", "often"),
        ("anomaly-detection", SENSOR, {"cost": "tiny", "simple_rule": "no"}, "good", "simple_rule"),
        ("classification", BOOKS, {}, "good", "rows"),
        ("chatbot", PAPERS, {}, "good", "pages"),
        ("chatbot", PAPERS, {}, "good", "checker"),
        ("speech", TALK, {}, "good", "hours"),
        ("optimisation", PLANNING, {}, "good", "conditions"),
        ("anomaly-detection", SENSOR, {}, "good", "since"),
        ("defect-detection", READY, {}, "good", "pictures"),
        ("defect-detection", READY, {}, "good", "answers"),
        ("defect-detection", READY, {}, "good", "goal"),
    ],
)  # fmt: skip
def test_each_line_of_the_verdict(kind, base, change, effect, points_to):
    found = diagnosed({**base, **change}, kind=kind)
    assert (Effect(effect), points_to) in effects(found)
    if effect in ("no_go", "adjust"):
        assert found.verdict.decision is not Decision.GO


def test_not_knowing_how_many_records_there_are_stops_nobody():
    found = diagnosed({**READY, "answers": "none", "pictures": UNKNOWN}).verdict
    assert found.decision is Decision.ADJUST
    assert "세어 보고" in found.reasons[0].turn.ko


def test_ai_not_needed_is_said_when_a_rule_settles_it():
    found = diagnosed({**SENSOR, "cost": "tiny", "often": "daily", "simple_rule": "clear"}, kind="anomaly-detection")
    assert found.verdict.decision is Decision.NO_GO
    assert found.verdict.headline.ko == "AI가 필요 없어 보입니다."


def test_a_paper_record_is_no_hindrance_to_reading_papers():
    found = diagnosed({**PAPERS, "records": ["paper"]}, kind="document-understanding")
    assert (Effect.ADJUST, "records") not in effects(found)


def test_an_unclear_sentence_asks_for_one_more_and_none_of_these_goes_to_the_office():
    unclear = diagnosed(chosen_type=None, kind="defect-detection")
    assert unclear.verdict.decision is Decision.GO
    from app.scoping.rules import diagnose

    weak = diagnose(READY, reading(confidence=0.2), raw=RAW)
    assert (Effect.ADJUST, "raw") in effects(weak)
    other = diagnosed(chosen_type="other")
    assert other.is_other
    assert (Effect.ADJUST, "raw") in effects(other)
    assert other.verdict.reasons[0].answer == (RAW,)


def test_500_random_answer_sets_give_a_verdict_whose_every_reason_traces_to_an_answer():
    dice = random.Random(2026)
    decisions = set()
    for _ in range(500):
        kind, answers = random_answers(dice)
        found = diagnosed(answers, kind=kind)
        decisions.add(found.verdict.decision)
        assert len(found.verdict.reasons) >= 3, (kind, answers)
        for reason in found.verdict.reasons:
            assert reason.answer == chosen(answers, reason.points_to), (reason, answers)
            assert reason.effect is Effect.GOOD or reason.turn, reason
        assert sum(milestone.share for milestone in found.plan.milestones) == 100
        assert {one.level for one in found.readiness} <= {1, 2, 3, 4, 5}
        assert len(found.readiness) == 7
        assert diagnosed(answers, kind=kind) == found
    assert decisions == set(Decision)


def test_every_option_of_every_question_is_spoken_of_by_the_verdict():
    silent = set()
    for one in questions():
        for option in [UNKNOWN, *(option.id for option in one.options)]:
            facts = {one.id: (option,), one.topic: (option,)}
            if not any(_may_speak(line, one.id, option) or holds(line["when"], facts) for line in LINES):
                silent.add((one.id, option))
    assert silent <= {
        *((name, UNKNOWN) for name in ("often", "simple_rule", "pictures", "rows", "pages", "hours", "deadline")),
        *(("deadline", option) for option in ("quarter", "half", "open")),
    }


def _may_speak(line, question_id, option):
    return line["points_to"] == question_id and any(option in wanted for wanted in line["when"].values())


def test_the_lines_name_only_questions_options_and_kinds_that_exist():
    known = {one.id: {UNKNOWN, "known", *(option.id for option in one.options)} for one in questions()}
    known |= {"amount": known["pictures"], "reading": {"none", "unclear"}, "only_records": known["records"]}
    known |= {"sample": {"resident_numbers", "personal", "few"}}
    for line in LINES:
        assert line["points_to"] in {*known, "raw"}
        assert all(set(wanted) <= known[name] for name, wanted in line["when"].items()), line
        assert set(line.get("not_for", ())) <= {kind.id for kind in task_types()}
        assert line["effect"] == "good" or line["turn"]["ko"]
