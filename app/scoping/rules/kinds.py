"""Which kind of work a sentence asks for: the pages' door to the reader, which loads no large model."""

from __future__ import annotations

from functools import cache
from threading import Thread

from matching.reading import Requirement, TaskReading, classify_task, task_type, warm_up

__all__ = ["Requirement", "TaskReading", "get_ready", "kind_of", "read_trouble"]


@cache
def get_ready() -> Thread:
    """Load the reader in the background, once a process: it takes seconds that no request should hold a lock for."""
    loading = Thread(target=warm_up, daemon=True)
    loading.start()
    return loading


def read_trouble(raw: str) -> TaskReading:
    return classify_task(raw)


def kind_of(name: str) -> str:
    """The id of a kind of work, by either of its names."""
    return task_type(name).id
