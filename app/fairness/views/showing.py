"""The office sees how first-page places were shared out, week by week, among whom, and how groups fare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import g, request

from app.core import clock
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.pages import page_number, slice_page
from app.fairness import queries
from app.fairness.rules import FEWEST, LEAST_RATIO
from app.fairness.views.blueprint import HIDDEN, PEOPLE, bp
from app.matches.queries.exposure import WeekOfExposure, weeks_of_exposure
from app.matches.rules.exposure import MOST_FIRST_PAGES, week_of
from app.talents.models import Profile
from app.web.forms import page
from app.web.rules import allow


@bp.get("/office/exposure")
@allow(Kind.OFFICE)
def exposure() -> Any:
    today = clock.today()
    return page(
        "fairness/exposure.html",
        weeks=_since_first(weeks_of_exposure(g.db, today)),
        comparisons=queries.comparisons(g.db, today),
        stages=queries.STAGES,
        since=queries.since_of(today),
        most=MOST_FIRST_PAGES,
        fewest=FEWEST,
        least=LEAST_RATIO,
        people=PEOPLE,
        hidden=HIDDEN,
    )


def _since_first(weeks: Sequence[WeekOfExposure]) -> Sequence[WeekOfExposure]:
    """Without the weeks before anything was counted."""
    return weeks[: max((place for place, week in enumerate(weeks, 1) if week.places), default=0)]


@bp.get("/office/exposure/<week>/<any(listed, shown, never, full):which>")
@allow(Kind.OFFICE)
def people(week: str, which: str) -> Any:
    """The very people a number counts, by the number of their profile."""
    found = _week(week)
    ids = sorted(getattr(found, which))
    shown = slice_page(ids, page_number(request.args.get("page")))
    query = sa.select(Profile.id, Profile.number).where(Profile.id.in_(shown.items))
    numbers = dict(g.db.execute(query).all())
    return page(
        "fairness/people.html", week=found, label=PEOPLE[which], found=shown, numbers=numbers, places=found.places
    )


def _week(text: str) -> WeekOfExposure:
    try:
        monday = date.fromisoformat(text)
    except ValueError:
        raise NotFound() from None
    if monday != week_of(monday) or not queries.since_of(clock.today()) <= monday <= clock.today():
        raise NotFound()
    return weeks_of_exposure(g.db, monday, 1)[0]
