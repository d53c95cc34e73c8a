"""Choosing: opening, shortlisting, and the selection in which everybody else is answered in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.workflow import BRIEF, BriefState
from app.core import clock
from app.core.actors import CLOCK, Actor
from app.core.db import lock
from app.core.errors import Invalid, Taken, WrongState
from app.core.language import Text, _, said
from app.core.workflow import move, permitted
from app.invitations.service import end_invitations
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.rules import Answer, problems_of_answer
from app.proposals.workflow import OPEN, PROPOSAL, ProposalState


def open_proposal(session: Session, client: Actor, proposal: Proposal) -> None:
    move(session, PROPOSAL, "open", client, proposal)


def shortlist(session: Session, client: Actor, proposal: Proposal) -> None:
    move(session, PROPOSAL, "shortlist", client, proposal)


def turn_down(session: Session, client: Actor, proposal: Proposal, *, reason: str, gap: str) -> None:
    """Tell one person no: why, and what was lacking."""
    answer = Answer(reason, gap)
    problems = problems_of_answer(answer)
    permitted(PROPOSAL, "turn_down", client, proposal)
    if problems:
        raise Invalid(next(iter(problems.values())), problems)
    _turn_down(session, client, proposal, answer)


def reconsider(session: Session, client: Actor, proposal: Proposal) -> None:
    """Look again at somebody turned down less than a week ago."""
    permitted(PROPOSAL, "reconsider", client, proposal)
    lock(session, proposal.brief)
    if queries.find_live(session, proposal.brief, proposal.profile) not in (None, proposal):
        raise Taken(_("이 사람은 그사이 새 제안서를 냈어요. 그 제안서를 검토해 주세요."))
    move(session, PROPOSAL, "reconsider", client, proposal)
    proposal.answered_at = proposal.answer_reason = proposal.answer_gap = None


def select(
    session: Session, client: Actor, proposal: Proposal, *, answers: Mapping[int, Answer] | None = None
) -> Proposal:
    """Give a slot of the brief to this proposal. With the last slot the brief is awarded and everybody else answered.

    `answers` are by proposal. Raises Taken for whoever comes second, Invalid where somebody would get no answer.
    """
    permitted(PROPOSAL, "select", client, proposal)
    brief = proposal.brief
    lock(session, brief)  # rivals wait here, and then find the slot taken
    slot = _free_slot(session, brief)
    others = [other for other in queries.of_brief(session, brief, OPEN) if other.id != proposal.id]
    is_last = slot == brief.slots
    if is_last:
        check_everybody_is_answered(others, answers or {})
    proposal.slot = slot
    move(session, PROPOSAL, "select", client, proposal, slot=slot)
    proposal.answered_at = clock.now()
    if is_last:
        _award(session, client, brief, others, answers or {})
    session.flush()
    return proposal


def give_up_free_places(
    session: Session, client: Actor, brief: Brief, *, answers: Mapping[int, Answer] | None = None
) -> None:
    """Go on with those selected: the brief takes nobody else, everybody else is answered. Raises WrongState, Invalid."""
    permitted(BRIEF, "award", client, brief)
    lock(session, brief)
    selected = queries.of_brief(session, brief, (ProposalState.SELECTED,))
    if not selected or len(selected) == brief.slots:
        raise WrongState(_("선정한 사람이 있고 빈자리가 남아 있을 때 할 수 있어요."))
    others = queries.of_brief(session, brief, OPEN)
    check_everybody_is_answered(others, answers or {})
    brief.slots = len(selected)
    _award(session, client, brief, others, answers or {})


def _award(
    session: Session, client: Actor, brief: Brief, others: Sequence[Proposal], answers: Mapping[int, Answer]
) -> None:
    """The brief has everybody it takes: the others hear why not them, and nobody is asked any more."""
    answer_everybody(session, client, others, answers)
    lapse(session, brief, (ProposalState.DRAFT,))
    end_invitations(session, brief)
    move(session, BRIEF, "award", client, brief)


def undo_selection(session: Session, actor: Actor, proposal: Proposal, *, reason: str) -> None:
    """Take a selection back before anything is signed; the brief is open to selection again."""
    permitted(PROPOSAL, "undo_selection", actor, proposal)
    _give_back(session, actor, proposal, "undo_selection", reason=reason)


def undo_unsigned(session: Session, proposal: Proposal) -> None:
    """The clock's way of the same: the contract was not signed in time."""
    _give_back(session, CLOCK, proposal, "undo_unsigned")


def _give_back(session: Session, actor: Actor, proposal: Proposal, name: str, **facts: str) -> None:
    brief = proposal.brief
    lock(session, brief)
    move(session, PROPOSAL, name, actor, proposal, **facts)
    proposal.slot, proposal.answered_at, proposal.answer_reason = None, clock.now(), facts.get("reason")
    if brief.state is BriefState.AWARDED:  # with a slot still free it was never awarded
        move(session, BRIEF, "undo_award", CLOCK, brief, **facts)


def answer_everybody(
    session: Session, client: Actor, proposals: Sequence[Proposal], answers: Mapping[int, Answer]
) -> None:
    """Turn these down, each with its own reason; one never opened is opened first, so that its history stays true."""
    for proposal in proposals:
        if proposal.state is ProposalState.SUBMITTED:
            move(session, PROPOSAL, "open", client, proposal)
        _turn_down(session, client, proposal, answers[proposal.id])


def check_everybody_is_answered(proposals: Sequence[Proposal], answers: Mapping[int, Answer]) -> None:
    found: dict[str, Text] = {}
    for proposal in proposals:
        problems = problems_of_answer(answers.get(proposal.id))
        found |= {f"{name}_{proposal.id}": sentence for name, sentence in problems.items()}
    if found:
        raise Invalid(_("다른 제안마다 이유와 모자란 점을 적어 주세요. 아무도 답 없이 남지 않아요."), found)


def _turn_down(session: Session, client: Actor, proposal: Proposal, answer: Answer) -> None:
    move(session, PROPOSAL, "turn_down", client, proposal, reason=answer.reason.strip(), gap=answer.gap)
    proposal.answered_at, proposal.answer_reason, proposal.answer_gap = clock.now(), answer.reason.strip(), answer.gap
    proposal.close_offer()


def _free_slot(session: Session, brief: Brief) -> int:
    """The first slot nobody has. Raises Taken with who was first and when."""
    selected = queries.of_brief(session, brief, (ProposalState.SELECTED,))
    taken = {proposal.slot for proposal in selected}
    free = next((slot for slot in range(1, brief.slots + 1) if slot not in taken), None)
    if free is not None:
        return free
    last = selected[-1]
    who, at = queries.last_changed(session, last) or ("", clock.now())
    raise Taken(
        said(
            _("%(who)s 님이 %(when)s에 %(talent)s 님의 제안을 먼저 선정했어요."),
            who=who,
            when=f"{at.astimezone(clock.KST):%Y-%m-%d %H:%M}",
            talent=last.profile.user.name_ko,
        )
    )


def lapse(session: Session, brief: Brief, states: Sequence[ProposalState]) -> None:
    """End the proposals of a brief that came to nothing with its end."""
    for proposal in queries.of_brief(session, brief, states):
        move(session, PROPOSAL, "lapse", CLOCK, proposal)
        proposal.close_offer()
