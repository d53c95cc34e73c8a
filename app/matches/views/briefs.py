"""Briefs that fit a talent: the same pairs read from the other side."""

from __future__ import annotations

from typing import Any

from flask import g, redirect

from app.briefs.queries import get_brief
from app.briefs.rules import without_firm
from app.core import clock
from app.core.actors import Kind
from app.core.errors import NotFound
from app.matches import service
from app.matches.queries.cards import cards_for
from app.matches.queries.learnable import learnables
from app.matches.queries.lists import UNREAD, list_for_profile
from app.matches.queries.market import own_profile
from app.matches.queries.runs import get_run
from app.matches.rules.chances import chances
from app.matches.rules.documents import brief_key
from app.matches.rules.wording import REASONS_FOR_TALENTS
from app.matches.views.blueprint import about, asks_for_plain, bp, page_of, remember_shown, settings
from app.talents.workflow import ProfileState
from app.web.forms import page
from app.web.rules import allow
from app.web.session import database


@bp.get("/matches/briefs")
@allow(Kind.TALENT)
def briefs() -> Any:
    profile = own_profile(g.db, g.actor)
    if profile is None or profile.state is not ProfileState.LISTED or profile.matching_refused_at is not None:
        return page("matches/not_listed.html", profile=profile)
    listing = list_for_profile(g.db, profile, settings(), clock.today(), plain=asks_for_plain())
    found = page_of(listing.run.order)
    cards = cards_for(g.db, listing, found.items, reasons=False)
    told = about(listing, REASONS_FOR_TALENTS)
    learnable = [(one.title, len(one.briefs)) for one in learnables(g.db, listing)]
    return page(
        "matches/briefs.html",
        found=found,
        cards=cards,
        run_id=remember_shown(listing, found, cards),
        is_being_read=listing.problem == UNREAD,
        without_firm=without_firm,
        nothing_fits=found.number == 1 and bool(cards) and all(card.score and card.score.is_lowest for card in cards),
        chances=chances(told["remedies"], learnable),
        **told,
    )


@bp.get("/matches/runs/<int:run_id>/briefs/<int:brief_id>/<any(read, apply):then>")
@allow(Kind.TALENT)
def open_brief(run_id: int, brief_id: int, then: str) -> Any:
    """From a place on the list to the brief's own page, which does not know of lists: the opening is remembered here."""
    run, brief = get_run(g.db, g.actor, run_id), get_brief(g.db, g.actor, brief_id)
    key = brief_key(brief.id)
    if key not in run.order:
        raise NotFound()
    with database().writing.begin() as session:
        service.note_opened(session, g.actor, run, key=key, rank=run.order.index(key) + 1)
    return redirect(f"/briefs/{brief.id}" + ("/apply" if then == "apply" else ""))
