"""Candidates side by side: one row for each thing to compare, the differences named in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from app.core import clock
from app.core.language import Text, _, ngettext, said
from app.matches.queries.cards import Card
from app.matches.rules.wording import words_of
from app.web.templating import day, won

Cell: TypeAlias = str | tuple[str, str, str]  # where it differs or is judged: the text, its tone, the word for it

LABELS = {"met": ("good", _("충족")), "partly": ("attention", _("부분")), "not_met": ("quiet", _("미충족"))}
NOT_SAID = _("적지 않음")


def comparison(cards: Sequence[Card]) -> list[tuple[Text, list[Cell]]]:
    rows: list[tuple[Text, list[Cell]]] = []
    if all(card.score for card in cards):
        rows.append(_row(_("적합도"), cards, _points, _score, _("가장 높음"), highest=True))
        rows += _requirement_rows(cards)
    return [
        *rows,
        _row(_("한 주에"), cards, lambda card: card.talent_terms.hours_per_week, _hours, _("가장 많음"), highest=True),
        _row(_("시작"), cards, _start, _day, _("가장 빠름"), highest=False),
        _row(_("시간당"), cards, lambda card: card.talent_terms.rate_won, won, _("가장 낮음"), highest=False),
    ]


def _row(
    label: Text, cards: Sequence[Card], value_of: Callable[[Card], Any], say: Callable[[Any], str], best: Text, *, highest: bool
) -> tuple[Text, list[Cell]]:  # fmt: skip
    values = [value_of(card) for card in cards]
    known = [value for value in values if value is not None]
    top = (max(known) if highest else min(known)) if len(set(known)) > 1 else None
    cells: list[Cell] = []
    for value in values:
        text = str(NOT_SAID) if value is None else say(value)
        cells.append((text, "good", str(best)) if value is not None and value == top else text)
    return label, cells


def _requirement_rows(cards: Sequence[Card]) -> list[tuple[Text, list[Cell]]]:
    """Everybody's requirements are the brief's, in its order."""
    return [
        (_requirement(fits[0]), [_requirement_cell(fit) for fit in fits])
        for fits in zip(*(card.requirements for card in cards), strict=True)
    ]


def _requirement(fit: Mapping[str, Any]) -> Text:
    return fit["text"] if fit["is_essential"] else said(_("%(requirement)s (우대)"), requirement=fit["text"])


def _requirement_cell(fit: Mapping[str, Any]) -> Cell:
    tone, word = LABELS[fit["label"]]
    return fit["quote"] or str(_("근거 문장 없음")), tone, str(word)


def _points(card: Card) -> int | None:
    return card.score.points if card.score else None


def _score(points: int) -> str:
    return f"{points} · {words_of(points / 100)}"


def _start(card: Card) -> date:
    """Who says no day, or one gone by, can start today."""
    return max(card.talent_terms.earliest_start or date.min, clock.today())


def _day(value: date) -> str:
    return day(value) if value > clock.today() else str(_("바로"))


def _hours(value: int) -> str:
    return ngettext("%(num)s시간", "%(num)s시간", value) % {"num": value}
