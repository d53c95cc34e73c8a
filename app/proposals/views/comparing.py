"""Proposals side by side: the same facts in the same order, with the differences said in a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from app.briefs.models import Brief, Requirement
from app.core.language import Text, _, ngettext
from app.proposals.models import Proposal
from app.proposals.rules import LABELS
from app.proposals.workflow import OPEN
from app.web.templating import day, won

MOST = 4
Cell: TypeAlias = str | tuple[str, str, Text]
Row: TypeAlias = tuple[Text, list[Cell]]


def chosen_for_comparison(proposals: Sequence[Proposal], picked: Sequence[str]) -> list[Proposal]:
    """Those the reader ticked, else the open ones; no more than fit beside each other."""
    chosen = [p for p in proposals if str(p.id) in picked] or [p for p in proposals if p.state in OPEN]
    return chosen[:MOST]


def compared(brief: Brief, proposals: Sequence[Proposal]) -> list[Row]:
    if not proposals:
        return []
    return [
        (_("금액"), _amounts(brief, proposals)),
        (LABELS["starts_on"], _marked(proposals, lambda p: p.starts_on, day, _("가장 빠름"))),
        (LABELS["ends_on"], _marked(proposals, lambda p: p.ends_on, day, _("가장 빠름"))),
        *((requirement.text, [_proof(p, requirement) for p in proposals]) for requirement in brief.requirements),
        (
            _("해 본 일"),
            [
                ngettext("%(num)s건", "%(num)s건", len(p.profile.projects)) % {"num": len(p.profile.projects)}
                for p in proposals
            ],
        ),
    ]


def _amounts(brief: Brief, proposals: Sequence[Proposal]) -> list[Cell]:
    cells = _marked(proposals, lambda p: p.amount_won, won, _("가장 낮음"))
    over = [bool(brief.budget_won and p.amount_won and p.amount_won > brief.budget_won) for p in proposals]
    return [
        (won(p.amount_won), "attention", _("예산보다 많음")) if is_over else cell
        for p, is_over, cell in zip(proposals, over, cells, strict=True)
    ]


def _marked(
    proposals: Sequence[Proposal], value: Callable[[Proposal], Any], show: Callable[[Any], str], word: Text
) -> list[Cell]:
    """The smallest is marked where they differ."""
    values = [value(p) for p in proposals]
    known = [v for v in values if v is not None]
    differ = len(set(known)) > 1
    return [(show(v), "good", word) if differ and v == min(known) else show(v) for v in values]


def _proof(proposal: Proposal, requirement: Requirement) -> Cell:
    row = proposal.evidence_for(requirement)
    if row is None or not row.text.strip():
        return "–", "quiet", _("답 없음")
    return (row.text, "good", _("프로젝트로 보임")) if row.project_id else (row.text, "active", _("글로 답함"))
