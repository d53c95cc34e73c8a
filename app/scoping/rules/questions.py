"""Which plain question comes next: at most seven, each chosen by what was answered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from app.core.language import Text, _
from app.scoping.rules.tables import table
from app.scoping.rules.words import Words, words

UNKNOWN = "unknown"
UNKNOWN_TEXT = Words("모르겠어요", "I do not know")
MEASURES = ("baseline", "target")
LONGEST_UNIT = 20

Answers = Mapping[str, Any]  # question id → option id, list of option ids, or {"baseline", "target", "unit", …}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `says` is how the problem statement puts it."""

    id: str
    text: Words
    says: Words | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One plain question; `kind` is one (choice), many (choices) or measure (numbers of the KPI)."""

    id: str
    topic: str
    kind: str
    text: Words
    help: Words
    options: tuple[Option, ...]
    examples: Mapping[str, Words]
    when: Mapping[str, tuple[str, ...]]
    is_last: bool

    def example_for(self, industry: str | None) -> Words | None:
        """From the industry's group; the office's where there is none of its own."""
        return self.examples.get(industry_group(industry)) or self.examples.get("office")

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


@cache
def questions() -> tuple[Question, ...]:
    return tuple(_question(row) for row in table("questions")["question"])


def question(question_id: str) -> Question:
    return next(one for one in questions() if one.id == question_id)


def most_questions() -> int:
    return int(table("questions")["most"])


def next_question(answers: Answers, task_type: str, places: int | None = None) -> Question | None:
    """What to ask now; None when enough is known. The last of the places is kept for what has to be asked last."""
    open_ = [one for one in questions() if one.id not in answers and _applies(one, answers, task_type)]
    left = (most_questions() if places is None else places) - len(answers)
    last = [one for one in open_ if one.is_last]
    if left <= len(last):
        return last[0] if last and left > 0 else None
    return next((one for one in open_ if not one.is_last), last[0] if last else None)


def asked(answers: Answers, task_type: str, places: int | None = None) -> tuple[Question, ...]:
    """The questions of this path so far, in the order they were asked, and the next one: what a page goes back through.

    An answer to a question that an earlier answer has since made pointless is left out.
    """
    path: list[Question] = []
    given: dict[str, Any] = {}
    while (following := next_question(given, task_type, places)) is not None:
        path.append(following)
        if following.id not in answers:
            break
        given[following.id] = answers[following.id]
    return tuple(path)


def relevant(answers: Answers, task_type: str, places: int | None = None) -> dict[str, Any]:
    """Only the answers to questions of this path; one that was passed over counts as not known."""
    given: dict[str, Any] = {}
    while (following := next_question(given, task_type, places)) is not None:
        given[following.id] = answers.get(following.id, UNKNOWN)
    return {name: answer for name, answer in given.items() if name in answers}


def chosen(answers: Answers, question_id: str) -> tuple[str, ...]:
    """The options chosen, `unknown` where nothing was; a measure is `known` when both numbers were given."""
    value = answers.get(question_id)
    if isinstance(value, Mapping):
        return ("known",) if all(_number(value.get(name)) is not None for name in MEASURES) else (UNKNOWN,)
    if isinstance(value, str):
        return (value,) if value else (UNKNOWN,)
    return tuple(value) if value else (UNKNOWN,)


def problem_with(question_id: str, answer: Any) -> Text | None:
    """What is wrong with an answer, as a sentence; None when it can be kept."""
    one = question(question_id)
    if one.kind == "measure":
        return _problem_with_measure(answer)
    options = answer if isinstance(answer, (list, tuple)) else [answer]
    known = {UNKNOWN, *(option.id for option in one.options)}
    if not options or any(option not in known for option in options):
        return _("보기 가운데에서 골라 주세요. 모르면 ‘모르겠어요’를 고르면 돼요.")
    if len(options) > 1 and (one.kind == "one" or {UNKNOWN, "none"} & set(options)):
        return _("함께 고를 수 없는 답이에요. 하나만 골라 주세요.")
    return None


def industry_group(industry: str | None) -> str:
    return str(table("questions")["groups"].get((industry or "")[:1], "office"))


def _problem_with_measure(answer: Any) -> Text | None:
    if not isinstance(answer, Mapping):
        return None if answer == UNKNOWN else _("지금 값과 바라는 값을 숫자로 적어 주세요.")
    given = [answer[name] for name in MEASURES if answer.get(name) not in (None, "")]
    if any(_number(value) is None for value in given):
        return _("지금 값과 바라는 값을 숫자로 적어 주세요.")
    if len(given) > 1 and _number(given[0]) == _number(given[1]):
        return _("지금 값과 같아요. 어디까지 좋아지면 좋을지 적어 주세요.")
    return _("단위는 짧게 적어 주세요.") if len(str(answer.get("unit") or "")) > LONGEST_UNIT else None


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _applies(one: Question, answers: Answers, task_type: str) -> bool:
    return all(
        task_type in wanted
        if name == "task_types"
        else name in answers and bool(set(chosen(answers, name)) & set(wanted))
        for name, wanted in one.when.items()
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["id"],
        topic=row.get("topic", row["id"]),
        kind=row["kind"],
        text=words(row["text"]),
        help=words(row["help"]),
        options=tuple(
            Option(cell["id"], words(cell["text"]), words(cell["says"]) if "says" in cell else None)
            for cell in row.get("option", ())
        ),
        examples={group: words(cell) for group, cell in row.get("examples", {}).items()},
        when={name: tuple(wanted) for name, wanted in row.get("when", {}).items()},
        is_last=bool(row.get("is_last")),
    )
