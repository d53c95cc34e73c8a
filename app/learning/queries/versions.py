"""Versions of the weights for the office: each beside the one in use, who switched when and why, and what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.briefs.models import Brief
from app.briefs.rules import language_of
from app.core.errors import NotFound
from app.core.history import History
from app.matches.models import Mode, WeightsVersion
from app.matches.queries.lists import list_for_brief
from app.matches.queries.market import open_briefs
from app.matches.queries.plainly import public_numbers
from app.matches.queries.weights import weights_in_use
from app.matches.workflow import WEIGHTS
from app.settings import Settings
from matching.learning.histories import PARTS, shares_of
from matching.weights import Weights

TRIED_ON = 3  # briefs
PLACES = 10


@dataclass(frozen=True)
class Switch:
    """One change of the weights in use."""

    version: WeightsVersion
    entry: History
    name: str

    @property
    def reason(self) -> str:
        return str(self.entry.facts["reason"])

    @property
    def language(self) -> str:
        """The language the reason is written in, for readers of the other one."""
        return language_of(self.reason)


@dataclass(frozen=True)
class Trial:
    """One open brief's first places: as they are, and as they would be; (number, place now or None) from the top."""

    brief: Brief
    places: Sequence[tuple[str, int | None]]

    @property
    def language(self) -> str:
        """The language the brief is written in, for readers of the other one."""
        return language_of(self.brief.heading)

    @property
    def moved(self) -> int:
        return sum(now != place for place, (_number, now) in enumerate(self.places, 1))


def versions(session: Session) -> Sequence[WeightsVersion]:
    """Newest first."""
    return session.scalars(sa.select(WeightsVersion).order_by(WeightsVersion.id.desc())).all()


def find_last_fit(session: Session) -> WeightsVersion | None:
    """The newest version that was fitted here, whoever asked for it."""
    return next((one for one in versions(session) if one.report), None)


def get_version(session: Session, version_id: int) -> WeightsVersion:
    found = session.get(WeightsVersion, version_id)
    if found is None:
        raise NotFound()
    return found


def switches(session: Session) -> list[Switch]:
    """Newest first."""
    rows = session.execute(
        sa.select(WeightsVersion, History, User.name_ko)
        .join(History, sa.and_(History.thing == WEIGHTS.name, History.thing_id == WeightsVersion.id))
        .outerjoin(User, User.id == History.actor_id)
        .where(History.move == "switch_on")
        .order_by(History.id.desc())
    )
    return [Switch(version, entry, name or "") for version, entry, name in rows]


def percents_of(weights: Weights) -> Mapping[str, int]:
    return {part: round(100 * float(share)) for part, share in zip(PARTS, shares_of(weights), strict=True)}


def trials(session: Session, version: WeightsVersion, settings: Settings, as_of: date) -> list[Trial]:
    """On the newest open briefs whose list is ranked in full; none with weights that no longer fit the scoring."""
    found: list[Trial] = []
    for brief in reversed(open_briefs(session)):
        trial = _trial(session, brief, version.weights, settings, as_of) if version.weights else None
        if trial is not None:
            found.append(trial)
        if len(found) == TRIED_ON:
            break
    return found


def _trial(session: Session, brief: Brief, weights: Weights, settings: Settings, as_of: date) -> Trial | None:
    now, then = (
        list_for_brief(session, brief, settings, as_of, weights=tried).run
        for tried in (weights_in_use(session), weights)
    )
    if now.mode is not Mode.FULL or not now.ranked:
        return None
    ranks = {key: rank for rank, key in enumerate(now.by_score, 1)}
    first = then.by_score[:PLACES]
    numbers = public_numbers(session, first)
    return Trial(brief, [(numbers[key], ranks.get(key)) for key in first])
