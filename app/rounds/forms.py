"""Forms of rounds: what takes part, what counts, and why a pair is pinned or banned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import RadioField

from app.briefs.models import Brief
from app.core.errors import Invalid
from app.core.language import _, said
from app.rounds.models import AssignmentRound
from app.rounds.rules import MOST_PLACES, TITLE_LIMIT, WEIGHT_LABELS, Weight
from app.web.forms import BaseForm, checks, one_of, options, paragraph, required, text, whole

NUMBERS_LIMIT = 5000
REASON_LIMIT = 500


def _weights() -> RadioField:
    return RadioField(
        _("무엇을 앞세울까요"),
        choices=options(WEIGHT_LABELS.items()),
        default=Weight.SCORE.value,
        validators=[required(), one_of(list(WEIGHT_LABELS))],
        validate_choice=False,
    )


class RoundForm(BaseForm):
    title = text(_("라운드 이름"), limit=TITLE_LIMIT, hint=_("나중에 찾을 수 있게 적어요. 예: 11월 4주 정기 라운드"))
    weight = _weights()
    talent_places = whole(
        _("인재 한 사람이 맡을 과제"), low=1, high=MOST_PLACES, hint=_("보통 1이에요. 사람마다 다르게 할 수도 있어요.")
    )
    numbers = paragraph(
        _("일부 인재만 넣기"),
        limit=NUMBERS_LIMIT,
        need=False,
        rows=3,
        hint=_("비워 두면 추천을 받는 인재 모두가 들어가요. 일부만 넣으려면 번호를 적어 주세요. 예: A-1042, A-1043"),
    )

    @property
    def answers(self) -> dict[str, Any]:
        typed = super().answers
        return {
            **typed,
            "weight": Weight(typed["weight"]),
            "brief_ids": [int(one) for one in typed["brief_ids"]],
            "numbers": typed["numbers"] or "",
        }


def round_form(places: Mapping[Brief, int]) -> Any:
    """Every brief that wants somebody is ticked to begin with."""
    wanted = [
        (str(brief.id), said(_("%(title)s · %(places)s자리"), title=brief.heading, places=count))
        for brief, count in places.items()
    ]
    ticks = checks(_("넣을 과제"), wanted, need=True)
    form = type("RoundForm", (RoundForm,), {"brief_ids": ticks})
    return form(data={"brief_ids": [value for value, _label in wanted], "talent_places": 1})


class ConditionsForm(BaseForm):
    weight = _weights()
    talent_places = whole(_("인재 한 사람이 맡을 과제"), low=1, high=MOST_PLACES)
    exceptions = paragraph(
        _("사람마다 다르게"),
        limit=NUMBERS_LIMIT,
        need=False,
        rows=3,
        hint=_("다르게 할 인재만 번호와 수를 한 줄에 하나씩 적어요. 예: A-1042 2"),
    )

    @property
    def answers(self) -> dict[str, Any]:
        typed = super().answers
        places = {int(name.removeprefix("brief_")): value for name, value in typed.items() if name.startswith("brief_")}
        if not any(places.values()):
            raise Invalid(_("과제를 하나 이상 남겨 주세요."))
        return {
            "weight": Weight(typed["weight"]),
            "talent_places": typed["talent_places"],
            "exceptions": typed["exceptions"] or "",
            "brief_places": places,
        }


def conditions_form(round_: AssignmentRound) -> Any:
    """One box for each brief's places; 0 takes it out of the round."""
    boxes = {
        f"brief_{line.brief_id}": whole(line.brief.heading, low=0, high=MOST_PLACES, default=line.places)
        for line in round_.briefs
    }
    different = [f"{line.profile.number} {line.places}" for line in round_.talents if line.places]
    form = type("ConditionsForm", (ConditionsForm,), boxes)
    return form(
        data={
            "weight": round_.weight.value,
            "talent_places": round_.talent_places,
            "exceptions": "\n".join(different),
            **{name: line.places for name, line in zip(boxes, round_.briefs, strict=True)},
        }
    )


def boxes_of(form: Any) -> Sequence[Any]:
    return [item for item in form if item.short_name.startswith("brief_")]


class ChoiceForm(BaseForm):
    reason = paragraph(
        _("이유"),
        limit=REASON_LIMIT,
        rows=3,
        hint=_("확정하는 담당자가 함께 읽어요. 예: 두 쪽 모두 먼저 만나 보고 싶다고 했어요."),
    )
