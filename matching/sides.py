"""The talent's side of a match, from plain facts, and how the two sides are joined."""

from collections.abc import Mapping

from matching.scoring import Part, Side
from matching.terms import BriefTerms, Remote, TalentTerms, is_within

UNKNOWN = 0.5  # what is not said speaks neither for nor against
ELSEWHERE = 0.25  # the talent named wishes, and this is not among them
WEIGHTS = {"industry": 0.25, "interest": 0.25, "pay": 0.25, "hours": 0.15, "place": 0.1}


def talent_side(brief: BriefTerms, talent: TalentTerms) -> Side:
    measures = measure_talent_side(brief, talent)
    parts = tuple([Part(name, weight * measures[name]) for name, weight in WEIGHTS.items()])
    return Side(sum([part.points for part in parts]), parts)


def measure_talent_side(brief: BriefTerms, talent: TalentTerms) -> Mapping[str, float]:
    """How well the brief suits the talent's wishes, each from 0 to 1."""
    return {
        "industry": _wish(talent.wanted_industries, is_within(brief.industry, talent.wanted_industries)),
        "interest": _wish(talent.interests, bool(brief.task_types & talent.interests)),
        "pay": _pay(brief.rate_won, talent.rate_won),
        "hours": _hours(brief.hours_per_week, talent.hours_per_week),
        "place": _place(brief, talent),
    }


def join(client: float, talent: float) -> float:
    """The harmonic mean: a match is as good as its worse side allows, and either side at 0 gives 0."""
    return 2 * client * talent / (client + talent) if client and talent else 0.0


def _wish(wishes: frozenset[str], is_met: bool) -> float:
    if not wishes:
        return UNKNOWN
    return 1.0 if is_met else ELSEWHERE


def _pay(offered: int | None, asked: int | None) -> float:
    """Half where the offer is half of what is asked, full from a third above it."""
    if not offered or not asked:
        return UNKNOWN
    return min(1.0, 0.75 * offered / asked)


def _hours(needed: int | None, free: int | None) -> float:
    """Best where the work fills the free hours; a small job in a free week suits less."""
    if not needed or not free:
        return UNKNOWN
    return min(1.0, UNKNOWN + UNKNOWN * needed / free)


def _place(brief: BriefTerms, talent: TalentTerms) -> float:
    if brief.remote is Remote.ANY:
        return 1.0 if talent.remote is Remote.ANY else UNKNOWN
    return 1.0 if brief.region and brief.region in talent.regions else UNKNOWN
