"""A talent's own word: telling a group for the check of fairness alone, and taking it back."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, url_for

from app.core.actors import Kind
from app.core.language import _
from app.fairness import queries, service
from app.fairness.forms import GroupForm
from app.fairness.rules import CONSENT_VERSION, FEWEST
from app.fairness.views.blueprint import bp
from app.talents.queries import own_profile
from app.web.forms import answering, page
from app.web.rules import allow


@bp.route("/profile/group", methods=["GET", "POST"])
@allow(Kind.TALENT)
def group() -> Any:
    profile = own_profile(g.db, g.actor)
    declared = queries.find_declaration(g.db, profile)
    form = GroupForm(obj=declared)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.declare_group(g.db, g.actor, profile, gender=form.gender.data, age_band=form.age_band.data)
            flash(str(_("고마워요. 공정성을 살피는 데만 쓸게요.")), "good")
            return redirect(url_for("fairness.group"))
    return page("fairness/group.html", form=form, declared=declared, version=CONSENT_VERSION, fewest=FEWEST)


@bp.post("/profile/group/withdraw")
@allow(Kind.TALENT)
def withdraw() -> Any:
    service.withdraw_group(g.db, g.actor, own_profile(g.db, g.actor))
    flash(str(_("동의를 거두고 알려 주신 내용을 지웠어요.")), "good")
    return redirect(url_for("fairness.group"))
