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
        return self.screened()

    def screened(self, **change: Any) -> Screening:
        """Who may be ranked, as things are or with a change to one's own terms."""
        own = replace(self.own, **change)
        reasons = {key: reasons_against(*self._pair(own, key)) for key in sorted(self.others)}
        return Screening(
            eligible=tuple(key for key, found in reasons.items() if not found),
            excluded={key: found for key, found in reasons.items() if found},
        )

    def pair(self, key: str) -> tuple[BriefTerms, TalentTerms]:
        return self._pair(self.own, key)

    def _pair(self, own: BriefTerms | TalentTerms, key: str) -> tuple[BriefTerms, TalentTerms]:
        if isinstance(own, BriefTerms):
            return own, self.others[key]
        hours = own.hours_per_week
        left = None if hours is None else max(0, hours - self.promised.get(key, 0))
        return self.others[key], replace(own, hours_per_week=left)
