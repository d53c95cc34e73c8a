"""Pages of figures, of their rows and exports, and of the history of anything."""

from app.statistics.views import exporting, histories, showing
from app.statistics.views.blueprint import bp

__all__ = ["bp", "exporting", "histories", "showing"]
