"""Starting a proposal, and the page it is written on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for

from app.briefs.models import Brief
from app.briefs.queries import get_brief
from app.briefs.rules import TASK_TYPES, without_firm
from app.core.actors import Kind
from app.core.language import _
from app.core.rates import Limit
from app.core.reference import REGIONS
from app.proposals import queries, service
from app.proposals.forms import proposal_form
from app.proposals.models import Proposal
from app.proposals.views.blueprint import bp
from app.proposals.workflow import PROPOSAL
from app.skills.queries import names_of
from app.talents.queries import find_own_profile
from app.web.forms import answering, page, version_of
from app.web.once import repeatable
from app.web.rules import allow, limited


@bp.route("/briefs/<int:brief_id>/apply", methods=["GET", "POST"])
@allow(Kind.TALENT)
@limited(Limit("apply", 60, 3600))
def apply(brief_id: int) -> Any:
    """Before a proposal: the brief once more. Where one is alive already, that one."""
    brief = get_brief(g.db, g.actor, brief_id)
    profile = find_own_profile(g.db, g.actor)
    if request.method == "POST":
        return _to_page(service.start_proposal(g.db, g.actor, brief))
    found = queries.find_live(g.db, brief, profile) if profile else None
    if found is not None:
        return _to_page(found)
    firm = queries.firm_known_to(g.db, g.actor, brief)
    return render_template(
        "proposals/apply.html",
        brief=brief,
        profile=profile,
        firm=firm,
        regions=REGIONS,
        task_types=TASK_TYPES,
        skill_names=names_of,
        hide=str if firm else _hider(brief),
    )


def _hider(brief: Brief) -> Callable[[str], str]:
    """Covers the firm's name for somebody it has not invited."""
    return lambda text: without_firm(text, brief.organisation.name, brief.organisation.name_en)


def _to_page(proposal: Proposal) -> Any:
    name = "proposals.edit" if _is_writable(proposal) else "proposals.show"
    return redirect(url_for(name, proposal_id=proposal.id))


def _is_writable(proposal: Proposal) -> bool:
    return any(action.name == "submit" for action in PROPOSAL.open_to(g.actor, proposal))


@bp.route("/proposals/<int:proposal_id>/edit", methods=["GET", "POST"])
@allow(Kind.TALENT)
def edit(proposal_id: int) -> Any:
    """Saves, or saves and submits, by the button that was pressed."""
    proposal = queries.get_proposal(g.db, g.actor, proposal_id)
    if not _is_writable(proposal) and request.method != "POST":
        return redirect(url_for("proposals.show", proposal_id=proposal.id))
    form = proposal_form(proposal)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.save_proposal(
                g.db, g.actor, proposal, version=version_of(form), proofs=form.proofs(proposal), **form.terms
            )
            return _submit(proposal) if request.form.get("then") == "submit" else _saved(proposal)
    return page("proposals/edit.html", form=form, proposal=proposal, brief=proposal.brief, workflow=PROPOSAL)


def _submit(proposal: Proposal) -> Any:
    service.submit_proposal(g.db, g.actor, proposal)
    flash(str(_("제안서를 냈어요. 기업이 검토를 시작하면 알려 드려요.")), "good")
    return redirect(url_for("proposals.show", proposal_id=proposal.id))


def _saved(proposal: Proposal) -> Any:
    flash(str(_("저장했어요. 마감 전까지 이어서 쓸 수 있어요.")), "good")
    return redirect(url_for("proposals.edit", proposal_id=proposal.id))


@bp.post("/proposals/<int:proposal_id>/autosave")
@allow(Kind.TALENT)
@repeatable
def autosave(proposal_id: int) -> Any:
    """Keeps what can be kept while the page is being written; what cannot waits for the button."""
    proposal = queries.get_proposal(g.db, g.actor, proposal_id)
    form = proposal_form(proposal)
    form.validate()
    terms = {name: value for name, value in form.terms.items() if not form[name].errors}
    service.autosave_proposal(g.db, g.actor, proposal, version=version_of(form), proofs=form.proofs(proposal), **terms)
    return jsonify(version=proposal.edit_version)
