"""What is already here from earlier files, and whose it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import Membership, Organisation, Role
from app.core.history import History

IMPORT_MOVE = "import"


def find_imported(session: Session, table: type[Any], keys: Collection[str]) -> Mapping[str, Any]:
    """Things that came from a file under these keys."""
    found = session.scalars(sa.select(table).where(table.imported_key.in_(keys))).unique()
    return {thing.imported_key: thing for thing in found}


def digests_of(session: Session, thing: str, ids: Collection[int]) -> Mapping[int, str]:
    """What each thing's record read like when it was last imported, as a digest."""
    rows = session.execute(
        sa.select(History.thing_id, History.facts)
        .where(History.thing == thing, History.move == IMPORT_MOVE, History.thing_id.in_(ids))
        .order_by(History.id)
    )
    return {thing_id: facts["digest"] for thing_id, facts in rows}


def find_owner(session: Session, organisation: Organisation) -> Membership | None:
    """The person in whose name a firm's briefs are drafted."""
    query = sa.select(Membership).where(Membership.organisation_id == organisation.id, Membership.role == Role.OWNER)
    return session.scalars(query.order_by(Membership.id)).first()
