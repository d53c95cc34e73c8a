"""The history of anything, for the office: found by the number people say aloud, with what hangs on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import Organisation
from app.briefs.models import Brief
from app.briefs.rules import language_of
from app.contracts.models import Contract, Milestone
from app.core.actors import Actor
from app.core.errors import NotFound
from app.core.workflow import Workflow
from app.invitations.models import Invitation
from app.outcomes.models import Outcome
from app.proposals.models import Proposal
from app.talents.models import Profile, ProfileSkill, SkillEvidence

Registry: TypeAlias = Mapping[str, tuple[Workflow, type[Any]]]

FOUND_MOST = 20
RELATED_MOST = 50

# By which column each thing is found, and what hangs on what.
NUMBERED: Sequence[tuple[type[Any], Any]] = (
    (Brief, Brief.number),
    (Profile, Profile.number),
    (Contract, Contract.number),
    (Organisation, Organisation.business_number),
)
HANGS_ON: Sequence[tuple[type[Any], type[Any], Any]] = (
    (Organisation, Brief, Brief.organisation_id),
    (Organisation, Contract, Contract.organisation_id),
    (Brief, Invitation, Invitation.brief_id),
    (Brief, Proposal, Proposal.brief_id),
    (Brief, Contract, Contract.brief_id),
    (Contract, Milestone, Milestone.contract_id),
    (Contract, Outcome, Outcome.contract_id),
    (Profile, Invitation, Invitation.profile_id),
    (Profile, Proposal, Proposal.profile_id),
    (Profile, Contract, Contract.profile_id),
)


@dataclass(frozen=True)
class Found:
    """A thing with its lifecycle, ready to be linked to."""

    workflow: Workflow
    thing: Any

    @property
    def title(self) -> str:
        return self.workflow.title(self.thing)

    @property
    def language(self) -> str:
        """The language its title is written in, for readers of the other one."""
        return language_of(self.title)

    @property
    def number(self) -> str:
        return str(getattr(self.thing, "number", None) or getattr(self.thing, "business_number", f"#{self.thing.id}"))


def get_thing(session: Session, actor: Actor, registry: Registry, name: str, thing_id: int) -> Found:
    """Any thing with a lifecycle that this person may see. Raises NotFound."""
    workflow, table = registry.get(name, (None, None))
    thing = session.get(table, thing_id) if table is not None else None
    if workflow is None or thing is None or not workflow.sees(actor, thing):
        raise NotFound()
    return Found(workflow, thing)


def find_by_number(session: Session, actor: Actor, registry: Registry, typed: str) -> list[Found]:
    """Things whose number holds what was typed; one that is it exactly comes first."""
    wanted = typed.strip().upper()
    if not wanted:
        return []
    found: list[Any] = []
    for table, column in NUMBERED:
        query = sa.select(table).where(sa.func.upper(column).contains(wanted, autoescape=True))
        found += session.scalars(query.order_by(column).limit(FOUND_MOST)).unique()
    known = _known(actor, registry, found)
    return sorted(known, key=lambda one: (one.number.upper() != wanted, one.number))[:FOUND_MOST]


def related_to(session: Session, actor: Actor, registry: Registry, thing: Any) -> list[Found]:
    """What hangs on a thing, or what it hangs on, one step away."""
    found: list[Any] = []
    for whole, part, column in HANGS_ON:
        if isinstance(thing, whole):
            query = sa.select(part).where(column == thing.id).order_by(part.id)
            found += session.scalars(query.limit(RELATED_MOST)).unique()
        elif isinstance(thing, part):
            found.append(session.get(whole, getattr(thing, column.key)))
    if isinstance(thing, Profile):
        proofs = sa.select(SkillEvidence).join(ProfileSkill).where(ProfileSkill.profile_id == thing.id)
        found += session.scalars(proofs.order_by(SkillEvidence.id).limit(RELATED_MOST))
    return _known(actor, registry, found)


def things_of(session: Session, registry: Registry, name: str, ids: Collection[int]) -> Mapping[int, Found]:
    """Things of one kind by their ids, for a list of rows."""
    workflow, table = registry[name]
    return {
        thing.id: Found(workflow, thing)
        for thing in session.scalars(sa.select(table).where(table.id.in_(ids))).unique()
    }


def _known(actor: Actor, registry: Registry, things: Sequence[Any]) -> list[Found]:
    by_table = {table: workflow for workflow, table in registry.values()}
    return [
        Found(by_table[type(thing)], thing)
        for thing in things
        if type(thing) in by_table and by_table[type(thing)].sees(actor, thing)
    ]
