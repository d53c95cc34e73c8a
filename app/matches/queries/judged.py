"""People's words on candidates, and the order they give a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core.pages import PAGE_SIZE
from app.matches.models import Judgement, Verdict
from app.matches.rules.documents import profile_key

# Where a person's word puts a candidate; everybody stays on the list, which ends only where the eligible end.
_PLACES: Mapping[Verdict | None, int] = {Verdict.PIN: 0, None: 1, Verdict.IGNORE: 2, Verdict.HIDE: 3}


def judgements_of(session: Session, brief: Brief) -> dict[str, Judgement]:
    """Those that stand, by profile key."""
    query = sa.select(Judgement).where(Judgement.brief_id == brief.id, Judgement.undone_at.is_(None))
    return {profile_key(row.profile_id): row for row in session.scalars(query)}


def arranged(order: Sequence[str], judgements: Mapping[str, Judgement], offered: Collection[str] = ()) -> list[str]:
    """Pinned first, then as ranked, then those whose rank is to be ignored, the hidden last.

    Places offered on the first page stay at its end however many are pinned from elsewhere, and never above the pinned.
    """
    places = {key: _PLACES[judgement.verdict] for key, judgement in judgements.items()}
    held = [key for key in order if key in offered and key not in places]
    others = sorted((key for key in order if key not in held), key=lambda key: places.get(key, _PLACES[None]))
    standing = [places.get(key, _PLACES[None]) for key in others]
    pinned, above = standing.count(_PLACES[Verdict.PIN]), bisect_right(standing, _PLACES[None])
    end = min(max(PAGE_SIZE - len(held), pinned), above)
    return [*others[:end], *held, *others[end:]]
