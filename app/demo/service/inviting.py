"""Invitations: sent soon after a brief is published (or the other day), answered, taken back, or left without an answer."""

from __future__ import annotations

from datetime import timedelta

from app.demo.rules.texts import Row
from app.demo.service.casting import cast
from app.demo.service.proposing import Call, proposal_story
from app.demo.service.world import Story, Talent, World
from app.invitations import service as invitations
from app.proposals import service as proposals


def invitation_story(world: World, call: Call, row: Row) -> Story:
    pace = world.pace(f"{row['brief']} {row['to']}")
    if "days_ago" in row:
        yield pace.on(world.today - timedelta(days=row["days_ago"]), at_weekends=True)
    else:
        yield pace.after(1)
    talent = _invited(world, call, row["to"])
    invitation = invitations.invite(world.session, call.firm.writer, call.brief, talent.profile, message=row["message"])
    if row["answer"] in ("sent", "expired"):
        return
    yield pace.after(1, at_weekends=True)
    if row["answer"] == "withdrawn":
        invitations.withdraw_invitation(world.session, call.firm.writer, invitation)
    elif row["answer"] == "declined":
        invitations.decline_invitation(world.session, talent.actor, invitation, reason=row["reason"])
    else:
        invitations.accept_invitation(world.session, talent.actor, invitation)
        _begin_proposal(world, call, talent, row)


def _invited(world: World, call: Call, to: str) -> Talent:
    """Somebody who is going to propose if the invitation is accepted, else the next best."""
    playing = (
        part.talent for part in call.parts if part.is_invited and to in (part.text["fit"], part.talent.text["key"])
    )
    return next(playing, None) or cast(
        world, call.text, to if to in ("best", "good") else "good", name=to, taken=call.cast
    )


def _begin_proposal(world: World, call: Call, talent: Talent, row: Row) -> None:
    part = call.part_of(talent)
    if part is not None:
        world.begin(proposal_story(world, call, part))
    elif "draft" in row:
        proposal = proposals.start_proposal(world.session, talent.actor, call.brief)
        proposals.save_proposal(
            world.session, talent.actor, proposal, version=proposal.edit_version, proofs={}, approach=row["draft"]
        )
