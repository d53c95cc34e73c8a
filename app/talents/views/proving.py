"""Proofs of skills: handing one in, reading its file, and the office's answers, oldest first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import current_app, flash, g, redirect, request, send_file, url_for

from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.files import keep_file
from app.core.language import Text, _
from app.core.pages import page_number
from app.talents import queries, service
from app.talents.forms import EvidenceForm, source_choices
from app.talents.rules import hider_for
from app.talents.service.proving import sources_of
from app.talents.views.blueprint import bp
from app.talents.views.parts import row_of
from app.talents.views.texts import words
from app.talents.workflow import SKILL_EVIDENCE
from app.web.acting import answer_action
from app.web.forms import answering, options, page
from app.web.rules import allow

ANSWERS: dict[str, Callable[..., None]] = {
    "approve": service.approve_evidence,
    "reject": service.reject_evidence,
    "revoke": service.revoke_evidence,
}
DONE: dict[str, Text] = {
    "approve": _("인정했어요. 역량에 바로 나타나요."),
    "reject": _("인정하지 않았어요. 이유를 알렸어요."),
    "revoke": _("인정을 취소했어요. 역량의 수준이 바로 내려가요."),
}


@bp.route("/profile/skills/<int:skill_id>/evidence", methods=["GET", "POST"])
@allow(Kind.TALENT)
def submit(skill_id: int) -> Any:
    profile = queries.own_profile(g.db, g.actor)
    skill, form = row_of(profile, "skills", skill_id), EvidenceForm()
    form.source.choices = options(source_choices(sources_of(profile)))
    if request.method == "POST" and form.validate():
        with answering(form):
            service.submit_evidence(
                g.db, g.actor, skill, source=form.source.data, note=form.note.data or "", file=_kept(form)
            )
            flash(str(_("확인을 요청했어요. 사무국이 영업일 2일 안에 답해요.")), "good")
            return redirect(url_for("talents.rows", part="skills"))
    return page("talents/evidence_form.html", form=form, skill=skill)


def _kept(form: EvidenceForm) -> Any:
    upload = form.files.data
    if not upload:
        return None
    return keep_file(g.db, current_app.extensions["ieum"].files, upload.filename or "", upload.read())


@bp.get("/evidence/<int:evidence_id>/file")
@allow(Kind.TALENT, Kind.OFFICE)
def file(evidence_id: int) -> Any:
    """The file of a proof, for its owner and the office; always a download."""
    stored = queries.get_evidence(g.db, g.actor, evidence_id).file
    if stored is None:
        raise NotFound()
    path = current_app.extensions["ieum"].files.path_of(stored.sha256)
    return send_file(path, mimetype=stored.media_type, as_attachment=True, download_name=stored.name)


@bp.get("/office/evidence")
@allow(Kind.OFFICE)
def queue() -> Any:
    found = queries.evidence_queue(g.db, page_number(request.args.get("page")))
    return page("talents/evidence_queue.html", page=found, **words())


@bp.get("/office/evidence/<int:evidence_id>")
@allow(Kind.OFFICE)
def evidence(evidence_id: int) -> Any:
    found = queries.get_evidence(g.db, g.actor, evidence_id)
    profile = queries.get_profile(g.db, g.actor, found.skill.profile_id)
    titles = sources_of(profile)
    return page(
        "talents/evidence.html",
        evidence=found,
        profile=profile,
        source_title=titles.get(found.source, ""),
        moves=SKILL_EVIDENCE.open_to(g.actor, found),
        hide=hider_for(profile),
        **words(),
    )


@bp.route("/office/evidence/<int:evidence_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def act_on_evidence(evidence_id: int, name: str) -> Any:
    found = queries.get_evidence(g.db, g.actor, evidence_id)
    if name not in ANSWERS:
        raise NotFound()
    return answer_action(
        SKILL_EVIDENCE,
        name,
        found,
        partial(ANSWERS[name], g.db, g.actor, found),
        back=url_for("talents.queue"),
        done=DONE[name],
    )
