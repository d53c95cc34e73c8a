"""Writing a brief: one sentence, then five short pages that save themselves, then a last look."""

from __future__ import annotations

from typing import Any

from flask import flash, g, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from app.accounts.queries import own_organisation
from app.accounts.workflow import OrganisationState
from app.briefs import queries, service
from app.briefs.forms import STEP_FORMS, RevisionForm, StartForm, StepForm, milestone_rows_of, rows_of
from app.briefs.models import Brief
from app.briefs.rules import LABELS, STEPS, Step, has_too_many_essentials, step_named, step_of
from app.briefs.service.writing import check_may_write
from app.briefs.views.blueprint import bp
from app.briefs.views.finding import words
from app.briefs.workflow import WRITABLE, BriefState
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.web.forms import answering, page, version_of
from app.web.once import repeatable
from app.web.rules import allow

CHECK = STEPS[-1].name


@bp.route("/briefs/new", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def create() -> Any:
    form = StartForm(industry_ksic=own_organisation(g.db, g.actor).industry_ksic)
    if request.method == "POST" and form.validate():
        with answering(form):
            brief = service.draft_brief(g.db, g.actor, **form.answers)
            return redirect(url_for("briefs.edit", brief_id=brief.id, step=STEPS[0].name))
    return page("briefs/start.html", form=form)


@bp.route("/briefs/<int:brief_id>/edit/<step>", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def edit(brief_id: int, step: str) -> Any:
    brief, asked = queries.get_own_brief(g.db, g.actor, brief_id), _step(step)
    if request.method == "GET" and brief.state not in WRITABLE:
        return redirect(url_for("briefs.show", brief_id=brief.id))
    if asked.name == CHECK:
        return _check(brief)
    form = _form(STEP_FORMS[asked.name], brief, asked.fields)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.save_step(g.db, g.actor, brief, version=version_of(form), **form.answers)
            return redirect(url_for("briefs.edit", brief_id=brief.id, step=_after(asked).name))
    reason = queries.last_reason(g.db, brief)
    return page(
        "briefs/edit.html",
        form=form,
        brief=brief,
        step=asked,
        steps=STEPS,
        number=STEPS.index(asked) + 1,
        reason=reason,
    )


def _check(brief: Brief) -> Any:
    missing = [(LABELS[name], step_of(name)) for name in brief.missing_fields]
    known: dict[str, Any] = {
        "too_many": has_too_many_essentials(len(brief.essentials)),
        "wording": queries.wording(brief),
        "alike": queries.own_alike(g.db, brief),
        "writable": WRITABLE,
        "is_verified": brief.organisation.state is OrganisationState.VERIFIED,
        **words(),
    }
    return page("briefs/check.html", brief=brief, missing=missing, steps=STEPS, number=len(STEPS), **known)


@bp.post("/briefs/<int:brief_id>/autosave/<step>")
@allow(Kind.CLIENT)
@repeatable
def autosave(brief_id: int, step: str) -> Response:
    """Keep what was typed so far; the answer carries the version to go on from."""
    brief, asked = queries.get_own_brief(g.db, g.actor, brief_id), _step(step)
    if asked.name == CHECK:
        raise NotFound()
    form = _form(STEP_FORMS[asked.name], brief, asked.fields)
    form.validate()
    service.autosave_step(g.db, g.actor, brief, version=version_of(form), **form.sound_answers)
    return jsonify(version=brief.edit_version)


@bp.route("/briefs/<int:brief_id>/revise", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def revise(brief_id: int) -> Any:
    """Change a published brief; what matters to proposers becomes a new version."""
    brief = queries.get_own_brief(g.db, g.actor, brief_id)
    check_may_write(g.actor, brief, (BriefState.PUBLISHED,))
    form = _form(RevisionForm, brief, ("essential", "nice", "budget_won", "deadline_on", "starts_on"))
    if request.method == "POST" and form.validate():
        with answering(form):
            is_new = service.revise_published(g.db, g.actor, brief, version=version_of(form), **form.answers)
            flash(
                str(_("새 판으로 고쳤어요. 바뀐 곳은 기록에 남아요.") if is_new else _("고친 내용을 저장했어요.")),
                "good",
            )
            return redirect(url_for("briefs.show", brief_id=brief.id))
    return page("briefs/revise.html", form=form, brief=brief)


def _step(name: str) -> Step:
    step = step_named(name)
    if step is None:
        raise NotFound()
    return step


def _after(step: Step) -> Step:
    return STEPS[STEPS.index(step) + 1]


def _form(form_class: type[StepForm], brief: Brief, fields: tuple[str, ...]) -> StepForm:
    """The form as the brief stands; a POST brings its own answers."""
    known: dict[str, Any] = {name: getattr(brief, name) for name in fields}
    lists: dict[str, Any] = {name: rows_of(known[name]) for name in ("essential", "nice") if name in known}
    if "milestones" in known:
        lists["milestones"] = milestone_rows_of(known["milestones"])
    return form_class(data={**known, **lists, "version": brief.edit_version})
