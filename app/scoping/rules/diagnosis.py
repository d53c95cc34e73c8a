"""The whole diagnosis from one sentence and its answers: the same in, the same out, with the version of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.scoping.rules.budget import Comparable, Estimate, estimate
from app.scoping.rules.cases import CaseSummary, PastCase, summarise
from app.scoping.rules.facts import Trouble, places_for
from app.scoping.rules.plan import Plan, plan_for
from app.scoping.rules.questions import Answers, relevant
from app.scoping.rules.readiness import Readiness, readiness
from app.scoping.rules.samples.findings import Inspection
from app.scoping.rules.statement import statement
from app.scoping.rules.tables import data_version
from app.scoping.rules.verdict import Verdict, judge
from app.scoping.rules.words import Words
from matching.reading import Suggestion, TaskReading, reading_version, suggest_requirements

CODE = "2"  # raise it when the meaning of the rules changes though their files do not
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a client reads before a draft is made; `rules_version` is kept with it."""

    task_type: str
    is_other: bool
    reading: TaskReading
    statement: tuple[Words, Words, Words]
    readiness: tuple[Readiness, ...]
    verdict: Verdict
    plan: Plan
    requirements: Suggestion
    estimate: Estimate
    cases: CaseSummary
    rules_version: str


def rules_version() -> str:
    return f"{CODE}.{data_version()}.{reading_version()}"


def diagnose(
    answers: Answers,
    reading: TaskReading,
    *,
    raw: str,
    industry: str | None = None,
    chosen_type: str | None = None,
    sample: Inspection | None = None,
    as_of: date | None = None,
    comparables: Sequence[Comparable] = (),
    cases: Sequence[PastCase] = (),
) -> Diagnosis:
    """`chosen_type` is what the owner chose instead of the reading (`OTHER`: none of them); `as_of` dates the sample."""
    is_other = chosen_type == OTHER
    task_type = reading.first if is_other or not chosen_type else chosen_type
    trouble = Trouble(
        raw=raw,
        industry=industry,
        task_type=task_type,
        answers=relevant(answers, task_type, places_for(reading)),
        reading=reading,
        is_confirmed=bool(chosen_type),
        is_other=is_other,
        sample=sample,
    )
    plan = plan_for(trouble)
    return Diagnosis(
        task_type=task_type,
        is_other=is_other,
        reading=reading,
        statement=statement(trouble, plan.kpi),
        readiness=readiness(trouble.facts(), sample, as_of),
        verdict=judge(trouble),
        plan=plan,
        requirements=suggest_requirements(raw, task_type, industry),
        estimate=estimate(comparables, task_type),
        cases=summarise(cases),
        rules_version=rules_version(),
    )
