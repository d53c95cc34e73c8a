"""Solving one problem together: the office proposes and follows, each firm reads what it may know and answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for

from app.briefs import queries, service
from app.briefs.forms import DeclineJointForm, JointForm
from app.briefs.models import Brief
from app.briefs.views.blueprint import bp
from app.briefs.views.finding import words
from app.briefs.workflow import JOINT, PUBLIC
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.pages import page_number
from app.web.acting import answer_action
from app.web.forms import answering, page
from app.web.rules import allow

_SERVED: dict[str, tuple[Any, Text, Text]] = {
    "agree": (
        service.agree_to_join,
        _("함께하기로 했어요. 모두 동의하면 공동 과제 초안이 만들어져요."),
        _("모두 동의하면 기업 이름과 과제 내용을 서로 보게 되고, 각 과제는 공동 과제 하나로 이어져요."),
    ),
    "decline": (
        service.decline_to_join,
        _("이번에는 따로 하기로 했어요. 우리 과제는 그대로예요."),
        _("우리 과제는 그대로 이어져요. 적은 이유는 사무국만 읽어요."),
    ),
}


@bp.route("/office/briefs/<int:brief_id>/join", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def propose_joint(brief_id: int) -> Any:
    brief = queries.get_brief(g.db, g.actor, brief_id)
    others = {str(other.id): other for other in queries.others_to_join(g.db, brief)}
    form = JointForm.between(brief, list(others.values()))
    if request.method == "POST" and form.validate():
        with answering(form):
            chosen = [brief, *(others[key] for key in form.others.data)]
            joint = service.propose_joint(
                g.db, g.actor, *_lead_first(chosen, form.lead.data), note=form.note.data or ""
            )
            flash(str(_("기업마다 함께 풀지 물어봤어요. 영업일 5일 안에 답해요.")), "good")
            return redirect(url_for("briefs.joint", joint_id=joint.id))
    return page("briefs/join.html", form=form, brief=brief, others=others, **words())


def _lead_first(chosen: list[Brief], lead: str) -> tuple[Brief, list[Brief]]:
    first = next((brief for brief in chosen if str(brief.id) == lead), chosen[0])
    return first, [brief for brief in chosen if brief is not first]


@bp.get("/office/joint")
@allow(Kind.OFFICE)
def joints() -> Any:
    found = queries.joints(g.db, page_number(request.args.get("page")))
    return render_template("briefs/joints.html", page=found, joint_workflow=JOINT, **words())


@bp.get("/joint/<int:joint_id>")
@allow(Kind.CLIENT, Kind.OFFICE)
def joint(joint_id: int) -> Any:
    """What has been asked, and of whom: another firm is named only once all have agreed."""
    found = queries.get_joint(g.db, g.actor, joint_id)
    own = found.part_of(g.actor.organisation_id)
    return render_template(
        "briefs/joint.html",
        joint=found,
        own=own,
        others=[part for part in found.parts if part is not own],
        knows_all=g.actor.kind is Kind.OFFICE or found.brief is not None,
        may_answer=own is not None and own.answered_at is None and bool(JOINT.open_to(g.actor, found)),
        joint_workflow=JOINT,
        public=PUBLIC,
        answers={True: _("함께하기"), False: _("이번에는 따로 하기"), None: _("아직 답하지 않음")},
        **words(),
    )


@bp.route("/joint/<int:joint_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def answer_joint(joint_id: int, name: str) -> Any:
    found = queries.get_joint(g.db, g.actor, joint_id)
    if name not in _SERVED:
        raise NotFound()
    perform, done, follows = _SERVED[name]
    return answer_action(
        JOINT,
        name,
        found,
        partial(perform, g.db, g.actor, found),
        back=url_for("briefs.joint", joint_id=found.id),
        done=done,
        next_text=follows,
        form=DeclineJointForm() if name == "decline" else None,
    )
