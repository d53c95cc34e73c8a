"""What a look at a sample found, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.scoping.rules.words import Words

PERSONAL = {
    "resident_number": Words("주민등록번호", "resident registration numbers"),
    "phone": Words("전화번호", "telephone numbers"),
    "email": Words("전자 우편 주소", "e-mail addresses"),
    "name": Words("사람 이름", "people's names"),
    "address": Words("주소", "addresses"),
    "card": Words("카드 번호", "card numbers"),
    "account": Words("계좌 번호", "bank accounts"),
    "birthday": Words("생년월일", "dates of birth"),
    "place": Words("사진을 찍은 곳", "where pictures were taken"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `kind` is number, date, category, text or empty. Values of personal columns are not repeated."""

    name: str
    kind: str
    filled: int
    missing: int
    distinct: int
    lowest: str = ""
    highest: str = ""
    values: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without a record, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Dates:
    """The span of the main column of dates, how many days have records, and the longest gaps."""

    column: str
    first: date
    last: date
    days_with_records: int
    gaps: tuple[Gap, ...]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Where between the first and the last day, in thousandths, records run without one of the gaps: start, length."""
        edges = [self.first]
        for gap in sorted(self.gaps, key=lambda gap: gap.first):
            edges += [gap.first, gap.last + timedelta(days=1)]
        places = [1000 * (day - self.first).days // self.days for day in edges] + [1000]
        return tuple((start, end - start) for start, end in zip(places[::2], places[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Target:
    """The column (or the folders) that likely hold the answer, and how often each answer occurs."""

    name: str
    balance: tuple[tuple[str, int], ...]

    @property
    def smallest_class(self) -> int:
        return min((count for _, count in self.balance), default=0)


@dataclass(frozen=True, slots=True)
class PersonalFinding:
    """A kind of personal detail, where it is (a column, a sheet, file names) and how often; never the value itself."""

    kind: str
    where: str
    count: int

    @property
    def text(self) -> Words:
        return PERSONAL[self.kind]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an archive: kinds, the range of sizes, folders, and what else was in it."""

    formats: tuple[tuple[str, int], ...]
    smallest: tuple[int, int] | None
    largest: tuple[int, int] | None
    folders: tuple[tuple[str, int], ...]
    unreadable: int
    others: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """One sample: `size` rows or pictures, `examined` of them looked at one by one."""

    kind: str  # "table" or "pictures"
    name: str
    form: str  # how it is written: "CSV · CP949 · ,", "XLSX · Sheet1", "ZIP"
    size: int
    examined: int
    columns: tuple[Column, ...] = ()
    duplicates: int = 0
    dates: Dates | None = None
    target: Target | None = None
    personal: tuple[PersonalFinding, ...] = ()
    pictures: Pictures | None = None
    notes: tuple[Words, ...] = ()

    @property
    def personal_kinds(self) -> frozenset[str]:
        return frozenset(finding.kind for finding in self.personal)

    @property
    def missing_percent(self) -> int:
        cells = sum(column.filled + column.missing for column in self.columns)
        return round(100 * sum(column.missing for column in self.columns) / cells) if cells else 0

    def facts(self, as_of: date | None = None) -> Mapping[str, Any]:
        """The numbers that the lines of readiness.toml ask for; None where the sample does not say."""
        dates = self.dates
        kinds = sorted(self.personal_kinds)
        texts = [PERSONAL[kind] for kind in kinds]
        return {
            "size": self.size,
            "missing_percent": self.missing_percent,
            "days": dates.days if dates else None,
            "days_old": max(0, (as_of - dates.last).days) if dates and as_of else None,
            "target": self.target.name if self.target else None,
            "smallest_class": self.target.smallest_class if self.target else None,
            "resident_numbers": int("resident_number" in kinds),
            "personal_kinds": len(kinds),
            "personal": Words(", ".join(text.ko for text in texts), ", ".join(text.en for text in texts)),
        }
