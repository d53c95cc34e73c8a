"""The lifecycle of a proposal, line by line."""

from __future__ import annotations

from app.core.actors import CLOCK
from app.proposals.workflow import PROPOSAL
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.moves import assert_only_listed_moves, table_of
from tests.factories.proposals import make_draft, owner_of


def people_around(session):
    client = make_client(session)
    proposal = make_draft(session, make_brief(session, client))
    people = {
        "client": client,
        "other client": make_client(session),
        "talent": owner_of(proposal.profile),
        "other talent": owner_of(make_profile(session)),
        "office": make_office(session),
        "clock": CLOCK,
    }
    return proposal, people


def test_the_moves_of_a_proposal(session):
    open_states = "negotiating, shortlisted, submitted, under_review"
    reviewed = "negotiating, shortlisted, under_review"
    assert table_of(PROPOSAL, *people_around(session)) == {
        "submit: draft > submitted by talent",
        "revise: submitted > draft by talent",
        f"withdraw: draft, {open_states} > withdrawn by talent",
        "open: submitted > under_review by client, clock",
        "shortlist: under_review > shortlisted by client",
        f"offer: {reviewed} > negotiating by client, talent",
        "agree: negotiating > shortlisted by client, talent",
        "refuse: negotiating > shortlisted by client, talent",
        "take_back: negotiating > shortlisted by client, talent",
        f"select: {reviewed} > selected by client",
        f"turn_down: {reviewed} > not_selected by client",
        "reconsider: not_selected > under_review by client",
        "undo_selection: selected > not_selected by client, clock",
        "undo_unsigned: selected > not_selected by clock",
        "disqualify: draft, negotiating, selected, shortlisted, submitted, under_review > disqualified by office",
        *(f"tell_of_change: {s} > {s} by clock" for s in ("draft", *open_states.split(", "))),
        f"lapse: draft, {open_states} > lapsed by clock",
        f"lapse_with_brief: draft, {open_states} > lapsed by clock",
    }


def test_nothing_else_moves_a_proposal(session):
    proposal, people = people_around(session)
    proposal.slot = 1
    assert_only_listed_moves(session, PROPOSAL, proposal, people)


def test_a_draft_is_its_writers_own(session):
    proposal, people = people_around(session)
    seen_by = {name for name, actor in people.items() if PROPOSAL.sees(actor, proposal)}
    assert seen_by == {"talent", "clock"}
