"""Forms of outcomes; the skills to tick are the profile's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import FileField

from app.core.language import _
from app.outcomes.models import Outcome
from app.outcomes.rules import EVIDENCE_LIMIT, LABELS, METHOD_LIMIT
from app.web.forms import BaseForm, checks, day, decimal, paragraph, version_field


class ReportForm(BaseForm):
    version = version_field()
    actual = decimal(LABELS["actual"])
    measured_from = day(LABELS["measured_from"])
    measured_to = day(LABELS["measured_to"])
    method = paragraph(
        LABELS["method"],
        limit=METHOD_LIMIT,
        rows=3,
        hint=_("처음 값을 쟀을 때와 같은 방법이면 좋아요. 예: 4주 동안 모든 로트를 같은 기준으로 세었습니다."),
    )
    evidence = paragraph(
        LABELS["evidence"],
        limit=EVIDENCE_LIMIT,
        rows=4,
        hint=_("사무국이 확인할 수 있는 것을 적어 주세요. 예: 품질팀 검사 일지, 설비 기록의 집계표"),
    )
    file = FileField(_("근거 파일"), description=_("있으면 올려 주세요. 20MB까지, pdf·사진·표·문서"))


def report_form(outcome: Outcome, skills: Sequence[str]) -> Any:
    ticks = checks(
        LABELS["skill_names"],
        [(name, name) for name in skills],
        hint=_("이 일에 정말 쓴 것만 골라 주세요. 검증되면 이 역량에 ‘성과검증’이 붙어요."),
    )
    form = type("ReportForm", (ReportForm,), {"skill_names": ticks})
    return form(obj=outcome, data={"version": str(outcome.edit_version), "skill_names": list(outcome.skill_names)})


def verify_form(outcome: Outcome) -> Any:
    ticks = checks(
        _("검증하는 역량"),
        [(name, name) for name in outcome.skill_names],
        hint=_("보고에 적힌 것 가운데, 근거로 확인한 것만 남겨 주세요. 여기에 고른 역량만 성과검증이 돼요."),
    )
    return type("VerifyForm", (BaseForm,), {"skill_names": ticks})(data={"skill_names": list(outcome.skill_names)})
