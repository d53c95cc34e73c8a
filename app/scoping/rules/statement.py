"""The problem in three sentences: who and what goes wrong, what it costs today, what should be different."""

from __future__ import annotations

from app.core.reference import INDUSTRIES
from app.scoping.rules.facts import Trouble
from app.scoping.rules.plan import Kpi
from app.scoping.rules.questions import chosen, question
from app.scoping.rules.tables import table
from app.scoping.rules.words import Words, words


def statement(trouble: Trouble, kpi: Kpi) -> tuple[Words, Words, Words]:
    return _who(trouble), _costs(trouble), _wish(trouble, kpi)


def _sentence(name: str) -> Words:
    return words(table("plan")["statement"][name])


def _who(trouble: Trouble) -> Words:
    raw = trouble.raw.strip().rstrip(".")
    label = INDUSTRIES.get(trouble.industry or "")
    return (
        _sentence("who_unknown").filled(raw=raw) if label is None else _sentence("who").filled(industry=label, raw=raw)
    )


def _costs(trouble: Trouble) -> Words:
    now, cost = _says(trouble, "now") or _sentence("now_unknown"), _says(trouble, "cost")
    if cost is None:
        return _sentence("costs_little_known").filled(now=now)
    return _sentence("costs").filled(now=now, cost=cost)


def _wish(trouble: Trouble, kpi: Kpi) -> Words:
    by = _says(trouble, "deadline") or _sentence("by_open")
    if not kpi.is_measured:
        return _sentence("wish_unmeasured").filled(by=by, kpi=kpi.name)
    return _sentence("wish").filled(by=by, kpi=kpi.name, unit=kpi.unit, baseline=kpi.baseline, target=kpi.target)


def _says(trouble: Trouble, question_id: str) -> Words | None:
    option = question(question_id).option(chosen(trouble.answers, question_id)[0])
    return option.says if option else None
