"""Pages of invitations: sending one, the list of a brief, the list of a talent, and one invitation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from app.briefs.queries import get_own_brief
from app.briefs.rules import TASK_TYPES
from app.core import clock
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.core.pages import page_number
from app.core.rates import Limit
from app.core.reference import INDUSTRIES, LANGUAGE_NAMES, REGIONS, REMOTE
from app.invitations import queries, service
from app.invitations.forms import InviteForm
from app.invitations.rules import MOST_OPEN, answer_day
from app.invitations.workflow import INVITATION
from app.skills.queries import names_of
from app.talents.rules import LEVELS, hider_for
from app.web.acting import answer_action
from app.web.forms import answering, page
from app.web.rules import SIGNED_IN, allow, limited

bp = Blueprint("invitations", __name__)

SERVED: dict[str, tuple[Callable[..., Any], Text, Text]] = {
    "accept": (
        service.accept_invitation,
        _("초대를 수락했어요. 이제 제안서를 쓰면 돼요."),
        _("기업에 이름이 보이고, 제안서를 쓰게 돼요. 연락처는 계약에 서명한 뒤에 보여요."),
    ),
    "decline": (
        service.decline_invitation,
        _("거절했어요. 이유를 기업에 전했어요."),
        _("기업이 이유를 읽어요. 이름은 보이지 않아요. 거절해도 다른 추천에는 영향이 없어요."),
    ),
    "withdraw": (
        service.withdraw_invitation,
        _("초대를 취소했어요."),
        _("인재에게 취소를 알려요. 나중에 다시 초대할 수 있어요."),
    ),
}


@bp.route("/briefs/<int:brief_id>/invite/<int:profile_id>", methods=["GET", "POST"])
@allow(Kind.CLIENT)
@limited(Limit("invite", 60, 3600))
def create(brief_id: int, profile_id: int) -> Any:
    """The blind profile once more, and a few words to send along."""
    brief = get_own_brief(g.db, g.actor, brief_id)
    profile = queries.get_listed_profile(g.db, profile_id)
    service.check_may_invite(g.db, g.actor, brief, profile)
    form = InviteForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            service.invite(g.db, g.actor, brief, profile, message=form.message.data or "")
            flash(str(_("초대를 보냈어요. 영업일 5일 안에 답이 와요.")), "good")
            return redirect(url_for("invitations.of_brief", brief_id=brief.id))
    return page(
        "invitations/create.html",
        form=form,
        brief=brief,
        profile=profile,
        answer_by=answer_day(clock.today()),
        hide=hider_for(profile),
        levels=LEVELS,
        regions=REGIONS,
        industries=INDUSTRIES,
        remote_words=REMOTE,
        language_names=LANGUAGE_NAMES,
    )


@bp.get("/briefs/<int:brief_id>/invitations")
@allow(Kind.CLIENT, Kind.OFFICE)
def of_brief(brief_id: int) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    return render_template(
        "invitations/of_brief.html",
        brief=brief,
        invitations=queries.invitations_for(g.db, g.actor, brief),
        open_count=queries.open_count(g.db, brief),
        most=MOST_OPEN,
        workflow=INVITATION,
        hider_for=hider_for,
    )


@bp.get("/invitations")
@allow(Kind.TALENT)
def received() -> Any:
    found = queries.received_by(g.db, g.actor, page_number(request.args.get("page")))
    return render_template("invitations/received.html", page=found, workflow=INVITATION)


@bp.get("/invitations/<int:invitation_id>")
@allow(*SIGNED_IN)
def show(invitation_id: int) -> Any:
    """The firm's name is said here: whoever is invited may know who asks."""
    invitation = queries.get_invitation(g.db, g.actor, invitation_id)
    return render_template(
        "invitations/show.html",
        invitation=invitation,
        brief=invitation.brief,
        moves=INVITATION.open_to(g.actor, invitation),
        rows=queries.invitation_history(g.db, invitation),
        workflow=INVITATION,
        regions=REGIONS,
        industries=INDUSTRIES,
        task_types=TASK_TYPES,
        skill_names=names_of,
        hide=str,
    )


@bp.route("/invitations/<int:invitation_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.TALENT)
def act(invitation_id: int, name: str) -> Any:
    invitation = queries.get_invitation(g.db, g.actor, invitation_id)
    if name not in SERVED:
        raise NotFound()
    perform, done, follows = SERVED[name]
    back = url_for("invitations.show", invitation_id=invitation.id)
    if name == "accept" and request.method == "POST":
        back = url_for("proposals.apply", brief_id=invitation.brief_id)
    return answer_action(
        INVITATION,
        name,
        invitation,
        partial(perform, g.db, g.actor, invitation),
        back=back,
        done=done,
        next_text=follows,
    )
