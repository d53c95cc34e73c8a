"""A draft's answers from a diagnosis: every line is only a proposal, to be edited by its owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from app.briefs.rules import LENGTHS, RANGES, Line
from app.briefs.rules.milestones import ACCEPT_LENGTH, MILESTONE_TITLE_LENGTH, Milestone
from app.core.language import _, current, said
from app.intake.rules.answers import answer_text, records_text
from app.intake.rules.kinds import kept_names
from app.scoping.rules.diagnosis import Diagnosis
from app.scoping.rules.kinds import Requirement
from app.scoping.rules.plan import Milestone as PlannedMilestone
from app.scoping.rules.questions import Answers, Question
from app.scoping.rules.samples import Inspection

HOURS_PER_WEEK = 20  # what most briefs ask for; said on the page


def draft_answers(
    diagnosis: Diagnosis,
    questions: Iterable[Question],
    answers: Answers,
    *,
    raw: str,
    industry: str,
    sample: Inspection | None,
) -> dict[str, Any]:
    """The fields of a brief, in the language being spoken."""
    path, plan, kpi = list(questions), diagnosis.plan, diagnosis.plan.kpi
    now = next((one for one in path if one.id == "now" and one.id in answers), None)
    texts = {
        "raw": raw,
        "title": str(plan.title),
        "problem": "\n".join(str(sentence) for sentence in diagnosis.statement),
        "tried": answer_text(now, answers) if now else "",
        "data_text": records_text(path, answers, sample),
        "kpi_name": str(kpi.name),
        "kpi_unit": str(kpi.unit),
        "kpi_how": str(kpi.how),
        "deliverables": fitted(map(str, plan.deliverables), LENGTHS["deliverables"]),
        "out_of_scope": fitted(map(str, plan.out_of_scope), LENGTHS["out_of_scope"]),
    }
    low, high = RANGES["weeks"]
    return {
        **{name: text[: LENGTHS[name]] for name, text in texts.items()},
        "kpi_baseline": number(kpi.baseline),
        "kpi_target": number(kpi.target),
        "industry_ksic": industry,
        "task_type": None if diagnosis.is_other else kept_names()[diagnosis.task_type],
        "verdict": str(diagnosis.verdict.decision),
        "weeks": min(max(plan.weeks, low), high),
        "hours_per_week": HOURS_PER_WEEK,
        "milestones": [milestone(one) for one in plan.milestones],
        "essential": [line(one) for one in diagnosis.requirements.essential],
        "nice": [line(one) for one in diagnosis.requirements.nice],
    }


def milestone(planned: PlannedMilestone) -> Milestone:
    title, accept = str(planned.title)[:MILESTONE_TITLE_LENGTH], str(planned.accept)[:ACCEPT_LENGTH]
    return Milestone(title, accept, planned.share, planned.weeks)


def line(requirement: Requirement) -> Line:
    skill = requirement.text(current())
    return Line(str(said(_("%(skill)s 경험"), skill=skill)), (requirement.skill_id,))


def fitted(lines: Iterable[str], limit: int) -> str:
    """As many whole lines as fit."""
    text = ""
    for one in lines:
        if len(text) + len(one) + 1 > limit:
            break
        text = f"{text}\n{one}" if text else one
    return text


def number(typed: str) -> Decimal | None:
    """A number as briefs keep it; one that is too fine or too large is left for its owner to write."""
    try:
        value = Decimal(typed.replace(",", "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def without_refused(answers: Mapping[str, Any], refused: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if name not in refused}
