"""Solving a round in the worker: the best assignment for its scores and conditions, kept with everything it tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.actors import CLOCK, Actor
from app.core.db import Database, lock
from app.core.workflow import move
from app.rounds.models import AssignmentRound, RoundSolution
from app.rounds.rules import FAIRNESS
from app.rounds.service.scoring import Pair, Question, Scores, question_of, scores_of
from app.rounds.workflow import ROUND, RoundState
from app.settings import Settings
from matching.rounds import Market, Round, solve

SOLVE_JOB = "rounds.solve"


def ask_for_solution(session: Session, office: Actor, round_: AssignmentRound) -> None:
    """The worker solves it; whoever asked may not confirm what comes of it."""
    move(session, ROUND, "solve", office, round_)
    round_.asked_by_id, round_.attempt, round_.scored = office.user_id, round_.attempt + 1, 0
    jobs.enqueue(session, SOLVE_JOB, {"round_id": round_.id, "attempt": round_.attempt})


def halt_solution(session: Session, office: Actor, round_: AssignmentRound) -> None:
    move(session, ROUND, "halt", office, round_)


def abandon_round(session: Session, office: Actor, round_: AssignmentRound, *, reason: str) -> None:
    move(session, ROUND, "abandon", office, round_, reason=reason)


def solve_round(database: Database, settings: Settings, payload: dict[str, Any]) -> None:
    """Harmless when repeated: only the attempt that is waited for comes in, and it comes in once."""
    with database.reading() as session:
        round_ = session.get_one(AssignmentRound, payload["round_id"])
        if not _is_waited_for(round_, payload):
            return
        question = question_of(session, round_)
    as_of, scores = clock.today(), {}
    for done, brief_id in enumerate(question.briefs, 1):
        scores[brief_id] = scores_of(database, settings, question, brief_id, as_of)
        _note_progress(database, payload, done)
    market = _market(question, scores)
    pins = _holding(question, market)
    found = solve(market, _named(pins), _named(question.bans), fairness=FAIRNESS[question.weight])
    solution = RoundSolution(
        round_id=payload["round_id"],
        as_of=as_of,
        weight=question.weight,
        inputs=_inputs(question, scores, pins),
        pairs=[list(_numbers(pair)) for pair in found.pairs],
        told=_told(scores, found, question.pins - pins),
        score=found.score,
        gini=found.gini,
    )
    _keep(database, payload, solution)


def _is_waited_for(round_: AssignmentRound, payload: Mapping[str, Any]) -> bool:
    return round_.state is RoundState.SOLVING and round_.attempt == payload["attempt"]


def _note_progress(database: Database, payload: Mapping[str, Any], done: int) -> None:
    with database.writing.begin() as session:
        round_ = session.get_one(AssignmentRound, payload["round_id"])
        if _is_waited_for(round_, payload):
            round_.scored = done


def _keep(database: Database, payload: Mapping[str, Any], solution: RoundSolution) -> None:
    with database.writing.begin() as session:
        round_ = session.get_one(AssignmentRound, payload["round_id"])
        lock(session, round_)
        if not _is_waited_for(round_, payload) or round_.asked_by_id is None:
            return
        solution.asked_by_id = round_.asked_by_id
        session.add(solution)
        session.flush()
        move(session, ROUND, "finish", CLOCK, round_, solution_id=solution.id)


def _market(question: Question, scores: Mapping[int, Scores]) -> Market:
    """The library knows names, not numbers."""
    return Market(
        {(f"{brief_id}", f"{one}"): score for brief_id, own in scores.items() for one, score in own.pairs},
        {f"{brief_id}": places for brief_id, places in question.briefs.items()},
        {f"{profile_id}": places for profile_id, places in question.talents.items()},
    )


def _holding(question: Question, market: Market) -> frozenset[Pair]:
    """Pins that still can hold: somebody may have left or been settled since, or has fewer places than pins now."""
    held: list[Pair] = []
    for brief_id, profile_id in sorted(question.pins):
        room = question.briefs.get(brief_id, 0), question.talents.get(profile_id, 0)
        used = sum(pair[0] == brief_id for pair in held), sum(pair[1] == profile_id for pair in held)
        is_scored = market.scores.get((f"{brief_id}", f"{profile_id}"), 0) > 0
        if is_scored and used[0] < room[0] and used[1] < room[1]:
            held.append((brief_id, profile_id))
    return frozenset(held)


def _inputs(question: Question, scores: Mapping[int, Scores], pins: Iterable[Pair]) -> dict[str, Any]:
    return {
        "scores": {str(brief_id): [list(line) for line in own.pairs] for brief_id, own in scores.items()},
        "runs": {str(brief_id): own.run_id for brief_id, own in scores.items()},
        "briefs": {str(brief_id): places for brief_id, places in question.briefs.items()},
        "talents": {str(profile_id): places for profile_id, places in question.talents.items()},
        "pins": sorted(map(list, pins)),
        "bans": sorted(map(list, question.bans)),
    }


def _told(scores: Mapping[int, Scores], found: Round, broken: Iterable[Pair]) -> dict[str, Any]:
    return {
        "briefs": {
            brief: {
                "reason": scores[int(brief)].missing or short.reason.value,
                "would_get": int(short.would_get) if short.would_get else None,
                "excluded": scores[int(brief)].excluded,
            }
            for brief, short in found.unassigned_briefs.items()
        },
        "talents": {profile: reason.value for profile, reason in found.unassigned_talents.items()},
        "blocking": [list(_numbers(pair)) for pair in found.blocking],
        "broken_pins": sorted(map(list, broken)),
    }


def _named(pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    return [(f"{brief_id}", f"{profile_id}") for brief_id, profile_id in pairs]


def _numbers(pair: tuple[str, str]) -> Pair:
    return int(pair[0]), int(pair[1])
