"""What a round is solved from: its conditions, people's words, and scores by the matcher's own lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core.db import Database
from app.matches.models import Mode
from app.matches.queries.lists import list_in_market
from app.matches.queries.market import listed_profile_ids, market_of_brief
from app.matches.rules.documents import number_of
from app.matches.rules.market import Market
from app.matches.service import keep_list
from app.rounds import queries
from app.rounds.models import AssignmentRound
from app.rounds.rules import PAIRS_PER_BRIEF, SWITCHED_OFF, UNREAD, Choice, Weight
from app.settings import Settings

Pair: TypeAlias = tuple[int, int]  # brief, profile

_MISSING = {Mode.LEXICAL: UNREAD, Mode.PLAIN: SWITCHED_OFF}


@dataclass(frozen=True)
class Question:
    """All that a solution is made of, besides the scores."""

    weight: Weight
    briefs: Mapping[int, int]  # places
    talents: Mapping[int, int]
    pins: frozenset[Pair]
    bans: frozenset[Pair]
    settled: frozenset[Pair]


@dataclass(frozen=True)
class Scores:
    """One brief's best pairs, in which kept list they stand, and why the others could not take part.

    `missing` says why there are none where that is not for want of people.
    """

    run_id: int
    pairs: tuple[tuple[int, float], ...]
    excluded: Mapping[str, int]
    missing: str | None


def question_of(session: Session, round_: AssignmentRound) -> Question:
    own = {line.profile_id: line.places for line in round_.talents}
    listed = listed_profile_ids(session)
    talents = listed if round_.takes_everybody else listed & own.keys()
    words = queries.choices(session, round_)
    pins, bans = (
        frozenset((word.brief_id, word.profile_id) for word in words if word.choice is choice)
        for choice in (Choice.PIN, Choice.BAN)
    )
    return Question(
        round_.weight,
        {line.brief_id: line.places for line in round_.briefs},
        {profile_id: own.get(profile_id) or round_.talent_places for profile_id in sorted(talents)},
        pins,
        bans,
        frozenset(queries.settled_pairs(session)),
    )


def scores_of(database: Database, settings: Settings, question: Question, brief_id: int, as_of: date) -> Scores:
    """The brief's list among the talents of this round, made and kept as any other list; constraints come first in it."""
    with database.reading() as session:
        brief = session.get_one(Brief, brief_id)
        market = _market(session, question, brief, as_of)
        listing = list_in_market(session, brief, market, settings, as_of)
        ranked = [(number_of(line["key"]), line["score"]) for line in listing.run.ranked]
        missing = _MISSING.get(listing.run.mode) if market.others else None
        excluded = dict(listing.run.excluded)
        with database.writing.begin() as writing:
            run_id = keep_list(writing, listing).id
    pinned = [line for line in ranked[PAIRS_PER_BRIEF:] if (brief_id, line[0]) in question.pins]
    return Scores(run_id, () if missing else (*ranked[:PAIRS_PER_BRIEF], *pinned), excluded, missing)


def _market(session: Session, question: Question, brief: Brief, as_of: date) -> Market:
    """The talents of this round as the brief meets them, without those it has settled with already."""
    market = market_of_brief(session, brief, as_of)
    others = {
        key: terms
        for key, terms in market.others.items()
        if number_of(key) in question.talents and (brief.id, number_of(key)) not in question.settled
    }
    return replace(market, others=others)
