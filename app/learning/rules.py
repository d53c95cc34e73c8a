"""How much must have happened, and the words for weights, steps and reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from app.core.language import Text, _, said

FEWEST_OUTCOMES = 20  # with fewer even the prior has nothing to be measured on
MATURE_DAYS = 14  # from the first look at a list until what follows it is mostly known
FIT_AGAIN = timedelta(days=28)  # between one fit and the next that nobody asked for

PART_LABELS: Mapping[str, Text] = {
    "requirements": _("요건의 근거"),
    "overall": _("문제 전체"),
    "method": _("푸는 방법"),
    "words": _("겹치는 낱말"),
}
PART_MEANINGS: Mapping[str, Text] = {
    "requirements": _("요건 하나하나를 가장 잘 보여 주는 글"),
    "overall": _("과제 제목과 문제를 가장 잘 보여 주는 글"),
    "method": _("과제와 같은 갈래의 일을 해 온 정도"),
    "words": _("과제와 같은 말로 쓴 글에서 겹치는 낱말"),
}

STEP_LABELS: Mapping[str, Text] = {
    "seen": _("보기만 함"),
    "opened": _("열어 봄"),
    "invited": _("초대함"),
    "selected": _("선정함"),
    "completed": _("계약 완료"),
    "verified": _("성과 검증됨"),
    "hidden": _("숨김"),
}

TALENT_STEP_LABELS: Mapping[str, Text] = {
    "opened": _("열어 봄"),
    "invited": _("지원함"),
    "selected": _("선정됨"),
    "completed": _("계약 완료"),
    "verified": _("성과 검증됨"),
}


def verdict_on(report: Mapping[str, Any]) -> Text:
    """Whether the gain can be told from chance."""
    if report["low"] > 0:
        return _("나중 목록에서 더 나았어요. 우연으로 보기 어려운 차이예요.")
    if report["high"] < 0:
        return _("나중 목록에서 더 나빴어요. 바꾸지 않는 편이 나아요.")
    return _("나중 목록에서 차이를 말하기에는 자료가 모자라요.")


def is_better(report: Mapping[str, Any]) -> bool:
    return bool(report["low"] > 0)


def tenth_of(report: Mapping[str, Any]) -> int:
    """How much the tenth place was taken to be looked at, in hundredths of the first."""
    return round(100 * 10 ** -float(report["steepness"]))


def points(value: float) -> str:
    """nDCG of 0 to 1 in hundredths, as people compare them."""
    return f"{100 * value:.1f}"


def signed(value: float) -> str:
    return f"{100 * value:+.1f}".replace("-", "−")


def lines_of(report: Mapping[str, Any]) -> Iterator[Text]:
    """The report as the command prints it."""
    yield said(
        _("과제 %(lists)s건의 목록에서 배웠어요. 초대까지 이어진 사람은 모두 %(outcomes)s명이에요."),
        lists=report["learnt_from"],
        outcomes=report["outcomes"],
    )
    yield said(
        _("열째 자리는 첫째 자리의 %(percent)s%%만큼 본다고 치고, 앞자리라서 고른 몫을 덜어 냈어요."),
        percent=tenth_of(report),
    )
    yield said(
        _(
            "그 뒤의 목록 %(lists)s건에서 쓰는 중인 ‘%(against)s’ %(before)s점, 새 후보 %(after)s점: "
            "차이 %(gain)s점 (95%% 구간 %(low)s~%(high)s)."
        ),
        lists=report["measured_on"],
        against=report["against"],
        before=points(report["before"]),
        after=points(report["after"]),
        gain=signed(report["gain"]),
        low=signed(report["low"]),
        high=signed(report["high"]),
    )
    yield verdict_on(report)
    yield from _talents_lines(report.get("talents"))
    yield said(
        _(
            "후보 ‘%(version)s’을(를) 만들었어요. 아무것도 바뀌지 않았어요. 사무국의 ‘순위 가중치’ 화면에서 사람이 정해요."
        ),
        version=report["version"],
    )


def _talents_lines(measured: Mapping[str, Any] | None) -> Iterator[Text]:
    if measured is not None:
        yield said(
            _(
                "인재가 본 목록 %(lists)s건에서는 %(before)s점에서 %(after)s점: 차이 %(gain)s점 (95%% 구간 %(low)s~%(high)s)."
            ),
            lists=measured["measured_on"],
            before=points(measured["before"]),
            after=points(measured["after"]),
            gain=signed(measured["gain"]),
            low=signed(measured["low"]),
            high=signed(measured["high"]),
        )
