"""What talents saw on their lists of briefs and what came of it: measured on, not learnt from (docs/learning.md says why)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy.orm import Session

from app.learning.queries.happenings import Happening, Sighting, happenings, led_by, sightings
from app.learning.queries.histories import furthest
from app.matches.models import MatchRun, Side
from app.matches.queries.documents import documents_by_id, encoded_documents
from app.matches.queries.lists import seeker_key
from app.matches.rules.documents import brief_key
from matching.learning.histories import Grade, SeenList
from matching.learning.measuring import measures_of
from matching.lexical import WordStatistics
from matching.weights import DEFAULT_WEIGHTS


@dataclass(frozen=True)
class Place:
    """One brief on one list of a talent, and how far it came from there."""

    brief_id: int
    sighting: Sighting
    grade: Grade


def lists_of_talents(session: Session, words: WordStatistics, *, after: datetime, until: datetime) -> list[SeenList]:
    """Lists first seen in between from which something came; a list is one run, since briefs come and go."""
    found = []
    for run_id, places in sorted(places_by_run(session).items()):
        at = min(place.sighting.at for place in places)
        if after <= at <= until and any(place.grade > Grade.SEEN for place in places):
            run = session.get_one(MatchRun, run_id)
            found.append(_list(session, run, at, places, words))
            session.expunge(run)  # a run remembers everything eligible: keep one at a time
    return [seen for seen in found if seen is not None and len(seen.grades) > 1]


def places_by_run(session: Session) -> dict[int, list[Place]]:
    seen, happened = sightings(session, Side.TALENT), happenings(session, Side.TALENT)
    runs: dict[int, list[Place]] = defaultdict(list)
    for pair, found in sorted(seen.items()):
        for sighting, grade in _from_each_list(found, happened.get(pair, ())):
            runs[sighting.run_id].append(Place(pair[0], sighting, grade))
    return runs


def _from_each_list(seen: Sequence[Sighting], steps: Sequence[Happening]) -> list[tuple[Sighting, Grade]]:
    """Once the talent has proposed, later lists decide nothing: what follows belongs to the list before the proposal."""
    proposed = next((step.at for step in steps if step.grade is Grade.INVITED), None)
    before = [sighting for sighting in seen if proposed is None or sighting.at <= proposed]
    led: dict[int, list[Grade]] = {sighting.run_id: [] for sighting in before}
    for step in steps:
        source = led_by(step, before)
        if source is not None:
            led[source.run_id].append(step.grade)
    first = {sighting.run_id: sighting for sighting in reversed(before)}
    return [(first[run_id], furthest(grades)) for run_id, grades in led.items()]


def _list(
    session: Session, run: MatchRun, at: datetime, places: Sequence[Place], words: WordStatistics
) -> SeenList | None:
    """Measured as the run did, with what is still there; None where the talent has been erased since."""
    shown = {brief_key(place.brief_id): place for place in places}
    sides = {line["key"]: line["talent"] for line in run.ranked if line["key"] in shown}
    wanted = [run.inputs["documents"][key] for key, side in sides.items() if side is not None]
    documents = encoded_documents(session, documents_by_id(session, [run.inputs["subject"], *wanted]))
    own = documents.pop(seeker_key(run), None)
    if own is None or not documents:
        return None
    told = [shown[key] for key in documents]
    measures = [measures_of(brief, [own], words, DEFAULT_WEIGHTS, run.as_of) for brief in documents.values()]
    return SeenList(
        id=f"run:{run.id}",
        at=at,
        positions=np.array([place.sighting.position for place in told]),
        measures=np.concatenate(measures),
        talent=np.array([sides[key] for key in documents]),
        grades=np.array([int(place.grade) for place in told]),
    )
