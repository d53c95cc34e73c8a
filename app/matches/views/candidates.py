"""A brief's candidates for its firm: the list, one candidate in full, and up to three side by side."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import g, request
from sqlalchemy.orm import joinedload, selectinload

from app.briefs.models import Brief
from app.briefs.queries import get_own_brief
from app.core import clock
from app.core.actors import Kind
from app.core.errors import NotFound
from app.matches.queries.cards import cards_for
from app.matches.queries.judged import arranged, judgements_of
from app.matches.queries.lists import Listing, list_for_brief
from app.matches.queries.market import is_looking
from app.matches.rules.documents import profile_key
from app.matches.rules.wording import REASON_LABELS, REASONS_FOR_CLIENTS, UNSEEN, VERDICT_LABELS, VERDICT_STATES
from app.matches.views.blueprint import about, asks_for_plain, bp, page_of, remember_opened, remember_shown, settings
from app.matches.views.comparing import comparison
from app.matches.views.teams import asks_for_team
from app.talents.models import Profile
from app.talents.rules import LEVELS, hider_for
from app.web.forms import page
from app.web.rules import allow

COMPARED_MOST = 3


@bp.get("/briefs/<int:brief_id>/candidates")
@allow(Kind.CLIENT, Kind.OFFICE)
def candidates(brief_id: int) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    if not is_looking(brief):
        return page("matches/not_looking.html", brief=brief)
    listing = _listing(brief)
    chosen = [key for key in map(profile_key, _chosen()) if key in listing.run.order][:COMPARED_MOST]
    if chosen:
        return _compare(brief, listing, chosen)
    judgements = judgements_of(g.db, brief)
    found = page_of(arranged(listing.run.order, judgements, listing.run.offered))
    cards = cards_for(g.db, listing, found.items, judgements, reasons=False)
    return page(
        "matches/candidates.html",
        brief=brief,
        found=found,
        cards=cards,
        run_id=remember_shown(listing, found, cards),
        verdict_labels=VERDICT_LABELS,
        verdict_states=VERDICT_STATES,
        may_judge=g.actor.kind is Kind.CLIENT,
        asks_for_team=asks_for_team(cards) and found.number == 1,
        **about(listing, REASONS_FOR_CLIENTS),
    )


@bp.get("/briefs/<int:brief_id>/candidates/<int:profile_id>")
@allow(Kind.CLIENT, Kind.OFFICE)
def candidate(brief_id: int, profile_id: int) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    listing, key = _listing(brief), profile_key(profile_id)
    profile = _whole_profile(profile_id)
    against = listing.market.screening.excluded.get(key, ())
    if profile is None or key not in listing.market.others or UNSEEN & set(against) or not is_looking(brief):
        raise NotFound()
    card, run_id = None, None
    if key in listing.run.order:
        card = cards_for(g.db, listing, [key], judgements_of(g.db, brief))[0]
        run_id = remember_opened(listing, [card])
    return page(
        "matches/candidate.html",
        brief=brief,
        profile=profile,
        hide=hider_for(profile),
        levels=LEVELS,
        card=card,
        run_id=run_id,
        terms=listing.market.others[key],
        against=[REASON_LABELS[reason] for reason in against],
        verdict_labels=VERDICT_LABELS,
        verdict_states=VERDICT_STATES,
        may_judge=g.actor.kind is Kind.CLIENT,
    )


def _listing(brief: Brief) -> Listing:
    return list_for_brief(g.db, brief, settings(), clock.today(), plain=asks_for_plain())


def _chosen() -> list[int]:
    """Numbers in ?compare=3&compare=5 or ?compare=3,5; anything else is left out."""
    words = ",".join(request.args.getlist("compare")).split(",")
    return list(dict.fromkeys(int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 10))


def _compare(brief: Brief, listing: Listing, keys: list[str]) -> Any:
    cards = cards_for(g.db, listing, keys)
    run_id = remember_opened(listing, cards)
    return page(
        "matches/compare.html", brief=brief, run_id=run_id, rows=comparison(cards), cards=cards, most=COMPARED_MOST
    )


def _whole_profile(profile_id: int) -> Profile | None:
    query = sa.select(Profile).where(Profile.id == profile_id)
    parts = (Profile.projects, Profile.skills, Profile.courses, Profile.certificates)
    found: Profile | None = g.db.scalars(
        query.options(joinedload(Profile.user), *(selectinload(part) for part in parts))
    ).first()
    return found
