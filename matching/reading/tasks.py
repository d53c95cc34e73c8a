"""The fifteen kinds of work, found by id or by either name."""

from dataclasses import dataclass
from functools import cache

from matching.hygiene import folded
from matching.vocabulary.reader import DATA, rows


class UnknownTaskType(KeyError):
    """No kind of work has this name."""


@dataclass(frozen=True, slots=True)
class TaskType:
    """One kind of work; its id is what is stored."""

    id: str
    ko: str
    en: str

    def name(self, language: str) -> str:
        return self.en if language == "en" else self.ko


@cache
def task_types() -> tuple[TaskType, ...]:
    return tuple(TaskType(row["id"], row["ko"], row["en"]) for row in rows(DATA / "task_types.tsv"))


@cache
def places() -> dict[str, int]:
    """Where each kind stands in the order of the file: the columns of every table of scores."""
    return {kind.id: place for place, kind in enumerate(task_types())}


def task_type(name: str) -> TaskType:
    if (found := find_task_type(name)) is None:
        raise UnknownTaskType(name)
    return found


def find_task_type(name: str) -> TaskType | None:
    """By id or name, or one half of a double name ("챗봇"); brackets are not needed ("생성(이미지·텍스트)" is 생성)."""
    return _by_name().get(_bare(name))


def _bare(name: str) -> str:
    return folded(name).split("(")[0].strip().casefold()


@cache
def _by_name() -> dict[str, TaskType]:
    return {_bare(name): kind for kind in task_types() for name in (kind.id, kind.ko, kind.en, *kind.ko.split("·"))}
