"""Sets of weights: the one that lists are ordered by now, and any one by its name."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.matches.models import SHIPPED_WEIGHTS, WeightsVersion
from app.matches.workflow import WeightsState
from matching.weights import DEFAULT_WEIGHTS, Weights


def weights_in_use(session: Session) -> Weights:
    """Those that came with the product until the office has switched others on, and where those no longer fit."""
    row = find_version_in_use(session)
    return (row.weights if row else None) or DEFAULT_WEIGHTS


def name_in_use(session: Session) -> str:
    row = find_version_in_use(session)
    return row.version if row else SHIPPED_WEIGHTS


def find_version_in_use(session: Session) -> WeightsVersion | None:
    return session.scalars(sa.select(WeightsVersion).where(WeightsVersion.state == WeightsState.IN_USE)).first()


def find_weights(session: Session, version: str | None) -> Weights | None:
    """The weights a run names; None where they cannot be had any more."""
    if version == DEFAULT_WEIGHTS.version:
        return DEFAULT_WEIGHTS
    row = session.scalars(sa.select(WeightsVersion).where(WeightsVersion.version == version)).first()
    return row.weights if row else None
