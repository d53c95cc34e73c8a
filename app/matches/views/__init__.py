"""Pages of matching: a brief's candidates, a talent's briefs, people's words on them, and how a list came to be."""

from typing import Any

from app.matches import service
from app.matches.views import briefs, candidates, judging, runs, teams
from app.matches.views.blueprint import bp

__all__ = ["bp", "briefs", "candidates", "judging", "register", "runs", "teams"]


def register(house: Any) -> None:
    """Tell /readyz how the index is."""
    house.readiness["index"] = lambda session: service.check_index(session, house.settings)
