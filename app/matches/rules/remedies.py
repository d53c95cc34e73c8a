"""What would bring in those a constraint leaves out: the nearest change for each reason, tried by screening again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.core.language import Text, _, said
from app.core.money import format_won
from app.core.reference import LANGUAGE_NAMES, REGIONS
from app.matches.rules.market import Market
from matching.constraints import Reason
from matching.terms import BriefTerms, Remote, TalentTerms

# a change to one's own terms, and the sentence that names it with a gap for how many more that brings in
Change: TypeAlias = tuple[dict[str, Any], Text, dict[str, object]]


@dataclass(frozen=True)
class Remedy:
    """One change to the seeker's own terms, tried: it mends this reason and brings in so many more."""

    reason: Reason
    change: Mapping[str, Any]
    more: int
    sentence: Text


def tried(market: Market) -> list[Remedy]:
    """For each reason that the seeker can mend, the nearest change; only those that bring somebody in."""
    found = []
    for reason, others in _left_out_by(market):
        for change, sentence, gaps in _changes(reason, market, others):
            more = len(market.changed(**change).screening.eligible) - len(market.screening.eligible)
            if more > 0:
                found.append(Remedy(reason, change, more, said(sentence, more=more, **gaps)))
    return found


def _changes(reason: Reason, market: Market, others: Sequence[Any]) -> Iterator[Change]:
    if isinstance(market.own, BriefTerms):
        return _change_of_brief(reason, market.own, others)
    return _change_of_talent(reason, market.own, others, market.promised)


def _left_out_by(market: Market) -> Iterator[tuple[Reason, list[Any]]]:
    """Those whom one reason alone leaves out: one change can bring them in."""
    for reason in Reason:
        alone = [market.others[key] for key, found in market.screening.excluded.items() if found == (reason,)]
        if alone:
            yield reason, alone


def _change_of_brief(reason: Reason, brief: BriefTerms, talents: Iterable[TalentTerms]) -> Iterator[Change]:
    if reason is Reason.SCHEDULE:
        day = min(talent.earliest_start for talent in talents if talent.earliest_start)
        yield {"latest_start": day}, _("%(day)s에 시작해도 되면 %(more)s명이 더 보여요."), {"day": day}
    elif reason is Reason.HOURS:
        hours = max(talent.hours_per_week or 0 for talent in talents)
        yield {"hours_per_week": hours}, _("한 주 %(hours)s시간이면 %(more)s명이 더 보여요."), {"hours": hours}
    elif reason is Reason.REGION:
        yield {"remote": Remote.ANY}, _("어디서든 일해도 되면 %(more)s명이 더 보여요."), {}
    elif reason is Reason.RATE and brief.weeks and brief.hours_per_week:
        budget = min(talent.rate_won or 0 for talent in talents) * brief.weeks * brief.hours_per_week
        sentence = _("예산이 %(budget)s원이면 %(more)s명이 더 보여요.")
        yield {"budget_won": budget}, sentence, {"budget": format_won(budget)}
    elif reason is Reason.LANGUAGE:
        language = _most_frequent(talent.languages for talent in talents)
        sentence = _("%(language)s로 일해도 되면 %(more)s명이 더 보여요.")
        yield (
            {"languages": brief.languages | {language}},
            sentence,
            {"language": LANGUAGE_NAMES.get(language, language)},
        )


def _change_of_talent(
    reason: Reason, talent: TalentTerms, briefs: Iterable[BriefTerms], promised: Mapping[str, int]
) -> Iterator[Change]:
    if reason is Reason.SCHEDULE:
        day = max(brief.latest_start for brief in briefs if brief.latest_start)
        yield {"earliest_start": day}, _("%(day)s에 시작할 수 있으면 과제 %(more)s건이 더 보여요."), {"day": day}
    elif reason is Reason.HOURS:
        hours = min((brief.hours_per_week or 0) + promised.get(brief.id, 0) for brief in briefs)
        sentence = _("한 주 %(extra)s시간을 더 낼 수 있으면 과제 %(more)s건이 더 보여요.")
        yield {"hours_per_week": hours}, sentence, {"extra": hours - (talent.hours_per_week or 0)}
    elif reason is Reason.REGION:
        region = _most_frequent({brief.region} for brief in briefs)
        name = REGIONS[region].label if region in REGIONS else region
        sentence = _("%(region)s에서도 일할 수 있으면 과제 %(more)s건이 더 보여요.")
        yield {"regions": talent.regions | {region}}, sentence, {"region": name}
    elif reason is Reason.RATE:
        rate = max(brief.rate_won or 0 for brief in briefs)
        sentence = _("시간당 %(rate)s원도 괜찮으면 과제 %(more)s건이 더 보여요.")
        yield {"rate_won": rate}, sentence, {"rate": format_won(rate)}
    elif reason is Reason.LANGUAGE:
        language = _most_frequent(brief.languages for brief in briefs)
        sentence = _("%(language)s로도 일할 수 있으면 과제 %(more)s건이 더 보여요.")
        yield (
            {"languages": talent.languages | {language}},
            sentence,
            {"language": LANGUAGE_NAMES.get(language, language)},
        )


def _most_frequent(sets: Iterable[Iterable[str]]) -> str:
    """The value that stands in most sets; of equals the first by name."""
    counts = Counter(value for values in sets for value in values)
    return min(counts, key=lambda value: (-counts[value], value))
