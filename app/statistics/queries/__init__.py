"""Reading figures and histories."""

from app.statistics.queries.figures import figure_of, figures, figures_with_trends
from app.statistics.queries.histories import find_by_number, get_thing, related_to, things_of

__all__ = ["figure_of", "figures", "figures_with_trends", "find_by_number", "get_thing", "related_to", "things_of"]
