"""Proposals: who plays which, written over a few days, handed in before the deadline, some taken back or ruled out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from app.briefs.models import Brief
from app.demo.rules.plan import LATE, STARTS
from app.demo.rules.texts import Row
from app.demo.service.casting import cast
from app.demo.service.world import Firm, Story, Talent, World
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.rules import Proof

FIRST_WRITTEN = -17  # days before the deadline; the next one two days later, and so on


@dataclass
class Part:
    """One proposal of a deal: its text, who plays it, and the proposal itself once it is begun."""

    nth: int
    text: Row
    talent: Talent
    is_invited: bool
    proposal: Proposal | None = None


@dataclass
class Call:
    """A published brief and everybody who answers it."""

    text: Row
    brief: Brief
    firm: Firm
    last_day: date
    deal: Row | None
    parts: list[Part] = field(default_factory=list)

    @property
    def starts_on(self) -> date:
        return self.last_day + timedelta(days=STARTS)

    @property
    def ends_on(self) -> date:
        """The last day of the work as the best proposal plans it."""
        return self.ends_as_planned_by(self.parts[0])

    def ends_as_planned_by(self, part: Part) -> date:
        return self.starts_on + timedelta(weeks=part.text["weeks"], days=-1)

    def part_of(self, talent: Talent) -> Part | None:
        return next((part for part in self.parts if part.talent is talent), None)

    @property
    def was_given_up(self) -> bool:
        """Whether the one selected gives up before signing."""
        return self.deal is not None and "voided" in self.deal

    @property
    def cast(self) -> list[Talent]:
        return [part.talent for part in self.parts]


def call_for(world: World, text: Row, brief: Brief, firm: Firm, last_day: date) -> Call:
    """Cast the proposals of a brief; the best of them is kept from other work until theirs ends."""
    call = Call(text, brief, firm, last_day, world.texts.deal_of(text["key"]))
    invited = [row["to"] for row in world.texts.invitations_to(text["key"]) if row["answer"] == "accepted"]
    for nth, row in enumerate(call.deal["proposals"] if call.deal else ()):
        talent = cast(world, text, row["fit"], name=row.get("talent"), taken=call.cast)
        is_invited = row["fit"] in invited or talent.text["key"] in invited
        call.parts.append(Part(nth, row, talent, is_invited))
    if call.parts:
        call.cast[0].busy_until = call.ends_on + timedelta(days=LATE)
    return call


def proposal_story(world: World, call: Call, part: Part) -> Story:
    pace, actor, text = world.pace(f"{call.text['key']} {part.nth}"), part.talent.actor, part.text
    yield pace.on(call.last_day + timedelta(days=FIRST_WRITTEN + 2 * part.nth), at_weekends=True)
    part.proposal = proposals.start_proposal(world.session, actor, call.brief)
    yield pace.after(1, at_weekends=True)
    _hand_in(world, call, part, part.proposal)
    if "withdrawn" in text:
        yield pace.after(2)
        proposals.withdraw_proposal(world.session, actor, part.proposal, reason=text["withdrawn"])
    elif "disqualified" in text:
        yield pace.after(2)
        proposals.disqualify(world.session, world.office[0], part.proposal, reason=text["disqualified"])


def _hand_in(world: World, call: Call, part: Part, proposal: Proposal) -> None:
    project = next(iter(part.talent.profile.projects), None)
    hints = zip(call.brief.essentials, part.text["evidence_hint"], strict=True)
    proposals.save_proposal(
        world.session,
        part.talent.actor,
        proposal,
        version=proposal.edit_version,
        proofs={requirement.id: Proof(hint, project.id if project else None) for requirement, hint in hints},
        approach=part.text["approach"],
        amount_won=part.text["amount_won"],
        starts_on=call.starts_on,
        ends_on=call.ends_as_planned_by(part),
    )
    proposals.submit_proposal(world.session, part.talent.actor, proposal)
