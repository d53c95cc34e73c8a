"""One brief, as each reader may see it, and the way it has gone."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import g, render_template

from app.briefs import queries
from app.briefs.models import Brief
from app.briefs.rules import without_firm
from app.briefs.views.blueprint import bp
from app.briefs.views.deciding import open_moves
from app.briefs.views.finding import words
from app.briefs.workflow import (
    JOINABLE,
    NEXT_FOR_CLIENT,
    NEXT_PAGE_FOR_CLIENT,
    WRITABLE,
    is_client,
    is_client_or_office,
    is_partner,
    may_override,
)
from app.core.actors import Actor, Kind
from app.scoping.rules import stop_reasons
from app.skills.queries import names_of
from app.web.rules import ANYONE, allow


@bp.get("/briefs/<int:brief_id>")
@allow(*ANYONE)
def show(brief_id: int) -> Any:
    brief = queries.get_brief(g.db, g.actor, brief_id)
    if not is_client_or_office(g.actor, brief):
        return render_template("briefs/public.html", brief=brief, **_facts(g.actor, brief))
    is_office, is_joinable = g.actor.kind is Kind.OFFICE, brief.state in JOINABLE
    return render_template(
        "briefs/show.html",
        brief=brief,
        moves=open_moves(g.actor, brief),
        next_step=NEXT_FOR_CLIENT[brief.state],
        next_page=NEXT_PAGE_FOR_CLIENT.get(brief.state) if is_client(g.actor, brief) else None,
        reason=queries.last_reason(g.db, brief),
        warnings=queries.warnings(brief) if is_office else [],
        wording=queries.wording(brief) if is_office else (),
        own_alike=queries.own_alike(g.db, brief) if is_office and is_joinable else [],
        others_alike=queries.others_alike(g.db, brief) if is_office and is_joinable else [],
        joint=queries.find_joint_of(g.db, brief),
        stop_reason=stop_reasons().get(brief.stop_reason or ""),
        **_facts(g.actor, brief),
    )


def _facts(actor: Actor, brief: Brief) -> dict[str, Any]:
    """What every reader's page says; `hide` covers the firm's name for those who may not know it yet."""
    return {
        "hide": _as_it_is
        if is_client_or_office(actor, brief) or is_partner(actor, brief)
        else partial(_covered, brief),
        "is_partner": is_partner(actor, brief),
        "skill_names": names_of,
        "may_write": is_client(actor, brief) and brief.state in WRITABLE,
        "may_revise": is_client(actor, brief) and brief.is_open,
        "may_override": actor.kind is Kind.OFFICE and may_override(brief),
        **words(),
    }


def _as_it_is(text: str) -> str:
    return text


def _covered(brief: Brief, text: str) -> str:
    return without_firm(text, brief.organisation.name, brief.organisation.name_en)


@bp.get("/briefs/<int:brief_id>/history")
@allow(Kind.CLIENT, Kind.OFFICE)
def history(brief_id: int) -> Any:
    brief = queries.get_own_brief(g.db, g.actor, brief_id)
    rows = queries.brief_history(g.db, g.actor, brief)
    versions = queries.versions_of(g.db, brief)
    changes = [(row, queries.difference(g.db, brief, row.version - 1, row.version)) for row in versions[1:]]
    return render_template(
        "briefs/history.html",
        brief=brief,
        rows=rows,
        names=queries.people_in(g.db, g.actor, brief, rows),
        changes=changes,
        **words(),
    )
