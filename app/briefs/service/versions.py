"""What a brief said each time it was published or changed after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief, BriefVersion
from app.briefs.rules import LABELS
from app.core import clock
from app.core.language import speaking


def keep_version(session: Session, brief: Brief) -> BriefVersion:
    """Keep what the brief says now under its version number."""
    row = BriefVersion(brief_id=brief.id, version=brief.version, content=content_of(brief), at=clock.now())
    session.add(row)
    session.flush()
    return row


def content_of(brief: Brief) -> dict[str, Any]:
    with speaking(brief.language):  # whoever publishes it, a version reads as its brief does
        return {name: _plain(getattr(brief, name)) for name in LABELS}


def _plain(value: Any) -> Any:
    """As JSON keeps it: days and exact numbers as text, requirement lines and milestones as their sentences."""
    if isinstance(value, list):
        return [str(line) for line in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value
