"""Readiness, plan, budget, cases and statement: from answers, files and comparables handed in as plain data."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from datetime import date

import pytest

from app.core.language import speaking
from app.scoping.rules import Comparable, PastCase, inspect_sample, rules_version
from app.scoping.rules.questions import industry_group, questions
from app.scoping.rules.tables import table
from app.scoping.rules.words import Words
from matching.reading import task_types
from tests.scoping.rules.samples import files
from tests.scoping.rules.worlds import READY, diagnosed

SENSOR = {
    "now": "too_late",
    "cost": "middle",
    "records": ["machine"],
    "answers": "most",
    "since": "years",
    "access": "open",
}


def levels(found):
    return {one.dimension: one.level for one in found.readiness}


@pytest.mark.parametrize(
    ("kind", "change", "dimension", "level"),
    [
        ("defect-detection", {"pictures": "more"}, "volume", 5),
        ("defect-detection", {"pictures": "thousands"}, "volume", 4),
        ("defect-detection", {"pictures": "hundreds"}, "volume", 3),
        ("defect-detection", {"pictures": "tens"}, "volume", 2),
        ("defect-detection", {"pictures": "unknown"}, "volume", 2),
        ("defect-detection", {"records": ["none"]}, "volume", 1),
        ("defect-detection", {"records": ["audio"]}, "volume", 3),
        ("defect-detection", {"records": ["paper"]}, "volume", 2),
        ("defect-detection", {"records": "unknown"}, "volume", 2),
        ("anomaly-detection", {**SENSOR}, "volume", 5),
        ("anomaly-detection", {**SENSOR, "since": "months"}, "volume", 4),
        ("anomaly-detection", {**SENSOR, "since": "weeks"}, "volume", 2),
        ("defect-detection", {"answers": "most"}, "labels", 5),
        ("defect-detection", {"answers": "some"}, "labels", 3),
        ("defect-detection", {"answers": "person"}, "labels", 2),
        ("defect-detection", {"answers": "none"}, "labels", 1),
        ("defect-detection", {"answers": "unknown"}, "labels", 2),
        ("forecasting", {"records": ["excel"]}, "labels", 4),
        ("defect-detection", {"records": ["none"]}, "labels", 1),
        ("defect-detection", {"records": "unknown"}, "labels", 2),
        ("anomaly-detection", {**SENSOR}, "period", 5),
        ("anomaly-detection", {**SENSOR, "since": "months"}, "period", 4),
        ("anomaly-detection", {**SENSOR, "since": "weeks"}, "period", 2),
        ("anomaly-detection", {**SENSOR, "since": "stopped"}, "period", 2),
        ("anomaly-detection", {**SENSOR, "since": "unknown"}, "period", 2),
        ("anomaly-detection", {"records": ["none"]}, "period", 1),
        ("anomaly-detection", {"records": "unknown"}, "period", 2),
        ("defect-detection", {}, "period", 4),
        ("defect-detection", {"records": ["none"]}, "format", 1),
        ("anomaly-detection", {**SENSOR}, "format", 5),
        ("defect-detection", {"records": ["excel"]}, "format", 4),
        ("defect-detection", {"records": ["photos"]}, "format", 4),
        ("chatbot", {"records": ["texts"]}, "format", 3),
        ("defect-detection", {"records": ["paper"]}, "format", 2),
        ("defect-detection", {"records": "unknown"}, "format", 2),
        ("defect-detection", {"access": "open"}, "access", 5),
        ("defect-detection", {"access": "masked"}, "access", 4),
        ("defect-detection", {"access": "onsite"}, "access", 3),
        ("defect-detection", {"access": "sensitive"}, "access", 2),
        ("defect-detection", {"access": "no"}, "access", 1),
        ("defect-detection", {"records": ["none"]}, "access", 1),
        ("defect-detection", {"access": "unknown"}, "access", 2),
        ("defect-detection", {"access": "open"}, "personal", 5),
        ("defect-detection", {"access": "masked"}, "personal", 4),
        ("defect-detection", {"access": "sensitive"}, "personal", 1),
        ("defect-detection", {"access": "unknown"}, "personal", 4),
        ("object-tracking", {"access": "unknown"}, "personal", 2),
        ("chatbot", {"records": ["texts"]}, "personal", 3),
        ("defect-detection", {"records": ["none"]}, "freshness", 1),
        ("anomaly-detection", {**SENSOR, "since": "stopped"}, "freshness", 2),
        ("anomaly-detection", {**SENSOR}, "freshness", 5),
        ("defect-detection", {"records": ["system"]}, "freshness", 5),
        ("defect-detection", {"records": ["photos"]}, "freshness", 3),
        ("defect-detection", {"records": "unknown"}, "freshness", 2),
    ],
)  # fmt: skip
def test_each_line_of_readiness(kind, change, dimension, level):
    base = READY if kind == "defect-detection" else {"now": "expert", "cost": "middle"}
    assert levels(diagnosed({**base, **change}, kind=kind))[dimension] == level


def test_every_level_points_at_an_answer_the_file_or_the_kind_of_work():
    known = {*(one.id for one in questions()), "sample", "kind"}
    assert {one.source for one in diagnosed().readiness} <= known


def test_the_file_itself_speaks_for_amount_answers_and_period():
    found = inspect_sample(files.daily_log(400), "기록.csv")
    shown = diagnosed(
        {**SENSOR, "since": "weeks", "answers": "person"},
        kind="anomaly-detection",
        sample=found,
        as_of=date(2025, 2, 10),
    )

    assert levels(shown) == {
        "volume": 3,
        "labels": 4,
        "period": 5,
        "format": 5,
        "access": 5,
        "personal": 5,
        "freshness": 5,
    }
    assert {one.source for one in shown.readiness} == {"sample", "access"}
    assert "400" in next(one for one in shown.readiness if one.dimension == "volume").because.en


def test_resident_numbers_in_the_file_ask_for_another_file():
    text = "이름,주민번호\n" + "\n".join(f"김수{n % 10},900101-1{n:06}" for n in range(200))
    found = diagnosed(sample=inspect_sample(io.BytesIO(text.encode()), "a.csv"))
    assert levels(found)["personal"] == 1
    assert found.verdict.decision == "adjust"
    assert any(reason.points_to == "sample" for reason in found.verdict.reasons)


def test_a_small_file_and_personal_details_are_remarked():
    text = "메일,값\n" + "\n".join(f"a{n}@b.kr,{n}" for n in range(20))
    found = diagnosed(sample=inspect_sample(io.BytesIO(text.encode()), "a.csv"))
    assert {(reason.effect, reason.points_to) for reason in found.verdict.reasons} >= {
        ("adjust", "sample"),
        ("note", "sample"),
    }


def test_the_statement_says_who_what_it_costs_and_what_should_change():
    with speaking("en"):
        who, costs, wish = diagnosed().statement
    assert "금속가공제품" in who.ko
    assert who.ko.endswith("찾고 싶어요”")
    assert costs == Words(
        "지금은 사람이 하나하나 보고 처리해요. 그래서 한 달에 200만~1,000만 원쯤 손해가 나요.",
        "Today a person handles each one; it costs about ₩2–10 million a month.",
    )
    assert "4.5%에서 2%" in wish.ko


def test_a_statement_without_numbers_promises_none():
    who, costs, wish = diagnosed({}, industry=None).statement
    assert "현장에서" in who.ko
    assert "재지 않았어요" in costs.ko
    assert "처음 두 주" in wish.ko


def test_the_plan_follows_from_what_is_there():
    assert diagnosed().plan.id == "usual"
    assert diagnosed({**READY, "answers": "person"}).plan.id == "mark_first"
    assert diagnosed({**READY, "records": ["none"]}).plan.id == "record_first"
    assert diagnosed({**READY, "pictures": "tens"}).plan.id == "collect_first"
    assert diagnosed({**READY, "access": "sensitive"}).plan.id == "mask_first"
    planning = {"now": "expert", "cost": "middle", "records": ["excel"], "checker": "most", "conditions": "head"}
    assert diagnosed(planning, kind="optimisation").plan.id == "conditions_first"
    assert [one.id for one in diagnosed({**READY, "answers": "person"}).plan.milestones][1] == "marking"
    assert diagnosed().plan.weeks == 11


def test_milestones_name_the_number_to_reach():
    trial = next(one for one in diagnosed().plan.milestones if one.id == "trial")
    assert "2%" in trial.accept.ko
    assert "2 %" in trial.accept.en


def test_an_owner_may_name_another_number():
    kpi = diagnosed({**READY, "goal": {"name": "클레임", "baseline": "9", "target": "3", "unit": "건"}}).plan.kpi
    assert (kpi.name.ko, kpi.unit.en, kpi.baseline, kpi.target) == ("클레임", "건", "9", "3")


def test_industries_have_templates_of_their_own():
    special = [row for row in table("plan")["work"] if "industry" in row]
    assert len({(row["industry"], row["task_type"]) for row in special}) == len(special) >= 12
    assert (
        diagnosed(industry="C25").plan.title != diagnosed(industry="F").plan.title != diagnosed(industry="K").plan.title
    )
    assert {row["industry"] for row in special} <= {industry_group(code) for code in "ABCDEFGHIJKLMNOPQRS"}


def test_a_template_whose_condition_does_not_hold_is_passed_over():
    danger = diagnosed({**READY, "cost": "safety"}, kind="object-tracking", industry="F").plan
    sorting = diagnosed(kind="object-tracking", industry="E38").plan
    assert danger.title.ko == "현장 위험 살피기"
    assert sorting.title == diagnosed(kind="object-tracking", industry="K").plan.title


def test_every_plan_pays_the_whole_and_ends_with_a_handover():
    for plan in table("plan")["plan"]:
        assert sum(one["share"] for one in plan["milestone"]) == 100, plan["id"]
        assert plan["milestone"][-1]["id"] == "handover", plan["id"]


@pytest.mark.parametrize("kind", [one.id for one in task_types()])
@pytest.mark.parametrize("industry", ["C22", "G", "M", None])
def test_every_kind_of_work_has_a_whole_plan(kind, industry):
    plan = diagnosed(kind=kind, industry=industry).plan
    assert len(plan.deliverables) >= 3
    assert len(plan.out_of_scope) >= 2
    assert sum(one.share for one in plan.milestones) == 100
    assert all("%(" not in one.accept.ko + one.accept.en for one in plan.milestones)
    assert plan.kpi.better in ("lower", "higher")


def test_essentials_are_three_to_five_of_the_vocabulary():
    for kind in task_types():
        found = diagnosed(kind=kind.id).requirements
        assert 3 <= len(found.essential) <= 5
        assert not {one.skill_id for one in found.essential} & {one.skill_id for one in found.nice}


def test_fewer_than_five_contracts_give_no_range():
    contracts = [Comparable("defect-detection", 10_000_000, 8)] * 4 + [Comparable("speech", 1, 1)] * 9
    estimate = diagnosed(comparables=contracts).estimate
    assert (estimate.count, estimate.amount_won, estimate.weeks) == (4, None, None)


def test_five_contracts_give_the_tenth_to_the_ninetieth_hundredth():
    contracts = [
        Comparable("defect-detection", amount * 1_000_000, weeks)
        for amount, weeks in ((5, 4), (10, 6), (15, 8), (20, 10), (30, 20))
    ]
    estimate = diagnosed(comparables=contracts).estimate
    assert (estimate.count, estimate.amount_won, estimate.weeks) == (5, (7_000_000, 26_000_000), (5, 16))


def test_similar_cases_are_told_with_their_failures():
    cases = [PastCase("a", "가", "labels"), PastCase("b", "나", "labels"), PastCase("c", "다")]
    found = diagnosed(cases=cases).cases
    assert (found.count, found.stopped, found.reason.ko) == (3, 2, "답이 적힌 기록 부족")
    assert str(found.sentence()).startswith("유사 과제 3건 중 2건이 중단됐어요.")
    with speaking("en"):
        assert (
            str(found.sentence())
            == "Similar briefs: 3, of which 2 ended early. Most frequent reason: too few records with the answer (2)"
        )
    assert diagnosed(cases=[PastCase("c", "다")]).cases.reason is None
    assert diagnosed(cases=[PastCase("c", "다", "nobody knows")]).cases.reason.ko == "그 밖의 까닭"


def test_a_diagnosis_is_plain_data_with_the_version_of_its_rules():
    kept = json.loads(json.dumps(asdict(diagnosed()), ensure_ascii=False))
    assert kept["rules_version"] == rules_version()
    assert kept["verdict"]["label"] == {"ko": "진행", "en": "Go"}


def test_every_sentence_of_the_data_has_both_languages():
    def cells(node):
        if isinstance(node, dict):
            if "ko" in node or "en" in node:
                yield node
            else:
                yield from (cell for child in node.values() for cell in cells(child))
        elif isinstance(node, list):
            yield from (cell for child in node for cell in cells(child))

    for name in ("questions", "readiness", "verdict", "plan", "wording"):
        found = list(cells(table(name)))
        assert found
        assert all(set(cell) == {"ko", "en"} and all(cell.values()) for cell in found)


def test_words_are_read_in_the_readers_language_and_keep_percent_signs():
    words = Words("%(n)s% 줄어요", "falls by %(n)s%")
    assert str(words.filled(n=5)) == "5% 줄어요"
    with speaking("en"):
        assert str(words.filled(n=5)) == "falls by 5%"
