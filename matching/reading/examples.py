"""The project's own sentences, as owners of many trades would say them, each of one kind of work."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matching.models.fingerprint import folder_hash
from matching.vocabulary.reader import rows

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence, the kind of work it asks for, and the section of industry it comes from."""

    task_type: str
    industry: str
    text: str


@cache
def examples() -> tuple[Example, ...]:
    return tuple(Example(row["task_type"], row["industry"], row["text"]) for row in rows(DATA / "examples.tsv"))


@cache
def data_hash() -> str:
    return folder_hash(DATA)
