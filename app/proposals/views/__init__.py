"""Pages of proposals: writing one, reading one, comparing and choosing, negotiating, ending a brief."""

from app.briefs.views import serve_move
from app.proposals.service import cancel_brief, withdraw_published_brief
from app.proposals.views import choosing, moving, negotiating, reading, writing
from app.proposals.views.blueprint import bp

serve_move("withdraw", withdraw_published_brief)  # a brief with proposals ends with them
serve_move("cancel", cancel_brief)

__all__ = ["bp", "choosing", "moving", "negotiating", "reading", "writing"]
