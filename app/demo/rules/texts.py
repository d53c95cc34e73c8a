"""The texts of the demo world as they were written: firms, briefs, invitations, deals and talents."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]

DATA = Path(__file__).parent.parent / "data"
WRITTEN_ON = date(2026, 11, 22)  # the day from which the talents' texts look back


@dataclass(frozen=True)
class Texts:
    """Everything people of the demo say."""

    organisations: list[Row]
    briefs: list[Row]
    invitations: list[Row]
    deals: list[Row]
    talents: list[Row]

    def briefs_of(self, organisation: str) -> list[Row]:
        return [brief for brief in self.briefs if brief["organisation"] == organisation]

    def brief(self, key: str) -> Row:
        return next(brief for brief in self.briefs if brief["key"] == key)

    def deal_of(self, brief: str) -> Row | None:
        return next((deal for deal in self.deals if deal["brief"] == brief), None)

    def invitations_to(self, brief: str) -> list[Row]:
        return [invitation for invitation in self.invitations if invitation["brief"] == brief]

    def only(self, organisations: Collection[str], talents: Collection[str]) -> Texts:
        """A smaller world: these firms with what is theirs, and these talents."""
        return replace(
            self,
            organisations=[row for row in self.organisations if row["key"] in organisations],
            briefs=[row for row in self.briefs if row["organisation"] in organisations],
            talents=[row for row in self.talents if row["key"] in talents],
        )


def read_texts() -> Texts:
    return Texts(*(_rows(name) for name in ("organisations", "briefs", "invitations", "deals", "talents")))


def _rows(name: str) -> list[Row]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def as_if_written(day: str, today: date) -> date:
    """A day in a talent's text, moved by whole weeks as if the text had been written this week; "2026-05" is its first day."""
    written = date.fromisoformat(f"{day}-01" if len(day) == len("2026-05") else day)
    return written + timedelta(weeks=(today - WRITTEN_ON).days // 7)
