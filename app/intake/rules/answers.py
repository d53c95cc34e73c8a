"""Answers put into words, for the diagnosis page and for the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.core.language import Text, _, said
from app.scoping.rules.questions import UNKNOWN, UNKNOWN_TEXT, Answers, Question, chosen
from app.scoping.rules.samples import Inspection
from app.scoping.rules.samples.findings import Column

ABOUT_RECORDS = ("records", "can_record", "amount", "labels", "since", "access")
VALUES_SHOWN = 3
COLUMN_KINDS: Mapping[str, Text] = {
    "number": _("숫자"),
    "date": _("날짜"),
    "category": _("정해진 말 가운데 하나"),
    "text": _("글"),
    "empty": _("비어 있음"),
}
WITHOUT_RECORDS = _("아직 살펴볼 기록이 정해지지 않았어요.")


def answer_text(question: Question, answers: Answers) -> str:
    """One answer as its owner would say it."""
    if question.kind == "measure":
        return _measure(answers.get(question.id))
    given = (question.option(option) for option in chosen(answers, question.id) if option != UNKNOWN)
    return ", ".join(str(option.text) for option in given if option) or str(UNKNOWN_TEXT)


def _measure(given: object) -> str:
    if not isinstance(given, dict) or not (given.get("baseline") or given.get("target")):
        return str(UNKNOWN_TEXT)
    sentence = _("%(name)s: 지금 %(baseline)s, 바라는 값 %(target)s (%(unit)s)")
    gaps = {name: given.get(name) or "?" for name in ("name", "baseline", "target", "unit")}
    return str(said(sentence, **gaps))


def records_text(questions: Iterable[Question], answers: Answers, sample: Inspection | None) -> str:
    """What there is to work with, question by question, and what the sample showed."""
    lines = [
        f"{question.text} {answer_text(question, answers)}"
        for question in questions
        if question.topic in ABOUT_RECORDS and question.id in answers
    ]
    return "\n".join([*lines, *([str(sample_line(sample))] if sample else [])]) or str(WITHOUT_RECORDS)


def sample_line(sample: Inspection) -> Text:
    if sample.kind == "pictures":
        return said(_("살펴본 자료: 사진 %(size)s장"), size=f"{sample.size:,}")
    sentence = _("살펴본 자료: %(size)s줄, %(columns)s칸, 빈 곳 %(missing)s%%")
    return said(sentence, size=f"{sample.size:,}", columns=len(sample.columns), missing=sample.missing_percent)


def column_facts(column: Column) -> list[Text]:
    """What a column holds, how many of its cells are empty, and from where to where it goes or what occurs most."""
    facts: list[Text] = [COLUMN_KINDS[column.kind]]
    if column.missing:
        facts.append(said(_("빈 곳 %(count)s"), count=f"{column.missing:,}"))
    if column.lowest:
        facts.append(f"{column.lowest}–{column.highest}")
    return [*facts, *(f"{value} {count:,}" for value, count in column.values[:VALUES_SHOWN])]
