"""The kinds of work as scoping names them and as briefs keep them, and whether the owner should be asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.briefs.rules import TASK_TYPES
from app.core.language import Text, _
from app.scoping.rules.diagnosis import OTHER
from app.scoping.rules.kinds import TaskReading, kind_of

NONE_OF_THEM = _("이 중에 없어요")


@cache
def kept_names() -> Mapping[str, str]:
    """Scoping's id of each kind of work to the name a brief keeps."""
    return {kind_of(name): name for name in TASK_TYPES}


def kind_text(kind: str) -> Text:
    """A kind of work as an owner would say it."""
    return NONE_OF_THEM if kind == OTHER else TASK_TYPES[kept_names()[kind]]


def is_kind(kind: str) -> bool:
    return kind == OTHER or kind in kept_names()


def by_likelihood(reading: TaskReading) -> list[str]:
    """All kinds, the likeliest two first: what the owner chooses from."""
    likely = [reading.first, reading.second]
    return [*likely, *(kind for kind in kept_names() if kind not in likely)]
