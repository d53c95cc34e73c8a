"""First-page places: who stands on enough of them this week, who has no history, and how they were shared out by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app.core import clock
from app.core.history import History
from app.matches.models import FirstPlace
from app.matches.rules.documents import number_of, profile_key
from app.matches.rules.exposure import MOST_FIRST_PAGES, NEW_BELOW, WEEKS_LOOKED_BACK, week_of
from app.talents.models import CommittedHours, ProfileSkill
from app.talents.workflow import EvidenceLevel, ProfileState
from matching.rounds import gini

Asked: TypeAlias = tuple[URL, date, datetime]  # which database, up to which week, in which hour

# Who stood on enough first pages before this week. Weeks that are over change no more, so one answer serves every list of
# an hour; a new one is asked for each hour because a place may be written some seconds after its week was over.
_stood_before: dict[Asked, frozenset[str]] = {}


def exposure_of(session: Session, brief_key: str, eligible: Sequence[str], as_of: date) -> dict[str, Any]:
    """What the first page of this brief's list takes into account, as it is stored with the run."""
    week = week_of(as_of)
    full = _with_places(
        session, MOST_FIRST_PAGES, FirstPlace.week_on == week, FirstPlace.brief_id != number_of(brief_key)
    )
    known = _who_stood_before(session, week) | _who_worked(session)
    return {
        "week": week.isoformat(),
        "full": [key for key in eligible if key in full],
        "new": [key for key in eligible if key not in known],
    }


def _who_stood_before(session: Session, week: date) -> frozenset[str]:
    asked = session.get_bind().engine.url, week, clock.now().replace(minute=0, second=0, microsecond=0)
    found = _stood_before.get(asked)
    if found is None:
        weeks = FirstPlace.week_on.between(_first_week(week), week - timedelta(weeks=1))
        found = frozenset(_with_places(session, NEW_BELOW, weeks))
        _stood_before.clear()
        _stood_before[asked] = found
    return found


def _with_places(session: Session, least: int, *conditions: sa.ColumnElement[bool]) -> set[str]:
    query = sa.select(FirstPlace.profile_id).where(*conditions).group_by(FirstPlace.profile_id)
    return {profile_key(id_) for id_ in session.scalars(query.having(sa.func.count() >= least))}


def _who_worked(session: Session) -> set[str]:
    """Hours promised to a contract, or a skill that an outcome proved: work through this market."""
    verified = sa.select(ProfileSkill.profile_id).where(ProfileSkill.evidence_level == EvidenceLevel.OUTCOME_VERIFIED)
    return {profile_key(id_) for id_ in session.scalars(sa.select(CommittedHours.profile_id).union(verified))}


def _first_week(week: date) -> date:
    return week - timedelta(weeks=WEEKS_LOOKED_BACK)


# -- for the office -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WeekOfExposure:
    """How one week's first-page places were shared out; people by the number of their profile, so each can be looked up.

    `listed` are all who had been listed by its end, `never` those of them who stood on no first page up to then.
    """

    week_on: date
    places: Mapping[int, int]
    offered: int
    listed: frozenset[int]
    never: frozenset[int]

    @property
    def shown(self) -> frozenset[int]:
        return frozenset(self.places)

    @property
    def full(self) -> frozenset[int]:
        return frozenset(id_ for id_, count in self.places.items() if count >= MOST_FIRST_PAGES)

    @property
    def total(self) -> int:
        return sum(self.places.values())

    @property
    def offered_share(self) -> float | None:
        return self.offered / self.total if self.total else None

    @property
    def gini(self) -> float | None:
        return gini([self.places.get(id_, 0) for id_ in self.listed]) if self.places else None


def weeks_of_exposure(session: Session, today: date, weeks: int = WEEKS_LOOKED_BACK) -> list[WeekOfExposure]:
    """The newest week first; the running one is told as far as it has come."""
    listed, shown = _first_listed(session), _first_shown(session)
    newest = week_of(today)
    return [_week(session, newest - timedelta(weeks=ago), listed, shown) for ago in range(weeks)]


def _week(session: Session, week: date, listed: Mapping[int, date], shown: Mapping[int, date]) -> WeekOfExposure:
    rows = session.execute(
        sa.select(FirstPlace.profile_id, FirstPlace.is_offered).where(FirstPlace.week_on == week)
    ).all()
    places = Counter(row.profile_id for row in rows)
    end = week + timedelta(weeks=1)
    known = frozenset(id_ for id_, day in listed.items() if day < end) | places.keys()
    return WeekOfExposure(
        week_on=week,
        places=places,
        offered=sum(row.is_offered for row in rows),
        listed=known,
        never=frozenset(id_ for id_ in known if shown.get(id_, end) >= end),
    )


def _first_listed(session: Session) -> dict[int, date]:
    """The day each profile first became one that firms can find."""
    query = sa.select(History.thing_id, sa.func.min(History.id)).where(
        History.thing == "profile", History.to_state == ProfileState.LISTED.value
    )
    first = query.group_by(History.thing_id).subquery()
    rows = session.execute(sa.select(History.thing_id, History.at).where(History.id.in_(sa.select(first.c[1]))))
    return {id_: clock.day_of(at) for id_, at in rows}


def _first_shown(session: Session) -> dict[int, date]:
    query = sa.select(FirstPlace.profile_id, sa.func.min(FirstPlace.week_on)).group_by(FirstPlace.profile_id)
    return dict(session.execute(query).all())


def profiles_shown(session: Session, since: date) -> set[int]:
    """Who had at least one first-page place in the weeks from `since` on."""
    return set(session.scalars(sa.select(FirstPlace.profile_id).where(FirstPlace.week_on >= since).distinct()))
