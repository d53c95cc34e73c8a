"""The figures the office reports, declared as data: pages, exports and docs/figures.md read the same lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.language import Text, _

FILL_MATURES_DAYS = 30
OUTCOME_MATURES_DAYS = 60


class Measure(StrEnum):
    """A share of rows in percent, or the median of what took days."""

    SHARE = "share"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"


class Part(StrEnum):
    """The lists behind a figure: what it counts, out of what, and what is still too young to count."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PENDING = "pending"


@dataclass(frozen=True)
class Figure:
    """One figure: its name, what it says in one line, its formula, when a row is mature, and which event sets its month."""

    id: str
    name: Text
    counts: Text
    formula: Text
    matures: Text
    month: Text
    parts: Mapping[Part, Text]
    measure: Measure = Measure.SHARE
    is_public: bool = False

    @property
    def lists(self) -> list[Part]:
        """The parts worth opening: those that exist, and of two that are the same list one."""
        is_same = str(self.parts[Part.NUMERATOR]) == str(self.parts[Part.DENOMINATOR])
        return [part for part in Part if str(self.parts[part]) and not (is_same and part is Part.NUMERATOR)]


def _parts(numerator: Text, denominator: Text, pending: Text = "") -> dict[Part, Text]:
    return {Part.NUMERATOR: numerator, Part.DENOMINATOR: denominator, Part.PENDING: pending}


FIGURES: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        Figure(
            "M1",
            _("게시 승인율"),
            _("사무국이 결정한 과제 가운데 게시한 비율이에요."),
            _("게시한 과제 ÷ 결정한 과제(게시와 반려)"),
            _("결정하면 바로"),
            _("처음 게시하거나 반려한 달"),
            _parts(_("게시한 과제"), _("결정한 과제")),
            is_public=True,
        ),
        Figure(
            "M2",
            _("검토 소요일"),
            _("검토 요청에서 결정까지 걸린 영업일의 가운데 값이에요."),
            _("결정 앞의 마지막 검토 요청 → 게시나 반려, 영업일의 중앙값"),
            _("결정하면 바로"),
            _("처음 게시하거나 반려한 달"),
            _parts(_("결정한 과제"), _("결정한 과제")),
            Measure.BUSINESS_DAYS,
        ),
        Figure(
            "M3",
            _("충원율"),
            _("게시한 과제 가운데 계약이 한 번이라도 체결된 비율이에요."),
            _("체결된 계약이 있는 과제 ÷ 게시한 과제"),
            _("모집이 끝나고 30일 뒤"),
            _("게시한 달이나 모집이 끝난 달"),
            _parts(_("계약이 체결된 과제"), _("게시한 과제"), _("아직 모집 중이거나 끝난 지 30일이 안 된 과제")),
            is_public=True,
        ),
        Figure(
            "M4",
            _("충원 소요일"),
            _("게시에서 첫 계약 체결까지 걸린 날의 가운데 값이에요."),
            _("게시한 날 → 첫 계약을 체결한 날, 달력 날짜의 중앙값"),
            _("체결하면 바로. 아직 체결되지 않은 과제 수를 함께 봐야 해요"),
            _("게시한 달이나 모집이 끝난 달"),
            _parts(_("계약이 체결된 과제"), _("체결됐거나 아직 사람을 찾는 과제")),
            Measure.DAYS,
            is_public=True,
        ),
        Figure(
            "M8",
            _("첫 검수 합격률"),
            _("합격한 마일스톤 가운데 수정요청 없이 처음에 합격한 비율이에요."),
            _("처음 제출에 합격한 마일스톤 ÷ 검수에 합격한 마일스톤(간주합격은 세지 않음)"),
            _("합격하면 바로"),
            _("합격한 달"),
            _parts(_("처음에 합격한 마일스톤"), _("합격한 마일스톤")),
            is_public=True,
        ),
        Figure(
            "M9",
            _("기한 준수율"),
            _("기한이 지난 마일스톤 가운데 기한 안에 처음 제출한 비율이에요."),
            _("기한 날 23:59:59까지 제출한 마일스톤 ÷ 기한이 지난 마일스톤(체결된 계약)"),
            _("기한이 지나면"),
            _("기한이 있는 달"),
            _parts(_("기한 안에 제출한 마일스톤"), _("기한이 지난 마일스톤"), _("기한이 남은 마일스톤")),
        ),
        Figure(
            "M11",
            _("성과 검증률"),
            _("완료된 계약 가운데 성과가 검증된 비율이에요."),
            _("성과가 검증된 계약 ÷ 완료된 계약"),
            _("완료하고 60일 뒤"),
            _("완료한 달"),
            _parts(_("성과가 검증된 계약"), _("완료된 계약"), _("완료한 지 60일이 안 된 계약")),
            is_public=True,
        ),
        Figure(
            "M12",
            _("성과 달성률"),
            _("검증된 성과 가운데 목표에 이른 비율이에요."),
            _("목표를 이룬 성과 ÷ 검증된 성과"),
            _("검증하면 바로"),
            _("검증한 달"),
            _parts(_("목표를 이룬 성과"), _("검증된 성과")),
            is_public=True,
        ),
    )
}

UNITS: Mapping[Measure, Text] = {
    Measure.SHARE: "%",
    Measure.DAYS: _("일 걸림"),
    Measure.BUSINESS_DAYS: _("영업일 걸림"),
}
