"""Pages of profiles: one's own, its parts, its listing, and the office's queue of proofs."""

from app.talents.views import listing, parts, proving, texts
from app.talents.views.blueprint import bp

__all__ = ["bp", "listing", "parts", "proving", "texts"]
