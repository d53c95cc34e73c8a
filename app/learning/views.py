"""The office's pages of the weights: versions with what was known of each, one beside the one in use, the switch."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from flask import Blueprint, current_app, g, url_for

from app.core import clock
from app.core.actors import Kind
from app.core.language import _
from app.learning.forms import SwitchForm
from app.learning.queries import versions as found
from app.learning.rules import (
    FEWEST_OUTCOMES,
    MATURE_DAYS,
    PART_LABELS,
    PART_MEANINGS,
    STEP_LABELS,
    TALENT_STEP_LABELS,
    is_better,
    points,
    signed,
    tenth_of,
    verdict_on,
)
from app.matches.queries.weights import name_in_use, weights_in_use
from app.matches.service import switch_on
from app.matches.workflow import WEIGHTS
from app.web.acting import answer_action
from app.web.forms import page
from app.web.rules import allow
from matching.weights import DEFAULT_WEIGHTS

bp = Blueprint("learning", __name__)


@bp.get("/office/weights")
@allow(Kind.OFFICE)
def weights() -> Any:
    in_use, versions = weights_in_use(g.db), found.versions(g.db)
    return page(
        "learning/versions.html",
        versions=versions,
        percents=found.percents_of(in_use),
        is_fallen_back=any(one.is_outdated and one.version == name_in_use(g.db) for one in versions),
        switches=found.switches(g.db),
        fewest=FEWEST_OUTCOMES,
        days=MATURE_DAYS,
        **_words(),
    )


@bp.get("/office/weights/<int:version_id>")
@allow(Kind.OFFICE)
def version(version_id: int) -> Any:
    """One version beside the one in use: what was known when it was fitted, and what it would change today."""
    one, in_use = found.get_version(g.db, version_id), weights_in_use(g.db)
    is_other = one.version != name_in_use(g.db)
    return page(
        "learning/version.html",
        version=one,
        in_use=in_use,
        is_other=is_other,
        percents=found.percents_of(one.weights) if one.weights else None,
        percents_now=found.percents_of(in_use),
        trials=found.trials(g.db, one, current_app.extensions["ieum"].settings, clock.today()) if is_other else [],
        may_switch=[action for action in WEIGHTS.open_to(g.actor, one) if not one.is_outdated],
        **_words(),
    )


@bp.route("/office/weights/<int:version_id>/switch-on", methods=["GET", "POST"])
@allow(Kind.OFFICE)
def switch(version_id: int) -> Any:
    one, form = found.get_version(g.db, version_id), SwitchForm()
    if not form.is_submitted():
        form.instead_of.data = name_in_use(g.db)
    return answer_action(
        WEIGHTS,
        "switch_on",
        one,
        partial(switch_on, g.db, g.actor, one, instead_of=str(form.instead_of.data or "")),
        back=url_for("learning.weights"),
        done=_("가중치를 바꿨어요. 다음에 만드는 목록부터 이 가중치로 순서를 매겨요."),
        next_text=_("이미 보여 드린 목록은 그때의 가중치로 남아요. 언제든 앞의 것으로 되돌릴 수 있어요."),
        form=form,
    )


def _words() -> dict[str, Any]:
    return {
        "workflow": WEIGHTS,
        "part_labels": PART_LABELS,
        "part_meanings": PART_MEANINGS,
        "step_labels": STEP_LABELS,
        "talent_step_labels": TALENT_STEP_LABELS,
        "verdict_on": verdict_on,
        "is_better": is_better,
        "points": points,
        "signed": signed,
        "tenth_of": tenth_of,
        "at": datetime.fromisoformat,
        "shipped": DEFAULT_WEIGHTS.version,
    }
