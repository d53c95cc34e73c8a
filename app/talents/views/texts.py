"""A profile's own page, its texts and its terms."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.actors import Kind
from app.core.language import _
from app.core.reference import INDUSTRIES, LANGUAGE_NAMES, REGIONS, REMOTE
from app.skills.queries import all_names
from app.talents import queries, service
from app.talents.forms import AvailabilityForm, IntroductionForm
from app.talents.rules import LEVELS, hider_for
from app.talents.views.blueprint import bp
from app.talents.workflow import LEVEL_LABELS, NEXT, PROFILE, SKILL_EVIDENCE
from app.web.forms import BaseForm, answering, page, version_of
from app.web.rules import allow

SAVED = _("저장했어요.")


@bp.get("/profile")
@allow(Kind.TALENT)
def show() -> Any:
    profile = queries.find_own_profile(g.db, g.actor)
    if profile is None:
        return render_template("talents/begin.html")
    sections = queries.sections(profile)
    return render_template(
        "talents/show.html",
        profile=profile,
        sections=sections,
        done=sum(section.is_done for section in sections),
        next_step=NEXT[profile.state],
        next_section=next((section for section in sections if not section.is_done), None),
        has_agreed=queries.has_agreed(g.db, profile),
        moves=[move for move in PROFILE.open_to(g.actor, profile) if not move.name.startswith("list_for")],
        **words(),
    )


@bp.post("/profile/start")
@allow(Kind.TALENT)
def start() -> Response:
    service.ensure_profile(g.db, g.actor)
    return redirect(url_for("talents.edit"))


@bp.route("/profile/edit", methods=["GET", "POST"])
@allow(Kind.TALENT)
def edit() -> Any:
    profile = queries.own_profile(g.db, g.actor)
    form = IntroductionForm(data={**_known(profile, ("headline", "summary")), "version": profile.edit_version})
    return _save(form, profile) or page("talents/edit.html", form=form)


@bp.route("/profile/availability", methods=["GET", "POST"])
@allow(Kind.TALENT)
def availability() -> Any:
    profile = queries.own_profile(g.db, g.actor)
    names = [name for name in AvailabilityForm(formdata=None)._fields if name not in ("version", "csrf_token")]
    known = {**_known(profile, names), "growth_skills": ", ".join(profile.growth_skills or [])}
    form = AvailabilityForm(data={**known, "version": profile.edit_version})
    return _save(form, profile) or page("talents/availability.html", form=form, skill_names=all_names())


def _known(profile: Any, names: Any) -> dict[str, Any]:
    return {name: getattr(profile, name) for name in names}


def _save(form: BaseForm, profile: Any) -> Response | None:
    if request.method == "POST" and form.validate():
        with answering(form):
            service.save_profile(g.db, g.actor, profile, version=version_of(form), **form.answers)
            flash(str(SAVED), "good")
            return redirect(url_for("talents.show"))
    return None


@bp.get("/profile/preview")
@allow(Kind.TALENT)
def preview() -> Any:
    """The profile as firms see it."""
    profile = queries.own_profile(g.db, g.actor)
    return render_template("talents/preview.html", profile=profile, hide=hider_for(profile), **words())


def words() -> dict[str, Any]:
    """The names that pages about profiles need for codes and levels."""
    return {
        "workflow": PROFILE,
        "evidence_workflow": SKILL_EVIDENCE,
        "levels": LEVELS,
        "evidence_levels": LEVEL_LABELS,
        "regions": REGIONS,
        "industries": INDUSTRIES,
        "remote_words": REMOTE,
        "language_names": LANGUAGE_NAMES,
    }
