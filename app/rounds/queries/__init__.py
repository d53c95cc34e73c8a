"""Reading rounds: what may take part, what stands, what a solution says of whom, what each firm was recommended."""

from app.rounds.queries.market import excluded_pairs, open_places, settled_pairs
from app.rounds.queries.readings import candidates_of, read_solution
from app.rounds.queries.recommendations import get_recommendation, offered_ids, recommendations_for
from app.rounds.queries.rounds import (
    briefs_named,
    choices,
    following,
    get_round,
    listed_count,
    listed_named,
    listed_numbered,
    round_history,
    rounds,
)

__all__ = [
    "briefs_named",
    "candidates_of",
    "choices",
    "excluded_pairs",
    "following",
    "get_recommendation",
    "get_round",
    "listed_count",
    "listed_named",
    "listed_numbered",
    "offered_ids",
    "open_places",
    "read_solution",
    "recommendations_for",
    "round_history",
    "rounds",
    "settled_pairs",
]
