"""Teams for a brief that nobody covers alone, and the places a firm opens to work with several people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, request, url_for

from app.briefs import service as briefs
from app.briefs.queries import get_own_brief
from app.core import clock
from app.core.actors import Kind
from app.core.language import _
from app.matches import service
from app.matches.models import Mode
from app.matches.queries.cards import Card
from app.matches.queries.market import is_looking
from app.matches.queries.teams import teams_for_brief
from app.matches.views.blueprint import bp, settings
from app.web.forms import page
from app.web.rules import allow
from app.web.session import database
from matching.teams import SIZES


@bp.get("/briefs/<int:brief_id>/teams")
@allow(Kind.CLIENT, Kind.OFFICE)
def teams(brief_id: int) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    if not is_looking(brief):
        return page("matches/not_looking.html", brief=brief)
    found = teams_for_brief(g.db, brief, settings(), clock.today())
    with database().writing.begin() as session:  # a GET's own session only reads
        run_id = service.keep_list(session, found.listing).id
    return page(
        "matches/teams.html",
        brief=brief,
        found=found,
        run_id=run_id,
        is_ranked=found.listing.run.mode is Mode.FULL,
        largest=max((len(team.people) for team in found.teams), default=0),
        may_invite=g.actor.kind is Kind.CLIENT and brief.is_open,
    )


@bp.post("/briefs/<int:brief_id>/places")
@allow(Kind.CLIENT)
def open_places(brief_id: int) -> Any:
    """Open places for as many people as a team has; each of them still gets a contract of their own."""
    brief = get_own_brief(g.db, g.actor, brief_id)
    asked = request.form.get("places", "")
    briefs.open_places(g.db, g.actor, brief, places=int(asked) if asked in map(str, SIZES) else 0)
    flash(str(_("자리를 늘렸어요. 이제 여러 사람을 선정할 수 있어요.")), "good")
    return redirect(url_for("matches.teams", brief_id=brief.id))


def asks_for_team(cards: Sequence[Card]) -> bool:
    """Whether there are several essentials and nobody on this page meets all of them, while somebody was scored."""
    scored = [card for card in cards if card.score]
    essentials = [[line for line in card.requirements if line["is_essential"]] for card in scored]
    return bool(scored) and all(
        len(lines) > 1 and any(line["label"] != "met" for line in lines) for lines in essentials
    )
