"""Reads the reviewed data files beside it once; everything else in the package asks here."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from matching.vocabulary.skill import Kind, Skill, Stems, UnknownSkill

DATA = Path(__file__).parent / "data"
AREAS = DATA / "areas"


@cache
def skills() -> tuple[Skill, ...]:
    """The whole vocabulary, area by area in the order of the files."""
    return tuple(_skill(path.stem, row) for path in sorted(AREAS.glob("*.tsv")) for row in rows(path))


def skill(skill_id: str) -> Skill:
    if (found := find_skill(skill_id)) is None:
        raise UnknownSkill(skill_id)
    return found


def find_skill(skill_id: str) -> Skill | None:
    return _by_id().get(skill_id)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def listed(cell: str) -> tuple[str, ...]:
    """The items of a cell, which are set apart by semicolons."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())


@cache
def _by_id() -> dict[str, Skill]:
    return {entry.id: entry for entry in skills()}


def _skill(area: str, row: dict[str, str]) -> Skill:
    return Skill(
        id=row["id"],
        kind=Kind(row["kind"]),
        area=area,
        name_ko=row["ko"],
        name_en=row["en"],
        aliases=listed(row["aliases"]),
        spoken=listed(row["spoken"]),
        heard=tuple(_stems(item) for item in listed(row["heard"])),
        broader=listed(row["broader"]),
        related=tuple(_related(item) for item in listed(row["related"])),
        task_types=listed(row["task_types"]),
        ncs_units=listed(row["ncs_units"]),
        esco_uri=row["esco_uri"] or None,
    )


def _related(item: str) -> tuple[str, float]:
    skill_id, closeness = item.split("=")
    return skill_id, float(closeness)


def _stems(item: str) -> Stems:
    return tuple(tuple(word.split("/")) for word in item.split())
