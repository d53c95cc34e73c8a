"""Choosing: reading proposals, negotiating, selecting one with an answer to each of the others."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from app.core.actors import Actor
from app.demo.rules.pace import Pace
from app.demo.service.contracting import contracting
from app.demo.service.proposing import Call, Part
from app.demo.service.world import Story, World
from app.proposals import service as proposals
from app.proposals.models import CounterOffer, Proposal
from app.proposals.rules import Answer
from app.proposals.workflow import OPEN, ProposalState

LOOKS_EARLY = -8  # days before the deadline
READS = 2  # days after it


def choosing(world: World, pace: Pace, call: Call) -> Story:
    """Everything from the first look at a proposal to the signed contract and beyond, as far as this deal goes."""
    best, wish = call.parts[0], call.text["state_wish"]
    if wish == "published_with_proposals":
        yield from _early_look(world, pace, call)
        return
    yield pace.on(call.last_day + timedelta(days=READS))
    proposal = _proposal_of(best)
    proposals.shortlist(world.session, call.firm.writer, proposal)
    offer = yield from _offered(world, pace, call, best, proposal)
    if wish == "selecting" and not call.was_given_up:
        return
    if offer is not None:
        yield pace.after(1)
        proposals.agree(world.session, _answerer(call, best), offer)
    yield pace.after(1)
    proposals.select(world.session, call.firm.owner, proposal, answers=_answers(call))
    yield from contracting(world, pace, call, proposal)
    if call.was_given_up:
        yield from _look_again(world, pace, call)


def _early_look(world: World, pace: Pace, call: Call) -> Story:
    """A firm that reads proposals as they come: the best becomes a candidate, a weak one has not been opened yet."""
    day = call.last_day + timedelta(days=LOOKS_EARLY)
    if day > world.today:
        return
    yield pace.on(day)
    for part in call.parts:
        proposal = part.proposal
        if proposal is None or proposal.state is not ProposalState.SUBMITTED or part.text["fit"] == "weak":
            continue
        proposals.open_proposal(world.session, call.firm.writer, proposal)
        if part is call.parts[0]:
            proposals.shortlist(world.session, call.firm.writer, proposal)


def _offered(
    world: World, pace: Pace, call: Call, best: Part, proposal: Proposal
) -> Generator[datetime, None, CounterOffer | None]:
    """New terms from one side, where the text has some."""
    terms = call.deal["counter_offer"] if call.deal else None
    if terms is None:
        return None
    yield pace.after(1)
    return proposals.make_offer(
        world.session,
        call.firm.owner if terms["from"] == "client" else best.talent.actor,
        proposal,
        amount_won=terms["amount_won"],
        starts_on=call.starts_on,
        ends_on=call.ends_on,
        note=terms["note"],
    )


def _look_again(world: World, pace: Pace, call: Call) -> Story:
    """The one selected has given up before signing: the firm comes back to the next best, unless holidays made it too late."""
    yield pace.after(0)
    second = _proposal_of(call.parts[1])
    if second.may_be_reconsidered:
        proposals.reconsider(world.session, call.firm.owner, second)
        proposals.shortlist(world.session, call.firm.writer, second)


def _answerer(call: Call, best: Part) -> Actor:
    """Whoever did not put the terms."""
    asked = call.deal and call.deal["counter_offer"]["from"]
    return best.talent.actor if asked == "client" else call.firm.owner


def _answers(call: Call) -> dict[int, Answer]:
    """What each of the others is told: the reason, and in its own words what was lacking."""
    open_parts = [part for part in call.parts[1:] if part.proposal is not None and part.proposal.state in OPEN]
    return {
        _proposal_of(part).id: Answer(f"{part.text['not_selected_reason']} {part.text['gap']}", part.text["gap_kind"])
        for part in open_parts
    }


def _proposal_of(part: Part) -> Proposal:
    assert part.proposal is not None  # noqa: S101  (handed in before the deadline)
    return part.proposal
