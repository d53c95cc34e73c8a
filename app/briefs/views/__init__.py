"""Pages of briefs: finding them, writing one, reading one, deciding about one."""

from app.briefs.views import deciding, finding, joining, reading, writing
from app.briefs.views.blueprint import bp
from app.briefs.views.deciding import serve_move

__all__ = ["bp", "deciding", "finding", "joining", "reading", "serve_move", "writing"]
