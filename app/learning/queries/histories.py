"""Histories for the fit: one list a brief, each candidate where it stood most visibly and how far it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy.orm import Session

from app.learning.queries.happenings import Happening, Pair, Sighting, happenings, sightings
from app.matches.models import MatchRun
from app.matches.queries.documents import documents_by_id, encoded_documents
from app.matches.queries.lists import seeker_key
from app.matches.rules.documents import profile_key
from matching.arrays import Floats
from matching.learning.histories import Grade, SeenList
from matching.learning.measuring import measures_of
from matching.lexical import WordStatistics
from matching.weights import DEFAULT_WEIGHTS


@dataclass(frozen=True)
class Standing:
    """One candidate of a brief: the sighting that was hardest to overlook, and the furthest step that followed."""

    profile_id: int
    sighting: Sighting
    grade: Grade


def seen_lists(session: Session, words: WordStatistics, *, until: datetime) -> list[SeenList]:
    """Of briefs whose list was first seen by then; who has been erased since teaches nothing any more."""
    lists = []
    for brief_id, (first_seen_at, standings) in sorted(standings_by_brief(session).items()):
        if first_seen_at <= until:
            measured = _measured(session, standings, words)
            told = [standing for standing in standings if standing.profile_id in measured]
            if len(told) > 1:
                lists.append(_list(brief_id, first_seen_at, told, measured))
    return lists


def outcomes_between(session: Session, after: datetime | None, until: datetime) -> int:
    """Who was invited or came further, on lists first seen after one moment and no later than another."""
    return sum(
        standing.grade >= Grade.INVITED
        for first_seen_at, standings in standings_by_brief(session).values()
        if (after is None or after < first_seen_at) and first_seen_at <= until
        for standing in standings
    )


def standings_by_brief(session: Session) -> dict[int, tuple[datetime, list[Standing]]]:
    """With the moment the brief's list was first seen."""
    seen, happened = sightings(session), happenings(session)
    briefs: dict[int, list[tuple[Pair, list[Sighting]]]] = defaultdict(list)
    for pair, found in sorted(seen.items()):
        briefs[pair[0]].append((pair, found))
    return {
        brief_id: (
            min(found[0].at for _pair, found in pairs),
            [_standing(pair, found, happened.get(pair, ())) for pair, found in pairs],
        )
        for brief_id, pairs in briefs.items()
    }


def _standing(pair: Pair, seen: Sequence[Sighting], happened: Sequence[Happening]) -> Standing:
    """What the firm did before it ever saw the candidate on a list did not come from the list."""
    steps = [step for step in happened if step.at >= seen[0].at]
    before = [sighting for sighting in seen if not steps or sighting.at <= steps[0].at]
    best = min(before, key=lambda sighting: (sighting.position, sighting.at))
    return Standing(pair[1], best, furthest([step.grade for step in steps]))


def furthest(grades: Sequence[Grade]) -> Grade:
    """Hidden counts unless the firm spoke to the candidate all the same."""
    last = max(grades, default=Grade.SEEN)
    return Grade.HIDDEN if Grade.HIDDEN in grades and last < Grade.INVITED else last


def _measured(
    session: Session, standings: Sequence[Standing], words: WordStatistics
) -> dict[int, tuple[Floats, float]]:
    """By profile: the measures as the run that showed it took them, and the talent's side."""
    by_run: dict[int, list[int]] = defaultdict(list)
    for standing in standings:
        by_run[standing.sighting.run_id].append(standing.profile_id)
    found: dict[int, tuple[Floats, float]] = {}
    for run_id, profile_ids in by_run.items():
        run = session.get_one(MatchRun, run_id)
        found.update(_measured_in(session, run, profile_ids, words))
        session.expunge(run)  # a run remembers everybody eligible: keep one at a time
    return found


def _measured_in(
    session: Session, run: MatchRun, profile_ids: Sequence[int], words: WordStatistics
) -> Mapping[int, tuple[Floats, float]]:
    talent_sides = {line["key"]: line["talent"] for line in run.ranked}
    ids = {profile_key(profile_id): profile_id for profile_id in profile_ids}
    wanted = [run.inputs["documents"][key] for key in ids if talent_sides.get(key) is not None]
    encoded = encoded_documents(session, documents_by_id(session, [run.inputs["subject"], *wanted]))
    brief = encoded.pop(seeker_key(run), None)
    if brief is None or not encoded:
        return {}
    measures = measures_of(brief, list(encoded.values()), words, DEFAULT_WEIGHTS, run.as_of)
    return {ids[key]: (row, talent_sides[key]) for key, row in zip(encoded, measures, strict=True)}


def _list(
    brief_id: int, at: datetime, standings: Sequence[Standing], measured: Mapping[int, tuple[Floats, float]]
) -> SeenList:
    rows = [measured[standing.profile_id] for standing in standings]
    return SeenList(
        id=str(brief_id),
        at=at,
        positions=np.array([standing.sighting.position for standing in standings]),
        measures=np.stack([row for row, _talent in rows]),
        talent=np.array([talent for _row, talent in rows]),
        grades=np.array([int(standing.grade) for standing in standings]),
    )
