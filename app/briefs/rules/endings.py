"""Why a brief ended early, as a code beside the owner's own words: later owners of the same trouble learn from it."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.language import Text, _
from app.scoping.rules import Words, stop_reasons

NOBODY = "nobody"  # said by the move itself when nobody fits, never asked


def reasons_to_choose() -> Mapping[str, Words]:
    return {code: label for code, label in stop_reasons().items() if code != NOBODY}


def problem_with_stop(code: str) -> Text | None:
    return None if code in reasons_to_choose() else _("무엇 때문에 그만두는지 보기 가운데에서 골라 주세요.")
