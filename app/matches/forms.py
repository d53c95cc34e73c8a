"""The one question before a person's word stands above the score."""

from __future__ import annotations

from app.core.language import _
from app.web.forms import BaseForm, paragraph

REASON_LIMIT = 300


class JudgementForm(BaseForm):
    reason = paragraph(
        _("이유"), limit=REASON_LIMIT, rows=3, hint=_("우리 기업 안에서만 보여요. 예: 지난 과제에서 함께 일해 봤어요.")
    )
