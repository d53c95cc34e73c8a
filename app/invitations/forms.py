"""The form of an invitation."""

from __future__ import annotations

from app.core.language import _
from app.invitations.rules import MESSAGE_LIMIT
from app.web.forms import BaseForm, paragraph


class InviteForm(BaseForm):
    message = paragraph(
        _("함께 보낼 말"),
        limit=MESSAGE_LIMIT,
        need=False,
        hint=_(
            "왜 이 사람에게 보이고 싶은지 한두 줄이면 좋아요. 예: 하중 기록을 다뤄 본 경험이 저희 문제와 닮았습니다."
        ),
    )
