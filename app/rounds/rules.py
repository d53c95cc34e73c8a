"""Plain rules of rounds: what may be weighed, how much anybody may take, and why somebody is left, in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.core.language import Text, _

PAIRS_PER_BRIEF = 50  # only the best of a brief's candidates are considered, and those pinned
MOST_BRIEFS = 1000
MOST_PLACES = 20  # of one brief, or one talent
TITLE_LIMIT = 80
ANSWER_WITHIN = 10  # business days a firm may take to look at a recommendation


class Weight(StrEnum):
    """What counts when an assignment is chosen."""

    SCORE = "score"
    BALANCED = "balanced"
    EVEN = "even"


FAIRNESS: Mapping[Weight, float] = {Weight.SCORE: 0.0, Weight.BALANCED: 0.3, Weight.EVEN: 0.8}
WEIGHT_LABELS: Mapping[str, Text] = {
    Weight.SCORE: _("총점 우선"),
    Weight.BALANCED: _("균형"),
    Weight.EVEN: _("고르게"),
}
WEIGHT_HINTS: Mapping[str, Text] = {
    Weight.SCORE: _("적합도를 모두 더한 값이 가장 커지게 짝을 지어요."),
    Weight.BALANCED: _("적합도를 먼저 보되, 이미 배정된 인재보다 아직 없는 인재를 조금 앞세워요."),
    Weight.EVEN: _("적합도가 낮아지더라도 되도록 많은 인재가 한 과제씩 맡게 해요."),
}


def least_gini(pairs: int, talents: int) -> float:
    """How unequal even the most even load is: one brief each for as many as there are pairs, none for the others."""
    if not pairs or not talents:
        return 0.0
    share = pairs % talents / talents
    return share * (1 - share) * talents / pairs


class Choice(StrEnum):
    """A person's word on a pair, above the score."""

    PIN = "pin"
    BAN = "ban"


CHOICE_LABELS: Mapping[str, Text] = {Choice.PIN: _("고정"), Choice.BAN: _("금지")}
CHOICE_MEANINGS: Mapping[str, Text] = {
    Choice.PIN: _("다시 계산해도 이 짝은 그대로 두고, 나머지를 가장 좋게 맞춰요."),
    Choice.BAN: _("다시 계산할 때 이 둘은 짝지어지지 않아요. 다른 과제와는 그대로 짝지을 수 있어요."),
}

# Why a brief has a place left: what it means, and what would help.
UNREAD, SWITCHED_OFF = "unread", "switched_off"
REASONS: Mapping[str, tuple[Text, Text]] = {
    UNREAD: (
        _("과제의 글을 아직 읽고 있어서 점수가 없어요."),
        _("몇 분 뒤에 다시 계산해 주세요."),
    ),
    SWITCHED_OFF: (
        _("지금은 매칭을 꺼 두어서 점수가 없어요."),
        _("매칭을 켠 뒤 다시 계산해 주세요."),
    ),
    "nobody_fits": (
        _("이 라운드에 조건이 맞는 인재가 더 없어요."),
        _("인재를 더 넣거나, 추천 인재 화면에서 어떤 조건 때문에 빠지는지 보고 기업과 상의해 주세요."),
    ),
    "banned": (
        _("금지한 짝 때문이에요."),
        _("이 과제의 금지를 풀면 배정돼요. 다시 계산해 확인했어요."),
    ),
    "taken": (
        _("맞는 인재가 모두 다른 과제에 배정됐어요."),
        _("맞는 인재가 한 과제씩 더 맡으면 배정돼요. 다시 계산해 확인했어요."),
    ),
    "banned_and_taken": (
        _("금지한 짝도 있고, 그 인재들은 다른 과제에 배정됐어요."),
        _("금지를 풀고 그 인재가 한 과제씩 더 맡아야 배정돼요. 다시 계산해 확인했어요."),
    ),
    "outdone": (
        _("맞는 인재를 더 잘 맞는 다른 과제들이 먼저 채워요."),
        _("인재마다 한 자리를 더 열어도 다른 과제가 가져가요. 꼭 맺어야 할 짝이면 고정해 주세요."),
    ),
}
IDLE_REASONS: Mapping[str, Text] = {
    "taken": _("맞는 과제의 자리가 다른 인재로 찼어요"),
    "banned": _("맞는 과제와의 짝이 모두 금지됐어요"),
    "nobody_fits": _("이 라운드에 맞는 과제가 없어요"),
}
