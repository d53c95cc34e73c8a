"""What the office recommended to a firm: the firm looks, and invites or does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import g, url_for

from app.briefs.queries import get_own_brief
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.matches.rules.wording import points_of, words_of
from app.rounds import queries, service
from app.rounds.views.blueprint import bp
from app.rounds.workflow import RECOMMENDATION
from app.talents.rules import hider_for
from app.web.acting import answer_action
from app.web.forms import page
from app.web.rules import allow
from matching.language import language_of

SERVED: dict[str, tuple[Callable[..., Any], Text, Text]] = {
    "invite": (
        service.invite_recommended,
        _("초대를 보냈어요. 영업일 5일 안에 답이 와요."),
        _("우리 기업 이름과 과제가 이 사람에게 보여요. 영업일 5일 안에 답이 와요."),
    ),
    "pass": (
        service.pass_recommended,
        _("초대하지 않기로 했어요. 이유를 사무국에 남겼어요."),
        _("사무국이 이유를 읽어요. 인재에게는 알리지 않아요. 다음 라운드에서 이 사람은 이 과제에 배정되지 않아요."),
    ),
}


@bp.get("/briefs/<int:brief_id>/recommended")
@allow(Kind.CLIENT, Kind.OFFICE)
def recommended(brief_id: int) -> Any:
    brief = get_own_brief(g.db, g.actor, brief_id)
    found = queries.recommendations_for(g.db, g.actor, brief)
    return page(
        "rounds/recommended.html",
        brief=brief,
        recommendations=found,
        listed=queries.listed_named(g.db, [one.profile_id for one in found]),
        moves={one.id: RECOMMENDATION.open_to(g.actor, one) for one in found},
        workflow=RECOMMENDATION,
        points_of=points_of,
        words_of=words_of,
        hider_for=hider_for,
        language_of=language_of,
    )


@bp.route("/recommendations/<int:recommendation_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def answer(recommendation_id: int, name: str) -> Any:
    recommendation = queries.get_recommendation(g.db, g.actor, recommendation_id)
    if name not in SERVED:
        raise NotFound()
    perform, done, follows = SERVED[name]
    return answer_action(
        RECOMMENDATION,
        name,
        recommendation,
        partial(perform, g.db, g.actor, recommendation),
        back=url_for("rounds.recommended", brief_id=recommendation.brief_id),
        done=done,
        next_text=follows,
    )
