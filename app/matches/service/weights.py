"""Candidates for the weights, and a person's word that one of them is to order the lists from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.actors import CLOCK, Actor
from app.core.errors import Taken
from app.core.language import _, said
from app.core.numbers import next_number
from app.core.workflow import begin, move, permitted
from app.matches.models import SHIPPED_WEIGHTS, WeightsVersion
from app.matches.queries.weights import find_version_in_use
from app.matches.workflow import WEIGHTS, WeightsState
from matching.weights import Weights

SERIES = "weights"


def propose_weights(session: Session, weights: Weights, *, report: Mapping[str, Any]) -> WeightsVersion:
    """Keep a candidate under a name of its own and tell the office; nothing is ordered by it before a person says so."""
    name = f"fit-{next_number(session, SERIES)}"  # a second fit at the same moment waits here
    _keep_shipped(session)
    row = WeightsVersion(version=name, numbers=asdict(replace(weights, version=name)), report=dict(report))
    begin(session, WEIGHTS, CLOCK, row)
    move(session, WEIGHTS, "announce", CLOCK, row)
    return row


def _keep_shipped(session: Session) -> None:
    """What came with the product is a version too: in use now, and a way back later."""
    if session.scalars(sa.select(WeightsVersion).where(WeightsVersion.version == SHIPPED_WEIGHTS)).first() is None:
        begin(session, WEIGHTS, CLOCK, WeightsVersion(version=SHIPPED_WEIGHTS, state=WeightsState.IN_USE))


def switch_on(session: Session, actor: Actor, version: WeightsVersion, *, reason: str, instead_of: str) -> None:
    """From the next list on. `instead_of` is the version that was in use when the reader decided.

    Raises Taken where another was switched on meanwhile.
    """
    permitted(WEIGHTS, "switch_on", actor, version)
    current = find_version_in_use(session)
    if current is not None and current.version != instead_of:
        sentence = _("그사이 다른 사람이 ‘%(version)s’ 가중치로 바꿨어요. 그것과 다시 견준 뒤에 정해 주세요.")
        raise Taken(said(sentence, version=WEIGHTS.title(current)))
    if current is not None and current is not version:
        move(session, WEIGHTS, "retire", CLOCK, current, followed_by=version.version)
        session.flush()  # the database keeps one in use at any moment
    move(session, WEIGHTS, "switch_on", actor, version, reason=reason, instead_of=instead_of)
