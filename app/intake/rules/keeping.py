"""What a look at a sample found, as JSON and back: the findings are kept, the file only where its owner says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from app.scoping.rules.samples.findings import Column, Dates, Gap, Inspection, PersonalFinding, Pictures, Target
from app.scoping.rules.words import Words

Kept = Mapping[str, Any]


def kept(found: Inspection) -> dict[str, Any]:
    """Days as ISO text; tuples become lists on their way through JSON."""
    plain = asdict(found)
    if found.dates:
        plain["dates"] = _days_as_text(plain["dates"])
    return plain


def _days_as_text(dates: dict[str, Any]) -> dict[str, Any]:
    gaps = [{name: day.isoformat() for name, day in gap.items()} for gap in dates["gaps"]]
    return {**dates, "first": dates["first"].isoformat(), "last": dates["last"].isoformat(), "gaps": gaps}


def restored(plain: Kept) -> Inspection:
    return Inspection(
        **{
            **plain,
            "columns": tuple(Column(**{**column, "values": _pairs(column["values"])}) for column in plain["columns"]),
            "dates": _dates(plain["dates"]) if plain["dates"] else None,
            "target": _target(plain["target"]) if plain["target"] else None,
            "personal": tuple(PersonalFinding(**finding) for finding in plain["personal"]),
            "pictures": _pictures(plain["pictures"]) if plain["pictures"] else None,
            "notes": tuple(Words(**note) for note in plain["notes"]),
        }
    )


def _dates(plain: Kept) -> Dates:
    gaps = tuple(Gap(date.fromisoformat(gap["first"]), date.fromisoformat(gap["last"])) for gap in plain["gaps"])
    first, last = date.fromisoformat(plain["first"]), date.fromisoformat(plain["last"])
    return Dates(plain["column"], first, last, plain["days_with_records"], gaps)


def _target(plain: Kept) -> Target:
    return Target(plain["name"], _pairs(plain["balance"]))


def _pictures(plain: Kept) -> Pictures:
    sizes = {name: tuple(plain[name]) if plain[name] else None for name in ("smallest", "largest")}
    lists = {name: _pairs(plain[name]) for name in ("formats", "folders")}
    return Pictures(**{**plain, **sizes, **lists})


def _pairs(plain: list[list[Any]]) -> tuple[tuple[Any, Any], ...]:
    return tuple((name, count) for name, count in plain)
