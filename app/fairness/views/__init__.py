"""Pages of fairness: a talent tells a group or takes it back, the office sees how first-page places were shared out."""

from app.fairness.views import declaring, exporting, showing
from app.fairness.views.blueprint import bp

__all__ = ["bp", "declaring", "exporting", "showing"]
