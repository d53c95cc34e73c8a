"""What a line of a briefs file may say, and the answers it gives to the questions of a brief."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from app.briefs import rules as briefs
from app.briefs.rules import Line
from app.core.language import Text, _
from app.core.reference import LANGUAGE_NAMES, REMOTE
from app.importing.rules.fields import Fields

# Our name for an answer, and the name the file gives it where the two differ.
FILE_NAMES = {"data_text": "data_readiness"}
TEXTS = tuple(name for name in briefs.LENGTHS if name != "data_text")
NEEDED = ("title", "problem")

# What a demo may fill in so that a brief without these can be shown; every word says that it is a stand-in.
STAND_INS: dict[str, dict[str, Any]] = {
    "ko": {
        "data_text": "가져온 파일에 자료 설명이 없어요. 기업과 함께 적어야 해요.",
        "kpi_name": "문제 해결 정도(시연용, 기업과 정해야 함)",
        "kpi_unit": "%",
    },
    "en": {
        "data_text": "The imported file did not describe any data; to be written with the firm.",
        "kpi_name": "Share solved (demo stand-in, to be agreed)",
        "kpi_unit": "%",
    },
}
STAND_IN_NUMBERS: dict[str, Any] = {"kpi_baseline": Decimal(0), "kpi_target": Decimal(100), "hours_per_week": 20}


def read_brief(fields: Fields, *, today: date) -> dict[str, Any]:
    """The answers of one record; what the file does not name stays as it is (a draft may have gaps)."""
    answers: dict[str, Any] = {name: fields.text(name, need=name in NEEDED) for name in TEXTS}
    answers["data_text"] = fields.text(FILE_NAMES["data_text"])
    for name in ("essential", "nice"):
        answers[name] = [Line(text) for text in fields.texts(name)]
    answers |= {name: fields.whole(name) for name in briefs.RANGES}
    answers |= {name: fields.measure(name) for name in ("kpi_baseline", "kpi_target")}
    answers |= {name: fields.day(name) for name in ("starts_on", "deadline_on")}
    answers["task_type"] = fields.choice("task_type", briefs.TASK_TYPES) or None
    answers["industry_ksic"] = fields.industry("industry_ksic")
    answers["region_code"] = fields.region("region_code")
    answers["remote"] = fields.choice("remote", REMOTE, "any")
    fields.choice("lang", LANGUAGE_NAMES)  # a brief's language is read from its words
    given = {name: value for name, value in answers.items() if fields.value(FILE_NAMES.get(name, name)) is not None}
    for name, sentence in briefs.problems(given, today=today).items():
        fields.refuse(FILE_NAMES.get(name, name), sentence)
    return given


def stand_ins(missing: list[str], language: str) -> dict[str, Any]:
    """What a demo fills in of the answers that are missing."""
    known = {**STAND_INS[language], **STAND_IN_NUMBERS}
    return {name: known[name] for name in missing if name in known}


STAND_IN_NOTE: Text = _("파일에 없는 값이라 시연용 자리 값을 넣었어요. 실제로 게시하기 전에 기업과 정해야 해요.")
