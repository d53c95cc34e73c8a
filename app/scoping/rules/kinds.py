"""Which kind of work a sentence asks for: the pages' door to the reader, which loads no large model."""

from __future__ import annotations

from matching.reading import Requirement, TaskReading, classify_task, task_type

__all__ = ["Requirement", "TaskReading", "kind_of", "read_trouble"]


def read_trouble(raw: str) -> TaskReading:
    return classify_task(raw)


def kind_of(name: str) -> str:
    """The id of a kind of work, by either of its names."""
    return task_type(name).id
