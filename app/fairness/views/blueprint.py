"""The one blueprint these pages hang on, and the words that table and file share."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint

from app.core.language import Text, _

bp = Blueprint("fairness", __name__)

PEOPLE: Mapping[str, Text] = {
    "listed": _("그 주까지 프로필을 공개한 사람"),
    "shown": _("첫 쪽에 한 번이라도 오른 사람"),
    "never": _("그 주까지 한 번도 오르지 않은 사람"),
    "full": _("한도에 이른 사람"),
}
HIDDEN = _("표본이 작아 보이지 않음")
