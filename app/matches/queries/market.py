"""Who may be matched with whom: the facts of one seeker and of everybody on the other side, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.accounts.models import User
from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.core.actors import Actor
from app.matches.models import Exclusion
from app.matches.rules.documents import brief_key, profile_key
from app.matches.rules.market import Market
from app.matches.rules.terms import terms_of_brief, terms_of_talent
from app.talents.models import BlockedOrganisation, CommittedHours, Profile
from app.talents.rules import busiest
from app.talents.workflow import ProfileState

# While the firm is still choosing, its list stays; after that there is nobody to look for.
LOOKING = (BriefState.PUBLISHED, BriefState.CLOSED, BriefState.SELECTING)
IN_THE_MARKET = (ProfileState.LISTED, ProfileState.PAUSED)

_FACTS = (
    Profile.id,
    Profile.number,
    Profile.state,
    Profile.matching_refused_at,
    Profile.starts_on,
    Profile.availability_hours,
    Profile.rate_won_per_hour,
    Profile.regions,
    Profile.remote,
    Profile.languages,
    Profile.wanted_industries,
    Profile.unwanted_industries,
    Profile.growth_skills,
)


def is_looking(brief: Brief) -> bool:
    """Whether the firm still looks for somebody for this brief."""
    return brief.state in LOOKING


def market_of_brief(session: Session, brief: Brief, as_of: date) -> Market:
    """All talents who ever showed themselves, as this brief meets them."""
    rows = session.execute(_profiles().where(Profile.state.in_(IN_THE_MARKET))).all()
    blocked = _blocking(session, brief.organisation_id)
    excluded = set(session.scalars(sa.select(Exclusion.profile_id).where(*_stands(Exclusion.brief_id == brief.id))))
    promised = _promised_during(session, *period_of(brief, as_of))
    talents = {
        profile_key(row.id): terms_of_talent(
            row,
            as_of=as_of,
            is_listed=row.state is ProfileState.LISTED,
            free_hours=_free(row.availability_hours, promised.get(row.id, 0)),
            blocked=[brief.organisation_id] if row.id in blocked else [],
            excluded_from=[brief.id] if row.id in excluded else [],
        )
        for row in rows
    }
    return Market(terms_of_brief(brief, is_open=is_looking(brief), as_of=as_of), talents)


def market_of_profile(session: Session, profile: Profile, as_of: date) -> Market:
    """All open briefs, as this talent meets them."""
    briefs = open_briefs(session)
    commitments = session.scalars(sa.select(CommittedHours).where(CommittedHours.profile_id == profile.id)).all()
    terms = terms_of_talent(
        profile,
        as_of=as_of,
        is_listed=profile.state is ProfileState.LISTED,
        free_hours=profile.availability_hours,
        blocked=session.scalars(
            sa.select(BlockedOrganisation.organisation_id).where(BlockedOrganisation.profile_id == profile.id)
        ),
        excluded_from=session.scalars(
            sa.select(Exclusion.brief_id).where(*_stands(Exclusion.profile_id == profile.id))
        ),
    )
    promised = {brief_key(brief.id): busiest(commitments, *period_of(brief, as_of)) for brief in briefs}
    others = {brief_key(brief.id): terms_of_brief(brief, is_open=True, as_of=as_of) for brief in briefs}
    return Market(terms, others, promised)


def open_briefs(session: Session) -> Sequence[Brief]:
    """Briefs that take proposals now."""
    query = sa.select(Brief).options(selectinload(Brief.requirements)).where(Brief.state == BriefState.PUBLISHED)
    return [brief for brief in session.scalars(query.order_by(Brief.id)).unique() if brief.is_open]


def listed_profile_ids(session: Session) -> set[int]:
    """Profiles that may be on lists at all: shown, not refusing, their account open."""
    query = _profiles().where(Profile.state == ProfileState.LISTED, Profile.matching_refused_at.is_(None))
    return {row.id for row in session.execute(query)}


def own_profile(session: Session, talent: Actor) -> Profile | None:
    return session.scalars(sa.select(Profile).where(Profile.user_id == talent.user_id)).first()


def period_of(brief: Brief, as_of: date) -> tuple[date, date]:
    """The days a brief's work would take."""
    start = max(brief.starts_on or as_of, as_of)
    return start, start + timedelta(weeks=brief.weeks or 1)


def _profiles() -> Any:
    return sa.select(*_FACTS).join(User, User.id == Profile.user_id).where(User.closed_at.is_(None))


def _stands(*conditions: sa.ColumnElement[bool]) -> tuple[sa.ColumnElement[bool], ...]:
    return (*conditions, Exclusion.undone_at.is_(None))


def _blocking(session: Session, organisation_id: int) -> set[int]:
    query = sa.select(BlockedOrganisation.profile_id).where(BlockedOrganisation.organisation_id == organisation_id)
    return set(session.scalars(query))


def _promised_during(session: Session, start: date, end: date) -> Mapping[int, int]:
    rows = session.scalars(
        sa.select(CommittedHours).where(CommittedHours.starts_on <= end, CommittedHours.ends_on >= start)
    )
    by_profile: dict[int, list[CommittedHours]] = defaultdict(list)
    for row in rows:
        by_profile[row.profile_id].append(row)
    return {profile_id: busiest(found, start, end) for profile_id, found in by_profile.items()}


def _free(hours: int | None, promised: int) -> int | None:
    return None if hours is None else max(0, hours - promised)
