"""Reads an owner's own sentence: which kind of work it asks for, who could do it, and who else has said the same."""

from matching.reading.classifier import TaskReading
from matching.reading.likeness import Likeness, similar_texts
from matching.reading.reader import classify_task, reading_version, warm_up
from matching.reading.requirements import Requirement, Suggestion, suggest_requirements
from matching.reading.tasks import TaskType, find_task_type, task_type, task_types

__all__ = [
    "Likeness",
    "Requirement",
    "Suggestion",
    "TaskReading",
    "TaskType",
    "classify_task",
    "find_task_type",
    "reading_version",
    "similar_texts",
    "suggest_requirements",
    "task_type",
    "task_types",
    "warm_up",
]
