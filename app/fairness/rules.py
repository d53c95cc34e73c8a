"""The groups one may give, and how groups are compared: the four-fifths rule, only where enough people stand behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from app.core.language import Text, _

CONSENT_PURPOSE = "fairness"
CONSENT_VERSION = "2026-11"

GENDERS: Mapping[str, Text] = {"woman": _("여성"), "man": _("남성"), "other": _("그 밖")}
AGE_BANDS: Mapping[str, Text] = {"to_34": _("34세까지"), "35_49": _("35~49세"), "from_50": _("50세부터")}

FEWEST = 30  # people in a group before anything is said of it
LEAST_RATIO = 0.8  # of the best group's rate; below it the office should look closer


@dataclass(frozen=True)
class Impact:
    """How often one group was reached, beside the group reached most often.

    Nothing is told of a group of fewer than FEWEST people, not even how few, and no ratio where no other group is told of.
    """

    group: str
    people: int | None = None
    rate: float | None = None
    ratio: float | None = None

    @property
    def is_low(self) -> bool:
        return self.ratio is not None and self.ratio < LEAST_RATIO


def impacts(groups: Mapping[str, Collection[int]], reached: Set[int]) -> list[Impact]:
    """`groups` hold people by number; `reached` are those, of whatever group, to whom it happened."""
    rates = {name: len(reached & set(people)) / len(people) for name, people in groups.items() if len(people) >= FEWEST}
    best = max(rates.values(), default=0.0)
    return [
        Impact(name, len(people), rates[name], rates[name] / best if best and len(rates) > 1 else None)
        if name in rates
        else Impact(name)
        for name, people in groups.items()
    ]
