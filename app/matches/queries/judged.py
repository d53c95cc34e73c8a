"""People's words on candidates, and the order they give a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.matches.models import Judgement, Verdict
from app.matches.rules.documents import profile_key

# Where a person's word puts a candidate; everybody stays on the list, which ends only where the eligible end.
_PLACES: Mapping[Verdict | None, int] = {Verdict.PIN: 0, None: 1, Verdict.IGNORE: 2, Verdict.HIDE: 3}


def judgements_of(session: Session, brief: Brief) -> dict[str, Judgement]:
    """Those that stand, by profile key."""
    query = sa.select(Judgement).where(Judgement.brief_id == brief.id, Judgement.undone_at.is_(None))
    return {profile_key(row.profile_id): row for row in session.scalars(query)}


def arranged(order: Sequence[str], judgements: Mapping[str, Judgement]) -> list[str]:
    """Pinned first, then as ranked, then those whose rank is to be ignored, the hidden last."""
    verdicts = {key: judgement.verdict for key, judgement in judgements.items()}
    return sorted(order, key=lambda key: _PLACES[verdicts.get(key)])
