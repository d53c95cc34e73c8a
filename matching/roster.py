"""Many talents' terms as columns, so that one brief is checked against all of them at once (100,000 in milliseconds)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.constraints import Reason
from matching.drawn import Drawn
from matching.terms import BriefTerms, Remote, TalentTerms, is_within

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Places = Mapping[str, NDArray[np.int64]]
NOTHING: NDArray[np.int64] = np.empty(0, np.int64)


@dataclass(frozen=True)
class Screened:
    """The eligible in the roster's order, and how many each reason binds (as `Screening.counts`)."""

    eligible: Drawn
    counts: Mapping[Reason, int]


class Roster:
    """Answers exactly as `constraints.screen` does, which says the rules; build it anew when terms change."""

    def __init__(self, talents: Iterable[TalentTerms]) -> None:
        everyone = tuple(talents)
        self._ids = np.array([one.id for one in everyone], object)
        self._is_listed = np.array([one.is_listed for one in everyone], bool)
        self._refuses = np.array([one.refuses_matching for one in everyone], bool)
        self._starts = _numbers([_day(one.earliest_start) for one in everyone])
        self._hours = _numbers([one.hours_per_week for one in everyone])
        self._rates = _numbers([one.rate_won for one in everyone])
        self._is_choosy = np.array([one.visible_to is not None for one in everyone], bool)
        self._visible_to = _places([one.visible_to or () for one in everyone])
        self._blocked = _places([one.blocked for one in everyone])
        self._declined = _places([one.declined for one in everyone])
        self._has_regions = np.array([bool(one.regions) for one in everyone], bool)
        self._regions = _places([one.regions for one in everyone])
        self._has_languages = np.array([bool(one.languages) for one in everyone], bool)
        self._languages = _places([one.languages for one in everyone])
        self._unwanted = _places([one.unwanted_industries for one in everyone])

    def screen(self, brief: BriefTerms) -> Screened:
        remaining = np.ones(len(self._ids), bool)
        counts = {}
        for reason, excluded in self._masks(brief).items():
            bound = int(np.count_nonzero(remaining & excluded))
            if bound:
                counts[reason] = bound
            remaining &= ~excluded
        return Screened(Drawn(self._ids, np.flatnonzero(remaining)), counts)

    def _masks(self, brief: BriefTerms) -> Mapping[Reason, Mask]:
        """In the order of `Reason`: the first that holds binds."""
        unwanted = [name for name in self._unwanted if is_within(brief.industry, frozenset({name}))]
        must_be_there = brief.remote is not Remote.ANY and bool(brief.region)
        latest = _day(brief.latest_start)
        return {
            Reason.BRIEF_CLOSED: np.full(len(self._ids), not brief.is_open),
            Reason.NOT_LISTED: ~self._is_listed,
            Reason.REFUSES_MATCHING: self._refuses,
            Reason.NOT_VISIBLE: self._is_choosy & ~self._in(self._visible_to, [brief.client_id]),
            Reason.BLOCKED: self._in(self._blocked, [brief.client_id]),
            Reason.DECLINED: self._in(self._declined, [brief.id]),
            Reason.SCHEDULE: self._starts > _or_nan(latest),
            Reason.HOURS: self._hours < _or_nan(brief.hours_per_week),
            Reason.REGION: must_be_there & self._has_regions & ~self._in(self._regions, [brief.region]),
            Reason.RATE: self._rates > _or_nan(brief.rate_won),
            Reason.LANGUAGE: bool(brief.languages)
            & self._has_languages
            & ~self._in(self._languages, sorted(brief.languages)),
            Reason.UNWANTED_INDUSTRY: self._in(self._unwanted, unwanted),
        }

    def _in(self, places: Places, names: Sequence[str]) -> Mask:
        mask = np.zeros(len(self._ids), bool)
        for name in names:
            mask[places.get(name, NOTHING)] = True
        return mask


def _numbers(values: Sequence[int | None]) -> Numbers:
    """NaN where nothing is said: no comparison with it holds, so it excludes nobody."""
    return np.array([_or_nan(value) for value in values], np.float64)


def _day(value: date | None) -> int | None:
    return None if value is None else value.toordinal()


def _or_nan(value: int | None) -> float:
    return np.nan if value is None else value


def _places(sets: Sequence[Iterable[str]]) -> Places:
    found: dict[str, list[int]] = defaultdict(list)
    for place, names in enumerate(sets):
        for name in names:
            found[name].append(place)
    return {name: np.array(places, np.int64) for name, places in found.items()}
