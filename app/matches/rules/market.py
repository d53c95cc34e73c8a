"""One seeker and everybody on the other side, with the facts that decide whether they may be matched at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from matching.constraints import Screening, reasons_against
from matching.terms import BriefTerms, TalentTerms


@dataclass(frozen=True)
class Market:
    """`own` is the seeker's terms, `others` the other side's by id; `promised` a talent's hours already given away
    during each brief (talents on a brief's own market come with what is left of their hours).
    """

    own: BriefTerms | TalentTerms
    others: Mapping[str, Any]
    promised: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def screening(self) -> Screening:
        """Who may be ranked."""
        reasons = {key: reasons_against(*self.pair(key)) for key in sorted(self.others)}
        return Screening(
            eligible=tuple(key for key, found in reasons.items() if not found),
            excluded={key: found for key, found in reasons.items() if found},
        )

    def changed(self, **change: Any) -> Market:
        """The same others before a seeker with other terms."""
        return replace(self, own=replace(self.own, **change))

    def pair(self, key: str) -> tuple[BriefTerms, TalentTerms]:
        if isinstance(self.own, BriefTerms):
            return self.own, self.others[key]
        hours = self.own.hours_per_week
        left = None if hours is None else max(0, hours - self.promised.get(key, 0))
        return self.others[key], replace(self.own, hours_per_week=left)
