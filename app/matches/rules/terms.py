"""The facts that filter before anything is ranked, taken from rows of columns; and as JSON, to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, TypeVar

from app.core.reference import current_region
from app.matches.rules.documents import brief_key, profile_key
from matching.terms import BriefTerms, Remote, TalentTerms

START_SLACK = timedelta(days=14)
T = TypeVar("T", BriefTerms, TalentTerms)


def terms_of_brief(brief: Any, *, is_open: bool, as_of: date) -> BriefTerms:
    """`is_open`: whether this reader may still look for (or be) somebody for it."""
    starts_on = max(brief.starts_on, as_of) if brief.starts_on else None
    return BriefTerms(
        id=brief_key(brief.id),
        client_id=str(brief.organisation_id),
        is_open=is_open,
        industry=brief.industry_ksic,
        region=_region(brief.region_code, as_of),
        remote=Remote(brief.remote.value),
        latest_start=starts_on + START_SLACK if starts_on else None,
        weeks=brief.weeks,
        hours_per_week=brief.hours_per_week,
        budget_won=brief.budget_won,
        languages=frozenset({brief.language} if brief.language else ()),
        task_types=frozenset(_wishes_met_by(brief)),
    )


def _wishes_met_by(brief: Any) -> Iterable[str]:
    """What a talent may want to grow in: the kind of work and the skills that the requirements name."""
    if brief.task_type:
        yield brief.task_type
    for requirement in brief.requirements:
        yield from requirement.skill_ids or ()


def terms_of_talent(
    profile: Any,
    *,
    as_of: date,
    is_listed: bool,
    free_hours: int | None,
    blocked: Iterable[int],
    excluded_from: Iterable[int],
) -> TalentTerms:
    """`profile` has the profile's columns; the other facts stand in other tables."""
    return TalentTerms(
        id=profile_key(profile.id),
        is_listed=is_listed,
        refuses_matching=profile.matching_refused_at is not None,
        blocked=frozenset(map(str, blocked)),
        declined=frozenset(map(brief_key, excluded_from)),
        earliest_start=profile.starts_on,
        hours_per_week=free_hours,
        regions=frozenset(_region(code, as_of) for code in profile.regions or ()),
        remote=Remote(profile.remote),
        rate_won=profile.rate_won_per_hour,
        languages=frozenset(profile.languages or ()),
        wanted_industries=frozenset(profile.wanted_industries or ()),
        unwanted_industries=frozenset(profile.unwanted_industries or ()),
        interests=frozenset(profile.growth_skills or ()),
    )


def _region(code: str, day: date) -> str:
    """Codes of merged provinces and of their successor are one place."""
    return current_region(code, day) or code if code else ""


def terms_as_json(terms: BriefTerms | TalentTerms) -> dict[str, Any]:
    return {field.name: _plain(getattr(terms, field.name)) for field in fields(terms)}


def terms_from_json(kind: type[T], content: Mapping[str, Any]) -> T:
    return kind(**{field.name: _rich(field.type, content[field.name]) for field in fields(kind)})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def _rich(annotation: Any, value: Any) -> Any:
    if value is None:
        return None
    if annotation is Remote:
        return Remote(value)
    if "date" in str(annotation):
        return date.fromisoformat(value)
    return frozenset(value) if isinstance(value, list) else value
