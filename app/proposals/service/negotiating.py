"""Negotiating amount and days: one open offer at a time, answered by the other side, agreed terms written into the proposal."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actors import Actor, Kind
from app.core.db import lock
from app.core.editing import touch
from app.core.errors import Forbidden, Invalid, NotFound, Taken
from app.core.language import Text, _, said
from app.core.workflow import move, permitted
from app.proposals.models import CounterOffer, OfferState, Proposal, Side
from app.proposals.rules import NOTE_LIMIT, problems_of_terms
from app.proposals.workflow import PROPOSAL, sees_proposal


def side_of(actor: Actor) -> Side:
    return Side.CLIENT if actor.kind is Kind.CLIENT else Side.TALENT


def make_offer(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    amount_won: int,
    starts_on: date,
    ends_on: date,
    note: str = "",
) -> CounterOffer:
    """Put terms to the other side; over theirs it is a counter-offer. Raises Taken while one's own still waits."""
    permitted(PROPOSAL, "offer", actor, proposal)
    problems: dict[str, Text] = problems_of_terms(amount_won, starts_on, ends_on, today=clock.today())
    if len(note) > NOTE_LIMIT:
        problems["note"] = said(_("%(limit)s자 안으로 줄여 주세요."), limit=NOTE_LIMIT)
    if problems:
        raise Invalid(next(iter(problems.values())), problems)
    lock(session, proposal)
    waiting_offer = proposal.open_offer
    if waiting_offer is not None and waiting_offer.side is side_of(actor):
        raise Taken(_taken_sentence(waiting_offer))
    terms = {"amount_won": amount_won, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(), "note": note}
    move(session, PROPOSAL, "offer", actor, proposal, **terms)
    if waiting_offer is not None:
        waiting_offer.state = OfferState.REPLACED
        session.flush()  # one open offer for each proposal: the old one makes room first
    offer = CounterOffer(side=side_of(actor), amount_won=amount_won, starts_on=starts_on, ends_on=ends_on, note=note)
    proposal.offers.append(offer)
    session.flush()
    return offer


def agree(session: Session, actor: Actor, offer: CounterOffer) -> None:
    """Take the other side's terms: from now on they are the proposal's."""
    _answer(session, actor, offer, "agree", OfferState.AGREED)
    proposal = offer.proposal
    proposal.amount_won, proposal.starts_on, proposal.ends_on = offer.amount_won, offer.starts_on, offer.ends_on
    touch(proposal)


def refuse(session: Session, actor: Actor, offer: CounterOffer) -> None:
    """Leave the terms as they were."""
    _answer(session, actor, offer, "refuse", OfferState.REFUSED)


def take_back(session: Session, actor: Actor, offer: CounterOffer) -> None:
    """Take one's own unanswered offer back."""
    _answer(session, actor, offer, "take_back", OfferState.WITHDRAWN)


def _answer(session: Session, actor: Actor, offer: CounterOffer, name: str, state: OfferState) -> None:
    proposal = offer.proposal
    if not sees_proposal(actor, proposal):
        raise NotFound()
    is_own = side_of(actor) is offer.side
    if is_own is not (name == "take_back"):
        raise Forbidden(_("조건 제안에는 상대가 답하고, 거두는 것은 낸 쪽이 해요."))
    permitted(PROPOSAL, name, actor, proposal)
    lock(session, proposal)
    lock(session, offer)
    if offer.state is not OfferState.OPEN:
        raise Taken(_taken_sentence(offer))
    move(session, PROPOSAL, name, actor, proposal, amount_won=offer.amount_won)
    offer.state = state


def _taken_sentence(offer: CounterOffer) -> Text:
    when = offer.at.astimezone(clock.KST)
    if offer.state is OfferState.OPEN:
        return said(
            _("%(when)s에 낸 조건이 아직 답을 기다려요. 거둔 뒤에 다시 낼 수 있어요."), when=f"{when:%Y-%m-%d %H:%M}"
        )
    return _("이미 답한 조건이거나 새 조건으로 바뀌었어요.")
