"""What a single cell says: nothing, a number or a day, however a person wrote it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

BLANKS = frozenset(
    {"", "-", "--", ".", "n/a", "na", "nan", "null", "none", "#n/a", "#value!", "#div/0!", "#ref!", "(blank)"}
)
NUMBER = re.compile(
    r"([(△▲+-]?)\s?[₩$￦]?\s?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?)\s?"
    r"(?:%|원|개|건|명|대|장|kg|g|t|톤|mm|cm|m|℃|°C|도|bar|kw|kwh|hz|rpm|a|v|ppm|초|분|시간)?\)?",
    re.IGNORECASE,
)
LEADING_ZERO = re.compile(r"0\d")
DAY = re.compile(r"((?:19|20)\d\d)\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?!\d)")
SHORT_DAY = re.compile(r"(\d\d)\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})(?:\D|$)")
SOLID_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6}|\d{4}|[ T_-].*)?")
MONTH = re.compile(r"((?:19|20)\d\d)\s?[-./년]\s?(\d{1,2})\s?월?")
CENTURY_TURN = 70  # 69 is 2069, 70 is 1970


def text_of(value: Any, longest: int) -> str:
    """A cell as the text that is looked at; a blank by any name is empty."""
    if value is None:
        return ""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    text = str(value)[:longest].strip().strip("\u3000\xa0\ufeff")
    return "" if text.lower() in BLANKS else text


@lru_cache(maxsize=65_536)
def number_in(text: str) -> float | None:
    """1,234원, 12.5%, (300), △45 and plain numbers. A leading zero means a code (010, 00123), not a number."""
    found = NUMBER.fullmatch(text)
    if found is None or LEADING_ZERO.match(text):
        return None
    number = float(found[2].replace(",", ""))
    return -number if found[1] in ("(", "△", "▲", "-") else number


@lru_cache(maxsize=65_536)
def day_in(text: str) -> date | None:
    """The day a cell names, in any of the ways Korean offices write one; times of day are passed over."""
    if not text[:1].isdigit() or len(text) > 40:
        return None
    found = DAY.match(text) or SHORT_DAY.match(text) or SOLID_DAY.fullmatch(text)
    if found:
        year, month, day = (int(part) for part in found.groups())
        return _date(year if year > 99 else year + (1900 if year >= CENTURY_TURN else 2000), month, day)
    found = MONTH.fullmatch(text)
    return _date(int(found[1]), int(found[2]), 1) if found and not text.replace(".", "", 1).isdigit() else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
