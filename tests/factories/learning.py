"""Firms that look at their lists and act on them, the way the pages log it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core import clock
from app.core.actors import Actor
from app.core.db import Database
from app.core.pages import slice_page
from app.matches import service
from app.matches.models import MatchRun, WeightsVersion
from app.matches.queries.lists import list_for_brief, list_for_profile
from app.matches.rules.documents import brief_key, profile_key
from app.settings import Settings
from app.talents.models import Profile, ProfileSkill, Project
from matching.weights import DEFAULT_WEIGHTS, Weights
from tests.factories import make_brief, make_client, make_profile
from tests.factories.invitations import make_invitation
from tests.factories.matches import read_everything

TOPICS = (
    "프레스 하중 센서 자료로 이상 탐지를 했어요.",
    "사출기 온도 기록으로 불량을 미리 알렸어요.",
    "쇼핑몰 손님에게 상품을 골라 주었어요.",
    "콜센터 음성을 글로 옮겼어요.",
)


def make_speaker(session: Session, text: str, **facts: Any) -> Profile:
    """A talent who says one thing everywhere."""
    return make_profile(
        session,
        headline=text[:20],
        summary=text,
        projects=[Project(title=text[:20], text=text)],
        skills=[ProfileSkill(name=text[:6], level=2)],
        **facts,
    )


def look(
    session: Session, firm: Actor, brief: Brief, settings: Settings, *, page: int = 1, weights: Weights | None = None
) -> MatchRun:
    """Somebody opens a page of the brief's list."""
    listing = list_for_brief(session, brief, settings, clock.today(), weights=weights)
    run = service.keep_list(session, listing)
    ranks = {key: rank for rank, key in enumerate(run.order, 1)}
    keys = slice_page(run.order, page)
    service.note_shown(session, firm, run, page=page, items=[(key, ranks[key]) for key in keys])
    session.flush()  # it is noted at the moment the clock says now
    return run


def open_candidate(session: Session, firm: Actor, run: MatchRun, profile: Profile) -> None:
    key = profile_key(profile.id)
    service.note_opened(session, firm, run, key=key, rank=run.order.index(key) + 1)
    session.flush()


def look_at_briefs(session: Session, profile: Profile, settings: Settings) -> MatchRun:
    """The talent opens the first page of their own list."""
    run = service.keep_list(session, list_for_profile(session, profile, settings, clock.today()))
    items = [(key, rank) for rank, key in enumerate(slice_page(run.order, 1), 1)]
    service.note_shown(session, profile.user.as_actor(), run, page=1, items=items)
    session.flush()
    return run


def open_brief(session: Session, profile: Profile, run: MatchRun, brief: Brief) -> None:
    key = brief_key(brief.id)
    service.note_opened(session, profile.user.as_actor(), run, key=key, rank=run.order.index(key) + 1)
    session.flush()


def make_history(
    session: Session, database: Database, settings: Settings, *, briefs: int = 12, ended: datetime | None = None
) -> list[Brief]:
    """So many briefs, one a day until thirty days ago; each firm looked, opened two talents and invited them."""
    talents = [make_speaker(session, TOPICS[n % len(TOPICS)]) for n in range(8)]
    firms = [make_client(session) for _n in range(briefs)]
    made = [make_brief(session, firm, essentials=(TOPICS[n % 2],)) for n, firm in enumerate(firms)]
    session.commit()
    read_everything(database, settings)
    last = ended or clock.now() - timedelta(days=30)
    for n, (firm, brief) in enumerate(zip(firms, made, strict=True)):
        with clock.at(last - timedelta(days=briefs - n)):
            run = look(session, firm, brief, settings)
            for talent in (talents[n % 2], talents[n % 2 + 4]):
                open_candidate(session, firm, run, talent)
                make_invitation(session, firm, brief, talent)
    session.commit()
    return made


def make_candidate(session: Session, **changes: Any) -> WeightsVersion:
    """A fitted set of weights nobody has decided about."""
    report = {
        "learnt_from": 70, "measured_on": 30, "since": "2026-08-01T00:00:00+00:00", "split_at": "2026-10-01T00:00:00+00:00",
        "until": "2026-10-30T00:00:00+00:00", "outcomes": 140, "choices": 420, "steepness": 0.81,
        "grades": {"seen": 1500, "opened": 240, "invited": 90, "selected": 40, "completed": 8, "verified": 2, "hidden": 12},
        "against": DEFAULT_WEIGHTS.version, "before": 0.512, "after": 0.534, "gain": 0.022, "low": 0.004, "high": 0.041,
    }  # fmt: skip
    weights = Weights(**{"requirements": 1.0, "overall": 1.0, "method": 1.0, "words": 9.0, **changes})
    row = service.propose_weights(session, weights, report=report)
    session.flush()
    return row
