"""What is asked before the weights are changed."""

from __future__ import annotations

from wtforms import HiddenField

from app.core.language import _
from app.core.workflow import REASON_LIMIT
from app.web.forms import BaseForm, paragraph


class SwitchForm(BaseForm):
    instead_of = HiddenField()
    reason = paragraph(
        _("이유"),
        limit=REASON_LIMIT,
        rows=3,
        hint=_("무엇을 보고 정했는지 적어 주세요. 기록에 남고 사무국만 봐요."),
    )
