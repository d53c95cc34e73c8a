"""A second person confirms a solution, and the worker brings each pair of it before its firm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.actors import CLOCK, Actor, Kind
from app.core.db import Database, lock
from app.core.errors import Forbidden, WrongState
from app.core.language import _
from app.core.workflow import begin, move
from app.matches.queries.market import listed_profile_ids
from app.rounds import queries
from app.rounds.models import AssignmentRound, Recommendation
from app.rounds.rules import ANSWER_WITHIN
from app.rounds.workflow import RECOMMENDATION, ROUND, RoundState

SEND_JOB = "rounds.send"


def confirm_round(session: Session, office: Actor, round_: AssignmentRound, *, solution_id: int) -> None:
    """Agree to the solution one has read. Raises Forbidden for who asked for it, WrongState when it is not the last one."""
    if office.kind is Kind.OFFICE and office.user_id == round_.asked_by_id:
        raise Forbidden(_("배정을 계산한 사람은 확정할 수 없어요. 사무국의 다른 담당자가 읽고 확정해 주세요."))
    move(session, ROUND, "confirm", office, round_, solution_id=solution_id)
    if round_.solution is None or round_.solution.id != solution_id:
        raise WrongState(_("그사이 배정을 다시 계산했어요. 새 배정안을 읽고 확정해 주세요."))
    jobs.enqueue(session, SEND_JOB, {"round_id": round_.id}, dedupe_key=f"{SEND_JOB}:{round_.id}")


def send_round(database: Database, payload: dict[str, Any]) -> None:
    """All recommendations and the move in one transaction: a repetition finds the round sent and does nothing."""
    with database.writing.begin() as session:
        round_ = session.get_one(AssignmentRound, payload["round_id"])
        lock(session, round_)
        if round_.state is not RoundState.CONFIRMED or round_.solution is None:
            return
        free = _free_pairs(session, round_.solution.assigned)
        for brief_id, profile_id in free:
            _recommend(session, round_, brief_id, profile_id)
        move(session, ROUND, "send", CLOCK, round_, sent=len(free), left_out=len(round_.solution.pairs) - len(free))


def _free_pairs(session: Session, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that can still be recommended: briefs close, talents leave and answer between solving and confirming."""
    briefs = queries.briefs_named(session, {brief_id for brief_id, _profile_id in pairs})
    listed, gone = listed_profile_ids(session), queries.settled_pairs(session) | queries.excluded_pairs(session)
    return [pair for pair in pairs if briefs[pair[0]].is_open and pair[1] in listed and pair not in gone]


def _recommend(session: Session, round_: AssignmentRound, brief_id: int, profile_id: int) -> None:
    score = round_.solution.score_of(brief_id, profile_id) if round_.solution else None
    recommendation = Recommendation(
        round_id=round_.id,
        brief_id=brief_id,
        profile_id=profile_id,
        score=score or 0.0,
        answer_by=clock.add_business_days(clock.today(), ANSWER_WITHIN),
    )
    begin(session, RECOMMENDATION, CLOCK, recommendation)
    move(session, RECOMMENDATION, "tell", CLOCK, recommendation)
