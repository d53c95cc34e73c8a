"""The terms a firm chooses in a contract, the questions about the way of working, and the split into milestones."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.briefs.rules.milestones import WHOLE, Milestone
from app.core.language import Text, _, said

VOID_AFTER_DAYS = 14
MILESTONES_MOST = 12
TITLE_LIMIT = 80
CRITERIA_LIMIT = 500
NOTE_LIMIT = 2000
FILES_MOST = 5

# How often, and how many business days before the end of the inspection, the client is reminded.
REMIND_BEFORE = (3, 1)

TAX_MODES: Mapping[str, Text] = {
    "withholding": _("3.3% 원천징수 (사업자등록이 없는 개인)"),
    "vat": _("부가세 별도 (사업자등록이 있는 인재, 세금계산서 발행)"),
}
IP_OPTIONS: Mapping[str, Text] = {
    "joint": _("함께 소유하고 서로 자유롭게 쓰기"),
    "client": _("대금을 다 지급하면 기업이 소유"),
    "talent": _("인재가 소유하고 기업은 기간 제한 없이 쓰기"),
}
RANGES: Mapping[str, tuple[int, int]] = {
    "inspection_days": (3, 20),
    "payment_days": (1, 60),  # the subcontracting act allows no more
    "defect_months": (1, 24),
    "penalty_cap_percent": (0, 30),
}
LABELS: Mapping[str, Text] = {
    "tax_mode": _("세금"),
    "ip": _("결과물의 권리"),
    "inspection_days": _("검수 기간"),
    "deemed_acceptance": _("검수 기간이 지나면 합격으로 봅니다"),
    "payment_days": _("대금 지급 기한"),
    "defect_months": _("하자보수 기간"),
    "penalty_cap_percent": _("지체상금 한도"),
    "milestones": _("마일스톤"),
}

# Each "yes" is a sign of employment rather than work for a result.
WORKER_QUESTIONS: Mapping[str, Text] = {
    "directed": _("일하는 방법과 순서를 기업이 날마다 지시하고 감독하나요?"),
    "hours": _("출퇴근 시간과 일하는 장소를 기업이 정하나요?"),
    "paid_by_time": _("결과가 아니라 일한 시간에 따라 돈을 주나요?"),
    "exclusive": _("다른 일을 함께 하거나 남의 도움을 받는 것을 막나요?"),
    "inside": _("기업의 인사 규정이나 조직도 안에서 일하나요?"),
}
SIGNS_OF_EMPLOYMENT = 3


@dataclass(frozen=True)
class Terms:
    """What may be chosen; amount and days come from the agreed proposal and are never chosen here."""

    ip: str = "joint"
    inspection_days: int = 10
    deemed_acceptance: bool = True
    payment_days: int = 14
    defect_months: int = 6
    penalty_cap_percent: int = 10


@dataclass(frozen=True)
class Step:
    """One milestone as it is written: amount before VAT."""

    title: str
    criteria: str
    amount_won: int
    due_on: date

    def __str__(self) -> str:
        return f"{self.title} · {self.amount_won:,} · {self.due_on.isoformat()} · {self.criteria}"


def points_to_employment(yes: Collection[str]) -> bool:
    """Being directed and supervised, or three signs of any kind."""
    return "directed" in yes or len(set(yes)) >= SIGNS_OF_EMPLOYMENT


def problems_of_terms(terms: Terms) -> dict[str, Text]:
    found: dict[str, Text] = {}
    if terms.ip not in IP_OPTIONS:
        found["ip"] = _("보기 가운데에서 골라 주세요.")
    for name, (low, high) in RANGES.items():
        if not low <= getattr(terms, name) <= high:
            found[name] = said(_("%(low)s부터 %(high)s까지 적을 수 있어요."), low=low, high=high)
    return found


def problems_of_steps(steps: Sequence[Step], *, amount_won: int, starts_on: date, ends_on: date) -> Text | None:
    """The first thing wrong with a split into milestones."""
    if not 0 < len(steps) <= MILESTONES_MOST:
        return said(_("마일스톤은 하나부터 %(most)s개까지 적어 주세요."), most=MILESTONES_MOST)
    if any(not step.title or not step.criteria for step in steps):
        return _("마일스톤마다 이름과 검수 기준을 적어 주세요.")
    if any(step.amount_won < 0 for step in steps):
        return _("금액은 0원보다 작을 수 없어요.")
    if any(not starts_on <= step.due_on <= ends_on for step in steps):
        return _("마일스톤의 날은 계약 기간 안에서 골라 주세요.")
    return problem_of_sum([step.amount_won for step in steps], amount_won)


def problem_of_sum(amounts: Sequence[int], amount_won: int) -> Text | None:
    """By how much a split misses the contract amount."""
    missing = amount_won - sum(amounts)
    if missing > 0:
        return said(_("마일스톤 금액의 합이 계약 금액보다 %(won)s원 모자라요."), won=f"{missing:,}")
    if missing < 0:
        return said(_("마일스톤 금액의 합이 계약 금액보다 %(won)s원 많아요."), won=f"{-missing:,}")
    return None


def default_steps(amount_won: int, starts_on: date, ends_on: date, *, deliverables: str, measure: str) -> list[Step]:
    """Kick-off, mid and final at 30, 40 and 30 per cent of the amount and of the time; the last takes the rest.

    The words are part of a Korean contract, whatever language its reader's screen speaks.
    """
    first, second = amount_won * 30 // 100, amount_won * 40 // 100
    days = (ends_on - starts_on).days
    final = "합의한 산출물을 모두 인도하고, 사용 설명과 함께 실제 자료로 동작을 보입니다."
    return [
        Step(
            "착수",
            "받은 자료를 확인한 결과와 작업 계획서를 냅니다.",
            first,
            starts_on + timedelta(days=days * 30 // 100),
        ),
        Step(
            "중간",
            f"실제 자료로 만든 첫 결과와 {measure} 시험값을 냅니다.",
            second,
            starts_on + timedelta(days=days * 70 // 100),
        ),
        Step("완료", deliverables.strip()[:CRITERIA_LIMIT] or final, amount_won - first - second, ends_on),
    ]


def steps_of_plan(plan: Sequence[Milestone], amount_won: int, starts_on: date, ends_on: date) -> list[Step]:
    """A brief's milestones over the agreed amount and days: by their shares and weeks, the last takes the rest of both."""
    days, weeks, done = (ends_on - starts_on).days, sum(one.weeks for one in plan), 0
    steps = []
    for one in plan:
        done += one.weeks
        due_on = starts_on + timedelta(days=days * done // weeks)
        steps.append(Step(one.title, one.accept, amount_won * one.share // WHOLE, due_on))
    left = amount_won - sum(step.amount_won for step in steps[:-1])
    return [*steps[:-1], replace(steps[-1], amount_won=left)]
