"""Who cannot be matched, and why: constraints filter and are counted, they never lower a score."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matching.terms import BriefTerms, Remote, TalentTerms, is_within


class Reason(StrEnum):
    """In this order: the first that holds is the one that binds, and the one that is counted."""

    BRIEF_CLOSED = "brief_closed"
    NOT_LISTED = "not_listed"
    REFUSES_MATCHING = "refuses_matching"
    NOT_VISIBLE = "not_visible"
    BLOCKED = "blocked"
    DECLINED = "declined"
    SCHEDULE = "schedule"
    HOURS = "hours"
    REGION = "region"
    RATE = "rate"
    LANGUAGE = "language"
    UNWANTED_INDUSTRY = "unwanted_industry"


Check = Callable[[BriefTerms, TalentTerms], bool]

EXCLUDES: Mapping[Reason, Check] = {
    Reason.BRIEF_CLOSED: lambda brief, talent: not brief.is_open,
    Reason.NOT_LISTED: lambda brief, talent: not talent.is_listed,
    Reason.REFUSES_MATCHING: lambda brief, talent: talent.refuses_matching,
    Reason.NOT_VISIBLE: lambda brief, talent: (
        talent.visible_to is not None and brief.client_id not in talent.visible_to
    ),
    Reason.BLOCKED: lambda brief, talent: brief.client_id in talent.blocked,
    Reason.DECLINED: lambda brief, talent: brief.id in talent.declined,
    Reason.SCHEDULE: lambda brief, talent: _is_more(talent.earliest_start, brief.latest_start),
    Reason.HOURS: lambda brief, talent: _is_more(brief.hours_per_week, talent.hours_per_week),
    Reason.REGION: lambda brief, talent: not _is_reachable(brief, talent),
    Reason.RATE: lambda brief, talent: _is_more(talent.rate_won, brief.rate_won),
    Reason.LANGUAGE: lambda brief, talent: _share_no_language(brief, talent),
    Reason.UNWANTED_INDUSTRY: lambda brief, talent: is_within(brief.industry, talent.unwanted_industries),
}


@dataclass(frozen=True)
class Screening:
    """Who may be ranked, and for everyone else every reason, the binding one first."""

    eligible: tuple[str, ...]
    excluded: Mapping[str, tuple[Reason, ...]]

    @property
    def counts(self) -> Mapping[Reason, int]:
        """How many each reason binds, in the fixed order; the sum is the number of the excluded."""
        binding = Counter(reasons[0] for reasons in self.excluded.values())
        return {reason: binding[reason] for reason in Reason if binding[reason]}


def reasons_against(brief: BriefTerms, talent: TalentTerms) -> tuple[Reason, ...]:
    return tuple(reason for reason in Reason if EXCLUDES[reason](brief, talent))


def screen(brief: BriefTerms, talents: Iterable[TalentTerms]) -> Screening:
    return _screened({talent.id: reasons_against(brief, talent) for talent in talents})


def screen_briefs(talent: TalentTerms, briefs: Iterable[BriefTerms]) -> Screening:
    return _screened({brief.id: reasons_against(brief, talent) for brief in briefs})


def _screened(reasons: Mapping[str, tuple[Reason, ...]]) -> Screening:
    return Screening(
        eligible=tuple(sorted(id_ for id_, found in reasons.items() if not found)),
        excluded={id_: found for id_, found in sorted(reasons.items()) if found},
    )


def _is_more(left: Any, right: Any) -> bool:
    """What one side does not say excludes nobody."""
    return left is not None and right is not None and bool(left > right)


def _is_reachable(brief: BriefTerms, talent: TalentTerms) -> bool:
    """Work that is not wholly remote needs someone who goes there; a talent who names no region goes anywhere."""
    return brief.remote is Remote.ANY or not brief.region or not talent.regions or brief.region in talent.regions


def _share_no_language(brief: BriefTerms, talent: TalentTerms) -> bool:
    return bool(brief.languages and talent.languages and not brief.languages & talent.languages)
