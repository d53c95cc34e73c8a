"""Words for scores, parts, reasons and levels, said once for every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.language import Text, _
from matching.constraints import Reason

SCORE_WORDS: tuple[tuple[int, Text], ...] = (
    (75, _("잘 맞아요")),
    (50, _("맞는 편이에요")),
    (25, _("조금 맞아요")),
    (0, _("거의 안 맞아요")),
)


def points_of(score: float) -> int:
    """0-100, as it is shown."""
    return round(score * 100)


def words_of(score: float) -> Text:
    return next(words for least, words in SCORE_WORDS if points_of(score) >= least)


MODE_LABELS: Mapping[str, Text] = {
    "full": _("인공지능이 매긴 순서"),
    "lexical": _("겹치는 낱말이 많은 순서"),
    "plain": _("번호 순서"),
}

PROBLEMS: Mapping[str, Text] = {
    "unread": _("새로 쓴 글을 아직 읽고 있어요. 그동안 겹치는 낱말이 많은 순서로 보여 드려요. 한 사람도 빠지지 않아요."),
    "missing": _("순서를 매기는 색인을 만들고 있어요. 그동안 겹치는 낱말이 많은 순서로 보여 드려요. 한 사람도 빠지지 않아요."),
    "stale": _("순서를 매기는 색인이 오래되어 새로 만들고 있어요. 그동안 겹치는 낱말이 많은 순서로 보여 드려요. 한 사람도 빠지지 않아요."),
    "damaged": _("순서를 매기는 색인이 손상되어 새로 만들고 있어요. 그동안 겹치는 낱말이 많은 순서로 보여 드려요. 한 사람도 빠지지 않아요."),
}  # fmt: skip

VERDICT_LABELS: Mapping[str, Text] = {
    "pin": _("맨 위에 두기"),
    "hide": _("숨기기"),
    "ignore": _("뒤로 미루기"),
}

VERDICT_MEANINGS: Mapping[str, Text] = {
    "pin": _("이 과제의 목록에서 점수와 상관없이 맨 위에 둬요."),
    "hide": _("이 과제의 목록 맨 끝에 접어 둬요. 인재에게 알리지 않아요."),
    "ignore": _("이 과제의 목록에서 점수와 상관없이 점수가 있는 사람들 다음에 둬요. 인재에게 알리지 않아요."),
}

VERDICT_STATES: Mapping[str, Text] = {"pin": _("맨 위에 둠"), "hide": _("숨김"), "ignore": _("뒤로 미룸")}


PART_LABELS: Mapping[str, Text] = {
    "essential": _("꼭 필요한 것"),
    "nice": _("있으면 좋은 것"),
    "overall": _("문제 전체"),
    "method": _("푸는 방법"),
    "words": _("겹치는 낱말"),
    "industry": _("바라는 업종"),
    "interest": _("키우고 싶은 역량"),
    "pay": _("단가"),
    "hours": _("시간"),
    "place": _("일하는 곳"),
}

# What a text of a profile is called where it is quoted or named as a reason.
SOURCE_LABELS: Mapping[str, Text] = {
    "headline": _("한 줄 소개"),
    "summary": _("소개 글"),
    "project": _("프로젝트"),
    "skill": _("역량"),
    "course": _("교육"),
    "certificate": _("자격증"),
}

EVIDENCE_NAMES = ("self_declared", "course", "certificate", "mentor", "outcome_verified")

# Why a talent cannot be seen at all is theirs to keep: a firm reads one reason for all of these.
UNSEEN = frozenset({Reason.NOT_LISTED, Reason.REFUSES_MATCHING, Reason.NOT_VISIBLE, Reason.BLOCKED})
_UNSEEN_NAME = "unseen"

REASON_LABELS: Mapping[str, Text] = {
    _UNSEEN_NAME: _("지금 찾지 않음"),
    Reason.BRIEF_CLOSED: _("모집 끝남"),
    Reason.DECLINED: _("이미 답함"),
    Reason.SCHEDULE: _("일정"),
    Reason.HOURS: _("시간"),
    Reason.REGION: _("지역"),
    Reason.RATE: _("예산"),
    Reason.LANGUAGE: _("언어"),
    Reason.UNWANTED_INDUSTRY: _("업종"),
}

REASONS_FOR_CLIENTS: Mapping[str, Text] = {
    _UNSEEN_NAME: _("프로필을 쉬고 있거나, 매칭을 원하지 않거나, 이 기업에는 보이지 않기로 한 인재예요."),
    Reason.DECLINED: _("이 과제의 초대를 거절했거나, 이 과제에서 이미 결론이 난 인재예요."),
    Reason.SCHEDULE: _("바라는 시작일에서 2주 안에 시작할 수 없는 인재예요."),
    Reason.HOURS: _("이미 약속한 일을 빼면, 한 주에 필요한 시간을 낼 수 없는 인재예요."),
    Reason.REGION: _("일하는 지역에 올 수 없는 인재예요."),
    Reason.RATE: _("예산을 전체 시간으로 나눈 값보다 바라는 시간당 금액이 높은 인재예요."),
    Reason.LANGUAGE: _("이 과제의 언어로 일하지 않는 인재예요."),
    Reason.UNWANTED_INDUSTRY: _("이 업종의 일은 원하지 않는다고 적은 인재예요."),
}

REASONS_FOR_TALENTS: Mapping[str, Text] = {
    _UNSEEN_NAME: _("내가 보이지 않기로 한 기업의 과제예요."),
    Reason.DECLINED: _("내가 초대를 거절했거나, 이미 결론이 난 과제예요."),
    Reason.SCHEDULE: _("내가 시작할 수 있는 날보다 2주 넘게 먼저 시작하려는 과제예요."),
    Reason.HOURS: _("한 주에 필요한 시간이 내게 남은 시간보다 긴 과제예요."),
    Reason.REGION: _("내가 고른 지역 밖에서 일해야 하는 과제예요."),
    Reason.RATE: _("예산을 전체 시간으로 나눈 값이 내가 바라는 시간당 금액보다 낮은 과제예요."),
    Reason.LANGUAGE: _("내가 일할 수 있는 언어가 아닌 과제예요."),
    Reason.UNWANTED_INDUSTRY: _("내가 원하지 않는다고 적은 업종의 과제예요."),
}


def counted_aloud(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by the reasons that are told, in their order; zeros left out."""
    told: dict[str, int] = dict.fromkeys(REASON_LABELS, 0)
    for reason, count in counts.items():
        told[_UNSEEN_NAME if reason in UNSEEN else str(reason)] += count
    return {reason: count for reason, count in told.items() if count}


@dataclass(frozen=True)
class ExclusionLine:
    """One reason counted aloud: what it means, and what would change it where the reader can."""

    label: Text
    count: int
    meaning: Text
    remedy: Text | None


def exclusion_lines(
    counts: Mapping[str, int], meanings: Mapping[str, Text], remedies: Mapping[str, Text]
) -> list[ExclusionLine]:
    return [
        ExclusionLine(REASON_LABELS[reason], count, meanings[reason], remedies.get(reason))
        for reason, count in counts.items()
        if reason in meanings
    ]
