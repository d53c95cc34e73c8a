"""Stale saves: an edit form carries the version it was read at, and a save over a newer one is refused with both texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import lock
from app.core.errors import Difference, StaleEdit
from app.core.language import Text


def save_fields(
    session: Session, thing: Any, answers: Mapping[str, Any], *, version: int, labels: Mapping[str, Text]
) -> bool:
    """Set the answered fields of an `Edited` row if `version` is its newest; whether anything changed.

    Raises StaleEdit when somebody saved in between and a field both touched differs.
    """
    lock(session, thing)
    changed = {name: value for name, value in answers.items() if getattr(thing, name) != value}
    if changed and version != thing.edit_version:
        raise StaleEdit(
            [
                Difference(labels.get(name, name), _shown(getattr(thing, name)), _shown(value))
                for name, value in changed.items()
            ],
            version=thing.edit_version,
        )
    for name, value in changed.items():
        setattr(thing, name, value)
    if changed:
        touch(thing)
    return bool(changed)


def touch(thing: Any) -> None:
    """Count one more edit of this row."""
    thing.edit_version += 1
    thing.edited_at = clock.now()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
