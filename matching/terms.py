"""The plain facts of a brief and of a talent: what constraints filter by and what the talent's side weighs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Remote(StrEnum):
    """Where the work may be done, or where a talent will work."""

    ANY = "any"
    REGION = "region"
    ONSITE = "onsite"


@dataclass(frozen=True)
class BriefTerms:
    """What a brief asks for besides skill; None and empty mean that it does not say."""

    id: str
    client_id: str = ""
    is_open: bool = True
    industry: str = ""  # KSIC, a letter or a letter and digits
    region: str = ""
    remote: Remote = Remote.ANY
    latest_start: date | None = None
    weeks: int | None = None
    hours_per_week: int | None = None
    budget_won: int | None = None
    max_rate_won: int | None = None
    languages: frozenset[str] = frozenset()
    task_types: frozenset[str] = frozenset()

    @property
    def rate_won(self) -> int | None:
        """What an hour may cost: as said, or the budget over the hours asked for."""
        if self.max_rate_won is not None:
            return self.max_rate_won
        if self.budget_won is None or not self.weeks or not self.hours_per_week:
            return None
        return self.budget_won // (self.weeks * self.hours_per_week)


@dataclass(frozen=True)
class TalentTerms:
    """What a talent offers and wishes besides skill; empty wishes mean that anything is welcome."""

    id: str
    is_listed: bool = True
    refuses_matching: bool = False
    visible_to: frozenset[str] | None = None  # None: every client
    blocked: frozenset[str] = frozenset()  # clients, blocked by either
    declined: frozenset[str] = frozenset()  # briefs the talent said no to, or was excluded from
    earliest_start: date | None = None
    hours_per_week: int | None = None  # still free
    regions: frozenset[str] = frozenset()
    remote: Remote = Remote.ANY
    rate_won: int | None = None
    languages: frozenset[str] = frozenset()
    wanted_industries: frozenset[str] = frozenset()
    unwanted_industries: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()  # task types the talent looks for


def is_within(industry: str, industries: frozenset[str]) -> bool:
    """A named section ("C") holds its divisions ("C22")."""
    return any(industry.startswith(named) for named in industries)
