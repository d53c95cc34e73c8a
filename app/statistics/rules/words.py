"""Words for what a history tells: a move by its own label, and rows that are no move of a lifecycle by ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.language import Text, _
from app.core.workflow import Workflow

OTHER_MOVES: Mapping[str, Text] = {
    "begin": _("처음 만듦"),
    "import": _("파일에서 가져옴"),
    "override_verdict": _("진단 판정을 바꿈"),
    "revise": _("게시한 내용을 고침"),
    "open_places": _("자리를 늘림"),
}
FACTS: Mapping[str, Text] = {
    "how": _("확인 방법"),
    "gap": _("모자란 점"),
    "version": _("판"),
    "places": _("자리 수"),
    "key": _("파일의 id"),
}


def move_words(workflow: Workflow, row: Any) -> Text:
    """What happened, as the button that did it was called."""
    label = next((action.label for action in workflow.actions_named(row.move)), None)
    return label or OTHER_MOVES.get(row.move, row.move)


def fact_words(row: Any) -> list[tuple[Text, str]]:
    """The facts of a row that a reader can use; the reason is shown as it was written, elsewhere."""
    return [(label, str(row.facts[name])) for name, label in FACTS.items() if row.facts.get(name)]
