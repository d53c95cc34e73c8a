"""What a notice says: its move's sentence with the gaps filled, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.workflow import Workflow


def sentence_of(workflow: Workflow, move: str, gaps: Mapping[str, Any]) -> str:
    """The told sentence of a move; a gap nobody filled reads as nothing."""
    action = next(action for action in workflow.actions_named(move) if action.told)
    return str(action.told) % _Gaps(gaps)


class _Gaps(dict[str, Any]):
    def __missing__(self, _key: str) -> str:
        return ""
