"""Looking up words that were proposed for the vocabulary."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.skills.models import ProposedSkill
from app.skills.rules import folded


def proposed(session: Session, word: str) -> ProposedSkill:
    """The kept word, however it is spelt; fails where it was never kept."""
    return session.scalars(sa.select(ProposedSkill).where(ProposedSkill.folded == folded(word))).one()
