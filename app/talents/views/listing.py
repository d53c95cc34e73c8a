"""Being found or not: consent, the buttons of a profile, and the switch of the matcher."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.talents import queries, service
from app.talents.forms import ConsentForm
from app.talents.rules import CONSENT_VERSION
from app.talents.views.blueprint import bp
from app.talents.workflow import PROFILE
from app.web.acting import answer_action
from app.web.forms import answering, page
from app.web.rules import allow

MOVES = {"list": service.list_profile, "pause": service.pause_profile, "claim": service.claim_profile}
DONE: dict[str, Text] = {
    "list": _("공개했어요. 맞는 과제와 기업이 나타나면 알려 드려요."),
    "pause": _("잠시 쉬어요. 언제든 다시 공개할 수 있어요."),
    "claim": _("내 프로필로 확인했어요. 내용을 보고 고쳐 주세요."),
}
WHAT_FOLLOWS: dict[str, Text] = {
    "list": _("기업은 번호와 역량, 해 본 일, 조건만 봐요. 이름과 연락처는 보이지 않아요."),
    "pause": _("기업의 목록에서 사라져요. 이미 하고 있는 일은 그대로예요."),
    "claim": _("동의하고 공개하기 전에는 아무에게도 보이지 않아요."),
}


@bp.route("/profile/do/<name>", methods=["GET", "POST"])
@allow(Kind.TALENT)
def act(name: str) -> Any:
    profile = queries.own_profile(g.db, g.actor)
    if name not in MOVES:
        raise NotFound()
    return answer_action(
        PROFILE,
        name,
        profile,
        partial(MOVES[name], g.db, g.actor, profile),
        back=url_for("talents.show"),
        done=DONE[name],
        next_text=WHAT_FOLLOWS[name],
    )


@bp.route("/profile/consent", methods=["GET", "POST"])
@allow(Kind.TALENT)
def consent() -> Any:
    """What matching uses and how; the box is never ticked beforehand."""
    profile, form = queries.own_profile(g.db, g.actor), ConsentForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            service.agree_to_matching(g.db, g.actor, profile)
            flash(str(_("동의를 기록했어요. 이제 공개할 수 있어요.")), "good")
            return redirect(url_for("talents.show"))
    has_agreed = queries.has_agreed(g.db, profile)
    return page("talents/consent.html", form=form, profile=profile, has_agreed=has_agreed, version=CONSENT_VERSION)


@bp.post("/profile/consent/withdraw")
@allow(Kind.TALENT)
def withdraw_consent() -> Response:
    service.withdraw_agreement(g.db, g.actor, queries.own_profile(g.db, g.actor))
    flash(str(_("동의를 거두었어요. 목록에서 바로 빠져요.")), "good")
    return redirect(url_for("talents.show"))


@bp.post("/profile/matching")
@allow(Kind.TALENT)
def matching() -> Response:
    """Leave the ranked lists, or come back to them."""
    profile = queries.own_profile(g.db, g.actor)
    refuses = request.form.get("refuse") == "yes"
    (service.refuse_matching if refuses else service.allow_matching)(g.db, g.actor, profile)
    sentence = (
        _("자동 매칭에서 빠졌어요. 과제를 직접 찾아 지원할 수는 있어요.")
        if refuses
        else _("다시 자동 매칭에 들어가요.")
    )
    flash(str(sentence), "good")
    return redirect(url_for("talents.show"))
