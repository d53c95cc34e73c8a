"""Pages of rounds: the office's list, one round, pairs that people speak of, and what a firm is recommended."""

from app.rounds.views import firms, pairs, rounds
from app.rounds.views.blueprint import bp

__all__ = ["bp", "firms", "pairs", "rounds"]
