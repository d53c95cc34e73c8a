"""The blueprint of matching, and what its pages share: the settings, and remembering what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, g, request

from app.core.pages import Page, page_number, slice_page
from app.matches import service
from app.matches.queries.cards import Card
from app.matches.queries.lists import Listing
from app.matches.rules.remedies import tried
from app.matches.rules.wording import PROBLEMS, exclusion_lines
from app.settings import Settings
from app.web.session import database

bp = Blueprint("matches", __name__)


def settings() -> Settings:
    found: Settings = current_app.extensions["ieum"].settings
    return found


def asks_for_plain() -> bool:
    return request.args.get("plain") == "1"


def page_of(keys: Sequence[str]) -> Page[str]:
    """The page the address asks for; beyond the last one, the last."""
    number = page_number(request.args.get("page"))
    return slice_page(keys, min(number, slice_page(keys, 1).pages))


def remember_shown(listing: Listing, page: Page[str], cards: Sequence[Card]) -> int:
    """Keep the run and who saw which ranks of it, in a short transaction of its own: a GET's session only reads."""
    with database().writing.begin() as session:
        run = service.keep_list(session, listing)
        service.note_shown(session, g.actor, run, page=page.number, items=[(card.key, card.rank) for card in cards])
        if page.number == 1:
            service.note_first_page(session, g.actor, run, page.items)
        return run.id


def remember_opened(listing: Listing, cards: Sequence[Card]) -> int:
    """The same for candidates looked at one by one."""
    with database().writing.begin() as session:
        run = service.keep_list(session, listing)
        for card in cards:
            service.note_opened(session, g.actor, run, key=card.key, rank=card.rank)
        return run.id


def about(listing: Listing, meanings: Any) -> dict[str, Any]:
    """What every list says of itself: how it was ordered, who is left out and why, what would change that."""
    counts = listing.run.excluded
    remedies = tried(listing.market)
    return {
        "listing": listing,
        "problem": PROBLEMS.get(listing.problem or ""),
        "excluded": sum(counts.values()),
        "exclusions": exclusion_lines(counts, meanings, {one.reason: one.sentence for one in remedies}),
        "remedies": remedies,
        "matching_on": settings().matching_on,
        "is_plain": asks_for_plain() or not settings().matching_on,
    }
