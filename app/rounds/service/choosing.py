"""People above the score: a pair is pinned or banned in a round, with a reason, and the word is taken back."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actors import Actor
from app.core.errors import Invalid, NotFound, require
from app.core.language import _
from app.core.workflow import move
from app.rounds.models import AssignmentRound, RoundChoice
from app.rounds.rules import Choice
from app.rounds.workflow import ROUND


def choose_pair(
    session: Session,
    office: Actor,
    round_: AssignmentRound,
    brief_id: int,
    profile_id: int,
    *,
    choice: Choice,
    reason: str,
) -> RoundChoice:
    """Pin or ban a pair; an earlier word on it is undone. The solution no longer stands."""
    require(reason, "reason", _("이유를 적어 주세요. 확정하는 사람이 함께 읽어요."))
    _check_pair(round_, brief_id, profile_id)
    move(session, ROUND, "change", office, round_, what=choice.value, brief_id=brief_id, profile_id=profile_id)
    _undo(session, office, round_, brief_id, profile_id)
    if choice is Choice.PIN:
        _check_room(session, round_, brief_id, profile_id)
    word = RoundChoice(
        round_id=round_.id,
        brief_id=brief_id,
        profile_id=profile_id,
        choice=choice,
        reason=reason,
        user_id=office.user_id,
        at=clock.now(),
    )
    session.add(word)
    session.flush()
    return word


def undo_choice(session: Session, office: Actor, round_: AssignmentRound, choice_id: int) -> None:
    """Let the solution decide on this pair again; saying so twice changes nothing."""
    word = session.get(RoundChoice, choice_id)
    if word is None or word.round_id != round_.id:
        raise NotFound()
    if word.undone_at is None:
        move(session, ROUND, "change", office, round_, what="undo", brief_id=word.brief_id, profile_id=word.profile_id)
        _undo(session, office, round_, word.brief_id, word.profile_id)


def _undo(session: Session, office: Actor, round_: AssignmentRound, brief_id: int, profile_id: int) -> None:
    for earlier in session.scalars(
        _standing(round_).where(RoundChoice.brief_id == brief_id, RoundChoice.profile_id == profile_id)
    ):
        earlier.undone_at, earlier.undone_by = clock.now(), office.user_id
    session.flush()


def _standing(round_: AssignmentRound) -> sa.Select[RoundChoice]:
    return sa.select(RoundChoice).where(RoundChoice.round_id == round_.id, RoundChoice.undone_at.is_(None))


def _check_pair(round_: AssignmentRound, brief_id: int, profile_id: int) -> None:
    """Only pairs with a score can be spoken of: those the last solution looked at."""
    if round_.solution is None or round_.solution.score_of(brief_id, profile_id) is None:
        raise NotFound()


def _check_room(session: Session, round_: AssignmentRound, brief_id: int, profile_id: int) -> None:
    """No more pins than places."""
    pins = session.scalars(_standing(round_).where(RoundChoice.choice == Choice.PIN)).all()
    places = next((line.places for line in round_.briefs if line.brief_id == brief_id), 0)
    if sum(pin.brief_id == brief_id for pin in pins) >= places:
        raise Invalid(_("이 과제의 자리만큼 이미 고정했어요. 자리를 늘리거나 다른 고정을 풀어 주세요."))
    own = next((line.places for line in round_.talents if line.profile_id == profile_id), None)
    if sum(pin.profile_id == profile_id for pin in pins) >= (own or round_.talent_places):
        raise Invalid(_("이 인재가 맡을 수 있는 과제만큼 이미 고정했어요. 맡을 수를 늘리거나 다른 고정을 풀어 주세요."))
