"""What became of each line of a file, in words an office clerk can act on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.language import Text, _, said


class Became(StrEnum):
    GOOD = "good"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


BECAME: Mapping[Became, Text] = {
    Became.GOOD: _("이상 없음"),
    Became.NEW: _("새로 넣음"),
    Became.CHANGED: _("고침"),
    Became.SAME: _("그대로"),
    Became.REFUSED: _("고쳐야 함"),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the field as the file names it, and a sentence that says what and how to mend it."""

    field: str
    sentence: Text


@dataclass
class Row:
    """One line of the file and what became of its record."""

    number: int
    key: str = ""
    became: Became = Became.GOOD
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def refuse(self, name: str, sentence: Text) -> None:
        self.became = Became.REFUSED
        self.problems.append(Problem(name, sentence))

    def note(self, name: str, sentence: Text) -> None:
        self.notes.append(Problem(name, sentence))


@dataclass
class Report:
    """The whole import: clean only when nothing at all has to be mended."""

    is_dry_run: bool = False
    rows: list[Row] = field(default_factory=list)
    problems: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        return not self.problems and not any(row.problems for row in self.rows)

    def count(self, became: Became) -> int:
        return sum(row.became is became for row in self.rows)

    def undo(self) -> None:
        """Nothing was saved: rows that were well are only that."""
        for row in self.rows:
            row.became = Became.REFUSED if row.problems else Became.GOOD


def lines_of(report: Report) -> Iterator[str]:
    """The report in the reader's language, one line after another."""
    for row in report.rows:
        yield from _row_lines(row)
    if report.unused:
        names = ", ".join(f"{name}({count})" for name, count in sorted(report.unused.items()))
        yield str(said(_("쓰지 않는 칸이라 건너뛰었어요: %(names)s"), names=names))
    yield from map(str, (*report.notes, *report.problems))
    yield _counts(report)
    yield str(_verdict(report))


def _row_lines(row: Row) -> Iterator[str]:
    head = said(_("%(number)s줄 %(key)s: %(became)s"), number=row.number, key=row.key or "–", became=BECAME[row.became])
    yield str(head)
    for problem in (*row.problems, *row.notes):
        yield f"    {problem.field}: {problem.sentence}"


def _counts(report: Report) -> str:
    counted = ((label, report.count(became)) for became, label in BECAME.items())
    counts = ", ".join(f"{label} {count}" for label, count in counted if count) or "–"
    return str(said(_("%(total)s줄을 읽었어요. %(counts)s."), total=len(report.rows), counts=counts))


def _verdict(report: Report) -> Text:
    if not report.is_clean:
        return _("고쳐야 할 곳이 있어 아무것도 저장하지 않았어요. 고친 뒤 같은 파일을 다시 넣어 주세요.")
    if report.is_dry_run:
        return _("시험 실행이라 저장하지 않았어요. 이대로 넣어도 괜찮아요.")
    return _("모두 저장했어요.")
