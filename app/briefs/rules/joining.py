"""What a joint draft says: the leading firm's brief, with what the others add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.briefs.rules.fields import ESSENTIALS_MOST, LENGTHS, NICES_MOST, RANGES, Line, without_firm
from app.core.language import _, said

ANSWER_DAYS = 5  # business days in which the firms answer
NOTE_LENGTH = 500
GRAVEST_FIRST = ("no_go", "adjust", "go")
TOLD = ("problem", "tried", "data_text")  # each firm's own words, one after the other
LISTED = ("deliverables", "out_of_scope")  # lines, each once
LEADS_WORDS = ("raw", "title", "kpi_name", "kpi_how")
LEADS_TERMS = (
    "kpi_unit",
    "kpi_baseline",
    "kpi_target",
    "industry_ksic",
    "task_type",
    "milestones",
    "region_code",
    "remote",
)


def joint_answers(lead: Any, others: Sequence[Any]) -> dict[str, Any]:
    """The fields of a joint draft. Nobody's name stands in it: it will be read by people who may not know the firms."""
    briefs = [lead, *others]
    hide = _hiding(briefs)
    return {
        **{name: getattr(lead, name) for name in LEADS_TERMS},
        **{name: hide(getattr(lead, name)) for name in LEADS_WORDS},
        **{name: _told([hide(getattr(one, name)) for one in briefs])[: LENGTHS[name]] for name in TOLD},
        **{name: _listed([hide(getattr(one, name)) for one in briefs], LENGTHS[name]) for name in LISTED},
        "essential": _lines((line for one in briefs for line in one.essential), hide)[:ESSENTIALS_MOST],
        "nice": _lines((line for one in briefs for line in one.nice), hide)[:NICES_MOST],
        "budget_won": _together([one.budget_won for one in briefs]),
        "weeks": max((one.weeks for one in briefs if one.weeks), default=None),
        "hours_per_week": max((one.hours_per_week for one in briefs if one.hours_per_week), default=None),
        "verdict": next((verdict for verdict in GRAVEST_FIRST if verdict in {one.verdict for one in briefs}), None),
    }


def _hiding(briefs: Iterable[Any]) -> Callable[[str], str]:
    names = [name for one in briefs for name in (one.organisation.name, one.organisation.name_en)]
    return lambda text: without_firm(text, *names)


def _told(texts: Sequence[str]) -> str:
    """The first firm's words, then each other's under a line that says so; the same words once."""
    lead, *others = texts
    added = [text for text in dict.fromkeys(others) if text and text != lead]
    heading = _("함께하는 기업 %(number)s")
    parts = [f"{said(heading, number=number)}\n{text}" for number, text in enumerate(added, 1)]
    return "\n\n".join([lead, *parts] if lead else parts)


def _listed(texts: Iterable[str], limit: int) -> str:
    """As many whole lines as fit, each once."""
    joined = ""
    for line in dict.fromkeys(line for text in texts for line in text.splitlines() if line):
        longer = f"{joined}\n{line}" if joined else line
        if len(longer) > limit:
            break
        joined = longer
    return joined


def _lines(lines: Iterable[Line], hide: Callable[[str], str]) -> list[Line]:
    found = {hide(line.text): line.skill_ids for line in lines}
    return [Line(text, skill_ids) for text, skill_ids in found.items()]


def _together(budgets: Sequence[int | None]) -> int | None:
    """What the firms can spend between them; unknown where one has not said."""
    known = [budget for budget in budgets if budget is not None]
    return min(sum(known), RANGES["budget_won"][1]) if len(known) == len(budgets) else None
