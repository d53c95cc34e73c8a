"""A solution as it is read: its pairs, who is left and why, and what it changed since the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core.language import Text
from app.matches.rules.wording import REASON_LABELS, points_of, words_of
from app.rounds.models import AssignmentRound, RoundChoice, RoundSolution
from app.rounds.queries.rounds import briefs_named, choices, listed_named
from app.rounds.rules import IDLE_REASONS, REASONS, least_gini
from app.talents.models import Profile


@dataclass(frozen=True)
class PairLine:
    """A pair on the page; without a profile where the talent has left the market since."""

    brief: Brief
    profile: Profile | None
    score: float | None
    word: RoundChoice | None = None

    @property
    def points(self) -> int | None:
        return points_of(self.score) if self.score is not None else None

    @property
    def words(self) -> Text:
        return words_of(self.score) if self.score is not None else ""


@dataclass(frozen=True)
class LeftLine:
    """A brief with a place left, why, and what would help."""

    brief: Brief
    assigned: int
    places: int
    reason: Text
    help: Text
    would_get: Profile | None
    excluded: Sequence[tuple[Text, int]]


@dataclass(frozen=True)
class Reading:
    """One solution with everything its page says."""

    solution: RoundSolution
    assigned: Sequence[PairLine]
    left: Sequence[LeftLine]
    idle: Sequence[tuple[Text, Sequence[str]]]  # numbers by reason
    blocking: Sequence[PairLine]
    broken_pins: Sequence[PairLine]
    added: Sequence[PairLine]
    dropped: Sequence[PairLine]
    before: RoundSolution | None
    least_gini: float

    @property
    def mean_points(self) -> int | None:
        count = len(self.solution.pairs)
        return points_of(self.solution.score / count) if count else None


def read_solution(session: Session, round_: AssignmentRound, solution: RoundSolution) -> Reading:
    """The solution and what it changed since the one before it."""
    before = next((one for one in reversed(round_.solutions) if one.id < solution.id), None)
    told, pairs = solution.told, solution.assigned
    old = before.assigned if before else pairs
    groups = {
        "assigned": pairs,
        "blocking": [(brief_id, profile_id) for brief_id, profile_id in told["blocking"]],
        "broken_pins": [(brief_id, profile_id) for brief_id, profile_id in told["broken_pins"]],
        "added": sorted(set(pairs) - set(old)),
        "dropped": sorted(set(old) - set(pairs)),
    }
    everyone = {profile_id for group in groups.values() for _brief_id, profile_id in group}
    everyone |= {line["would_get"] for line in told["briefs"].values() if line["would_get"]}
    named = {int(one) for one in told["briefs"]} | {pair[0] for group in groups.values() for pair in group}
    briefs = briefs_named(session, named)
    profiles = listed_named(session, everyone)
    words = {(word.brief_id, word.profile_id): word for word in choices(session, round_)}

    def line(pair: tuple[int, int]) -> PairLine:
        score = solution.score_of(*pair) if pair[1] in profiles else None
        return PairLine(briefs[pair[0]], profiles.get(pair[1]), score, words.get(pair))

    lines = {name: [line(pair) for pair in group if pair[0] in briefs] for name, group in groups.items()}
    lines["blocking"].sort(key=lambda one: (-(one.score or 0.0), one.brief.id))
    return Reading(
        solution=solution,
        left=[_left(solution, briefs[int(one)], facts, profiles) for one, facts in told["briefs"].items()],
        idle=_idle(session, told["talents"]),
        before=before,
        least_gini=least_gini(len(pairs), len(solution.inputs["talents"])),
        **lines,
    )


def _idle(session: Session, reasons: Mapping[str, str]) -> list[tuple[Text, list[str]]]:
    """Numbers of the talents without a brief, by reason."""
    listed = listed_named(session, [int(one) for one in reasons])
    numbers: dict[str, list[str]] = {reason: [] for reason in IDLE_REASONS}
    for profile_id, profile in listed.items():
        numbers[reasons[str(profile_id)]].append(profile.number)
    return [(label, sorted(numbers[reason])) for reason, label in IDLE_REASONS.items() if numbers[reason]]


def _left(solution: RoundSolution, brief: Brief, facts: Mapping[str, Any], profiles: Mapping[int, Profile]) -> LeftLine:
    reason, remedy = REASONS[facts["reason"]]
    return LeftLine(
        brief=brief,
        assigned=sum(brief_id == brief.id for brief_id, _profile_id in solution.assigned),
        places=solution.inputs["briefs"][str(brief.id)],
        reason=reason,
        help=remedy,
        would_get=profiles.get(facts["would_get"] or 0),
        excluded=[(REASON_LABELS[name], count) for name, count in facts["excluded"].items()],
    )


def candidates_of(session: Session, round_: AssignmentRound, brief: Brief) -> Sequence[PairLine]:
    """A brief's pairs that the last solution looked at, best first."""
    if round_.solution is None:
        return []
    scored = round_.solution.inputs["scores"].get(str(brief.id), [])
    profiles = listed_named(session, [profile_id for profile_id, _score in scored])
    words = {(word.brief_id, word.profile_id): word for word in choices(session, round_)}
    return [
        PairLine(brief, profiles[profile_id], score, words.get((brief.id, profile_id)))
        for profile_id, score in scored
        if profile_id in profiles
    ]
