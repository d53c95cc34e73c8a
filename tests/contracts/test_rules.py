"""The split, the terms, the questions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.briefs.rules import Milestone
from app.contracts.rules.terms import (
    RANGES,
    Step,
    Terms,
    default_steps,
    points_to_employment,
    problem_of_sum,
    problems_of_steps,
    problems_of_terms,
    steps_of_plan,
)

START, END = date(2026, 12, 1), date(2027, 2, 9)


def step(amount=100, day=END, title="완료", criteria="기준"):
    return Step(title, criteria, amount, day)


@pytest.mark.parametrize("amount", [1, 7, 999_999, 12_000_000, 1_234_567])
def test_the_default_split_always_adds_up(amount):
    steps = default_steps(amount, START, END, deliverables="", measure="불량률")
    assert sum(s.amount_won for s in steps) == amount
    assert problems_of_steps(steps, amount_won=amount, starts_on=START, ends_on=END) is None


def test_the_default_split_is_thirty_forty_thirty_over_amount_and_time():
    steps = default_steps(10_000_000, START, END, deliverables="불량 예보 화면", measure="불량률")
    assert [(s.title, s.amount_won, s.due_on) for s in steps] == [
        ("착수", 3_000_000, date(2026, 12, 22)),
        ("중간", 4_000_000, date(2027, 1, 19)),
        ("완료", 3_000_000, END),
    ]
    assert steps[-1].criteria == "불량 예보 화면"


@pytest.mark.parametrize("amount", [1, 7, 999_999, 12_000_000, 1_234_567])
@pytest.mark.parametrize("shares", [(100,), (20, 30, 30, 20), (33, 33, 34), (10, 15, 30, 25, 20)])
def test_a_briefs_milestones_take_every_won_and_day_the_last_the_rest(amount, shares):
    plan = [Milestone(f"{n}단계", "기준", share, n + 1) for n, share in enumerate(shares)]
    steps = steps_of_plan(plan, amount, START, END)
    assert sum(step.amount_won for step in steps) == amount
    assert [step.amount_won for step in steps[:-1]] == [amount * share // 100 for share in shares[:-1]]
    assert steps[-1].due_on == END
    assert problems_of_steps(steps, amount_won=amount, starts_on=START, ends_on=END) is None


@pytest.mark.parametrize(
    ("amounts", "said"),
    [([40, 60], None), ([40, 50], "10원 모자라요"), ([60, 50], "10원 많아요"), ([], "100원 모자라요")],
)
def test_amounts_add_up_to_the_contract(amounts, said):
    problem = problem_of_sum(amounts, 100)
    assert (problem is None) if said is None else said in str(problem)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "하나부터"),
        ([step(10)] * 13, "하나부터"),
        ([step(title="")], "이름과 검수 기준"),
        ([step(criteria="")], "이름과 검수 기준"),
        ([step(-1), step(101)], "0원보다"),
        ([step(day=date(2026, 11, 30))], "계약 기간"),
        ([step(day=date(2027, 2, 10))], "계약 기간"),
        ([step(99)], "모자라요"),
    ],
)
def test_what_is_wrong_with_a_split(steps, said):
    assert said in str(problems_of_steps(steps, amount_won=100, starts_on=START, ends_on=END))


@pytest.mark.parametrize("name", RANGES)
def test_each_term_has_its_range(name):
    low, high = RANGES[name]
    for value, is_fine in ((low - 1, False), (low, True), (high, True), (high + 1, False)):
        facts: dict[str, Any] = {name: value}
        assert (name not in problems_of_terms(Terms(**facts))) is is_fine


def test_an_unknown_choice_of_rights_is_refused():
    assert "ip" in problems_of_terms(Terms(ip="mine"))


def test_results_are_jointly_owned_unless_chosen_otherwise():
    assert Terms().ip == "joint"


@pytest.mark.parametrize(
    ("yes", "points"),
    [((), False), (("hours", "inside"), False), (("directed",), True), (("hours", "inside", "exclusive"), True)],
)
def test_signs_of_employment(yes, points):
    assert points_to_employment(yes) is points
