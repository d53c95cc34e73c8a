"""How many first pages a week somebody may stand on, who has no history yet, and the first page these facts give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from app.core.pages import PAGE_SIZE
from matching.exposure import FirstPage, lay_out

# One person answers about four invitations a working day at most; whoever is shown to more firms only keeps them waiting.
MOST_FIRST_PAGES = 20
# Fewer first pages than this in the weeks before, and no work through this market yet: somebody without history.
NEW_BELOW = 5
WEEKS_LOOKED_BACK = 12


def week_of(day: date) -> date:
    """The Monday of its week, in Korea as every day here."""
    return day - timedelta(days=day.weekday())


def page_for(key: str, inputs: Mapping[str, Any], order: Sequence[str]) -> dict[str, list[str]] | None:
    """The first page of this brief's list, from facts that stand in the run's inputs; None where they were not asked.

    The draw is the week's, so that a list does not change between two looks.
    """
    facts = inputs.get("exposure")
    if facts is None:
        return None
    page = lay_out(order, full=facts["full"], new=facts["new"], seed=f"{key} {facts['week']}", size=PAGE_SIZE)
    return {"keys": list(page.keys), "offered": list(page.offered), "resting": list(page.resting)}


def page_from_json(content: Mapping[str, Sequence[str]] | None) -> FirstPage:
    return FirstPage(**{name: tuple(keys) for name, keys in content.items()}) if content else FirstPage(())
