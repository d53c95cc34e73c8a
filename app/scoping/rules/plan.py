"""What the brief may promise: title, KPI, milestones with shares, deliverables and what is left out, from templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.scoping.rules.facts import Trouble, holds
from app.scoping.rules.questions import MEASURES, industry_group
from app.scoping.rules.tables import table
from app.scoping.rules.words import Words, same, words


@dataclass(frozen=True, slots=True)
class Kpi:
    """The number that should move; baseline and target are as the owner typed them, empty where not yet known."""

    name: Words
    unit: Words
    better: str
    how: Words
    baseline: str
    target: str

    @property
    def is_measured(self) -> bool:
        return bool(self.baseline and self.target)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step: when it is accepted, and its share of the pay in hundredths."""

    id: str
    title: Words
    accept: Words
    share: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be built, and how one would know that it is done."""

    id: str
    title: Words
    kpi: Kpi
    milestones: tuple[Milestone, ...]
    deliverables: tuple[Words, ...]
    out_of_scope: tuple[Words, ...]

    @property
    def weeks(self) -> int:
        return sum(milestone.weeks for milestone in self.milestones)


def plan_for(trouble: Trouble) -> Plan:
    usual, special = _works(trouble)
    kpi = _kpi(special["kpi"], trouble)
    chosen = next(row for row in table("plan")["plan"] if holds(row.get("when", {}), trouble.facts()))
    gaps = {"kpi": kpi.name, "goal": _goal(kpi), "first": words(usual["first"])}
    return Plan(
        id=chosen["id"],
        title=words(special["title"]),
        kpi=kpi,
        milestones=tuple(_milestone(row, gaps) for row in chosen["milestone"]),
        deliverables=_once(
            [*usual["deliverables"], *special["deliverables"], *table("plan")["common"]["deliverables"]]
        ),
        out_of_scope=_once(
            [*special["out_of_scope"], *usual["out_of_scope"], *table("plan")["common"]["out_of_scope"]]
        ),
    )


def _works(trouble: Trouble) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The template of this kind of work, and the one closest to the industry whose `when` holds."""
    same_kind = [row for row in table("plan")["work"] if row["task_type"] == trouble.task_type]
    usual = next(row for row in same_kind if "industry" not in row)
    group = industry_group(trouble.industry) if trouble.industry else ""
    facts = trouble.facts()
    close = (row for row in same_kind if row.get("industry") == group and holds(row.get("when", {}), facts))
    return usual, next(close, usual)


def _kpi(row: Mapping[str, Any], trouble: Trouble) -> Kpi:
    """The template's, unless the owner named another number."""
    given = trouble.answers.get("goal")
    goal = given if isinstance(given, Mapping) else {}
    baseline, target = (str(goal.get(name) or "").strip() for name in MEASURES)
    return Kpi(
        name=same(goal["name"]) if goal.get("name") else words(row["name"]),
        unit=same(goal["unit"]) if goal.get("unit") else words(row["unit"]),
        better=row["better"],
        how=words(row["how"]),
        baseline=baseline,
        target=target,
    )


def _goal(kpi: Kpi) -> Words:
    goal = words(table("plan")["goals"]["known" if kpi.is_measured else "unknown"])
    return goal.filled(kpi=kpi.name, target=kpi.target, unit=kpi.unit)


def _milestone(row: Mapping[str, Any], gaps: Mapping[str, Words]) -> Milestone:
    return Milestone(row["id"], words(row["title"]), words(row["accept"]).filled(**gaps), row["share"], row["weeks"])


def _once(cells: list[Mapping[str, str]]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(words(cell) for cell in cells))
