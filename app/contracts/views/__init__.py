"""Pages of contracts: drawing up, reading, signing, milestones, payments."""

from app.contracts.views import drafting, milestones, reading, signing
from app.contracts.views.blueprint import bp

__all__ = ["bp", "drafting", "milestones", "reading", "signing"]
