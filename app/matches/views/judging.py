"""A person's word above the score: pin, hide, ignore the rank, or take it back."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, url_for

from app.briefs.queries import get_own_brief
from app.core import clock
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.matches import service
from app.matches.forms import JudgementForm
from app.matches.models import Verdict
from app.matches.queries.lists import list_for_brief
from app.matches.rules.documents import profile_key
from app.matches.rules.wording import VERDICT_LABELS, VERDICT_MEANINGS
from app.matches.views.blueprint import bp, settings
from app.talents.models import Profile
from app.web.forms import answering, page
from app.web.rules import allow


@bp.route(
    "/briefs/<int:brief_id>/candidates/<int:profile_id>/<any(pin, hide, ignore):verdict>", methods=["GET", "POST"]
)
@allow(Kind.CLIENT)
def judge(brief_id: int, profile_id: int, verdict: str) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    listing = list_for_brief(g.db, brief, settings(), clock.today())
    if profile_key(profile_id) not in listing.run.order:
        raise NotFound()
    profile, form = g.db.get_one(Profile, profile_id), JudgementForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            run = service.keep_list(g.db, listing)
            service.judge(g.db, g.actor, brief, profile, verdict=Verdict(verdict), run=run, **form.answers)
            flash(str(_("목록에 반영했어요. 언제든 되돌릴 수 있어요.")), "good")
            return redirect(url_for("matches.candidates", brief_id=brief.id))
    label, meaning = VERDICT_LABELS[verdict], VERDICT_MEANINGS[verdict]
    return page("matches/judge.html", form=form, brief=brief, profile=profile, label=label, meaning=meaning)


@bp.post("/briefs/<int:brief_id>/candidates/<int:profile_id>/undo")
@allow(Kind.CLIENT)
def undo_judgement(brief_id: int, profile_id: int) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    service.undo_judgement(g.db, g.actor, brief, profile_id)
    flash(str(_("되돌렸어요.")), "good")
    return redirect(url_for("matches.candidates", brief_id=brief.id))
