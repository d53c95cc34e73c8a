"""What the office does: verify firms, review briefs, verify outcomes, read the figures."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.people.anybody import takes_up
from tests.journeys.person import Person


def verifies_firm(clerk: Person) -> None:
    takes_up(clerk, "기업을 확인해 주세요")
    clerk.press("확인 완료")
    clerk.fill(how="국세청 상태조회: 계속사업자")
    clerk.press("확인 완료")


def asks_for_changes(clerk: Person, reason: str) -> None:
    takes_up(clerk, "과제를 검토해 주세요")
    clerk.inspect()
    clerk.press("보완 요청")
    clerk.inspect()
    clerk.fill(reason=reason)
    clerk.press("보완 요청")
    clerk.sees("보완을 요청했어요. 기업에 알렸어요.")


def publishes(clerk: Person) -> None:
    takes_up(clerk, "과제를 검토해 주세요")
    clerk.press("게시하기")
    clerk.sees("게시했어요. 추천 인재를 찾기 시작해요.")


def verifies_outcome(clerk: Person) -> None:
    takes_up(clerk, "성과를 검증해 주세요")
    clerk.press("성과 검증")
    clerk.inspect()
    clerk.press("성과 검증")
    clerk.sees("성과를 검증했어요. 고른 역량에 성과검증이 붙었어요.")


def revokes_outcome(clerk: Person, outcome: str, reason: str) -> None:
    clerk.go(outcome)
    clerk.press("검증 취소")
    clerk.fill(reason=reason)
    clerk.press("검증 취소")
    clerk.sees("검증을 취소했어요. 역량도 바로 내려갔어요.")


def opens_every_figure(clerk: Person) -> None:
    """Each number opens the very rows it counts: as many as it says."""
    clerk.go("/office/figures")
    clerk.inspect()
    links = clerk.main.locator("a[href*='/rows']")
    expect(links).not_to_have_count(0)
    told = [(str(link.get_attribute("href")), _numbers(link.inner_text())) for link in links.all()]
    for address, numbers in told:
        clerk.go(address)
        assert _numbers(clerk.main.locator(".list-head .total").inner_text()) == numbers, address
        assert clerk.main.locator(".rows .row").count() in numbers, address


def _numbers(text: str) -> list[int]:
    """In order of size: each language puts the count where it belongs."""
    return sorted(int(number) for number in re.findall(r"\d+", text))
