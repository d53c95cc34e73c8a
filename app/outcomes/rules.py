"""Plain rules of outcomes: what a report must say, and how a change reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.core.language import Text, _, said

METHOD_LIMIT = 500
EVIDENCE_LIMIT = 1000
ACTUAL_MOST = Decimal(10) ** 12
PLACES = 4

LABELS: Mapping[str, Text] = {
    "actual": _("지금 값 (잰 값)"),
    "method": _("어떻게 쟀나요"),
    "measured_from": _("잰 기간의 첫날"),
    "measured_to": _("잰 기간의 마지막 날"),
    "evidence": _("근거"),
    "skill_names": _("이 일에 쓴 역량"),
}


def problems_of_report(
    *,
    actual: Decimal | None,
    method: str,
    measured_from: date | None,
    measured_to: date | None,
    evidence: str,
    today: date,
) -> dict[str, Text]:
    """What is missing or wrong in a report, as a sentence for each field."""
    found: dict[str, Text] = {}
    if actual is None or not actual.is_finite() or abs(actual) >= ACTUAL_MOST:
        found["actual"] = _("일이 끝난 뒤에 잰 값을 숫자로 적어 주세요.")
    for name, text, limit in (("method", method, METHOD_LIMIT), ("evidence", evidence, EVIDENCE_LIMIT)):
        if not text.strip():
            found[name] = _("사무국이 확인할 수 있게 적어 주세요.")
        elif len(text) > limit:
            found[name] = said(_("%(limit)s자 안으로 줄여 주세요."), limit=limit)
    if measured_from is None:
        found["measured_from"] = _("언제부터 쟀는지 골라 주세요.")
    if measured_to is None or measured_to > today:
        found["measured_to"] = _("오늘이나 그 전의 날을 골라 주세요.")
    elif measured_from is not None and measured_to < measured_from:
        found["measured_to"] = _("첫날보다 뒤의 날을 골라 주세요.")
    return found
