"""What a firm's people do: sign up, describe a problem, choose somebody, contract, inspect, pay, report."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from tests.journeys.people.anybody import PASSWORD, takes_up
from tests.journeys.person import Person
from tests.journeys.stories import (
    AGREED_WON,
    BUSINESS_NUMBER,
    INDUSTRY,
    MISTYPED_NUMBER,
    OWNER,
    REGION,
    Story,
    day,
    terms,
)

QUESTIONS = ("directed", "hours", "paid_by_time", "exclusive", "inside")


# -- the firm -----------------------------------------------------------------------------------------------------


def signs_up(owner: Person, story: Story) -> None:
    """A mistyped number is told at its field, and everything else stays."""
    owner.press("우리 문제로 시작하기")
    owner.fill(name=story.firm, business_number=MISTYPED_NUMBER, industry_ksic=INDUSTRY, size_band="small")
    owner.fill(region_code=REGION, name_ko=story.owner, email=OWNER, password=PASSWORD, agree="y")
    owner.press("가입")
    owner.sees("사업자등록번호를 다시 확인해 주세요. 숫자 열 자리예요. 예: 123-45-67891")
    expect(owner.main.locator("[name=name]")).to_have_value(story.firm)
    owner.fill(business_number=BUSINESS_NUMBER, password=PASSWORD)
    owner.press("가입")


def asks_for_verification(owner: Person) -> None:
    takes_up(owner, "기업 확인을 요청해 주세요")
    owner.press("확인 요청")
    owner.inspect()


def invites_colleague(owner: Person, email: str) -> None:
    owner.go("/organisation")
    owner.press("담당자 초대")
    owner.fill(email=email, role="member")
    owner.press("초대 보내기")
    owner.sees("초대 메일을 보냈어요.")


def joins(member: Person, link: str, name: str) -> None:
    member.go(link)
    member.fill(name_ko=name, password=PASSWORD)
    member.press("들어가기")
    assert member.path == "/todo"


# -- the brief ----------------------------------------------------------------------------------------------------


def starts_brief(client: Person, brief: Mapping[str, Mapping[str, str]]) -> None:
    client.go("/briefs/new")
    client.fill(raw=brief["problem"]["problem"], industry_ksic=INDUSTRY)
    client.press("시작하기")


def writes_brief(client: Person, brief: Mapping[str, Mapping[str, str]]) -> str:
    """Step by step to the last look; the brief's path."""
    starts_brief(client, brief)
    for answers in (*brief.values(), terms()):
        client.fill(**answers)
        client.press("저장하고 다음")
    client.sees("필요한 것을 모두 적었어요.")
    return client.path.removesuffix("/edit/check")


def sees_draft_save_itself(client: Person, brief: Mapping[str, Mapping[str, str]]) -> None:
    """Typing is enough: what was typed is there after reloading."""
    starts_brief(client, brief)
    client.fill(title=brief["problem"]["title"])
    client.page.keyboard.press("Tab")
    expect(client.main.locator(".save-status")).to_have_text(client.words("방금 저장됨"))
    client.inspect()
    client.page.reload()
    expect(client.main.locator("[name=title]")).to_have_value(brief["problem"]["title"])


def asks_for_review(client: Person) -> None:
    client.inspect()
    client.press("검토 요청")
    client.sees("검토를 요청했어요. 사무국이 영업일 2일 안에 답해요.")


def corrects(client: Person, story: Story) -> None:
    """Reads the office's reason, changes the one answer, and asks again."""
    takes_up(client, "사무국이 부탁한 내용을 고쳐 주세요")
    client.reads(story.reason)
    client.press("이어서 쓰기")
    client.press("해 본 것과 자료")
    client.fill(data_text=story.better_data)
    client.press("저장하고 다음")
    client.press("마지막 확인")
    asks_for_review(client)


# -- candidates and proposals -------------------------------------------------------------------------------------


def opens_candidates(client: Person, brief: str) -> Locator:
    """The list, with its notice that a machine ordered it; the cards on it."""
    client.go(brief)
    client.press("추천 인재 보기")
    client.sees("이 순서는 인공지능이 매겼어요. 정하는 것은 사람이에요.")
    return client.main.locator("article.candidate")


def opens_proof(card: Locator) -> Locator:
    """The first requirement with the sentence that proves it."""
    requirement = card.locator(".requirement").first
    requirement.locator("summary").click()
    expect(requirement.locator("blockquote")).to_be_visible()
    return requirement


def invites(client: Person, message: str) -> None:
    client.press("초대")
    client.inspect()
    client.fill(message=message)
    client.press("초대 보내기")
    client.sees("초대를 보냈어요. 영업일 5일 안에 답이 와요.")


def compares(client: Person, brief: str, names: tuple[str, ...]) -> None:
    client.go(brief)
    client.press("제안")
    for name in names:
        expect(client.main.locator("table.compare thead")).to_contain_text(name)
    client.inspect()


def makes_offer(client: Person, brief: str, name: str) -> None:
    """Starts the review, then puts other terms: less money, from today."""
    client.go(f"{brief}/proposals")
    client.open(name, within=client.main.locator("table").first)
    client.press("검토 시작")
    client.press("다른 조건 제안")
    client.inspect()
    client.fill(amount_won=AGREED_WON, starts_on=day(), ends_on=day(70))
    client.press("조건 보내기")
    client.sees("우리가 낸 조건이 답을 기다려요")


def selects(client: Person, proposal: str, reason: str) -> None:
    """Nobody is left without a reason: the page insists on one for each of the others."""
    client.go(proposal)
    client.press("이 제안 선정")
    client.inspect()
    client.press("이 제안 선정")
    client.sees("고쳐야 할 곳이 있어요")
    client.fill_all("reason_", [reason])
    client.fill_all("gap_", ["schedule"])
    client.press("이 제안 선정")
    client.sees("선정했어요. 모두에게 알렸어요. 이제 계약서를 만들 차례예요.")


# -- the contract -------------------------------------------------------------------------------------------------


def draws_up_contract(client: Person) -> str:
    """The questions, then milestones whose sum is told while typing and insisted on when saving; the contract's path."""
    client.press("계약 보기")
    client.press("계약서 만들기")
    client.fill(**dict.fromkeys(QUESTIONS, "no"))
    client.press("다음: 조건과 마일스톤")
    client.inspect()
    first = client.main.locator("[name='milestones-0-amount_won']")
    right = first.input_value()
    first.fill("1")
    expect(client.main.locator("[data-sum]")).to_have_class("sum error")
    client.press("저장")
    client.sees("고쳐야 할 곳이 있어요")
    first.fill(right)
    expect(client.main.locator("[data-sum]")).to_have_text(client.words("합계가 계약 금액과 같아요."))
    client.press("저장")
    client.sees("저장했어요. 계약서를 읽어 보고 서명을 요청해 주세요.")
    path = client.path
    client.press("서명 요청")
    return path


def returns_work(client: Person, card: Locator, reason: str) -> None:
    client.press("수정 요청", within=card)
    client.fill(reason=reason)
    client.press("수정 요청")
    client.sees("수정을 요청했어요.")


def records_payment(client: Person, card: Locator) -> None:
    client.press("지급 기록", within=card)
    client.fill(paid_on=day())
    client.press("지급 기록")
    client.sees("지급을 기록했어요. 인재가 받았다고 확인하면 끝나요.")


# -- the outcome --------------------------------------------------------------------------------------------------


def reports_outcome(client: Person, contract: str, story: Story) -> str:
    """What changed, and the one skill that did it; the outcome's path."""
    client.go(contract)
    client.press("성과 알리기")
    client.press("성과 보고 시작")
    path = client.path
    client.press("성과 보고")
    client.inspect()
    client.fill(**story.report, measured_from=day(-28), measured_to=day(), skill_names=story.skill["name"])
    client.press("성과 보고")
    client.sees("성과를 보고했어요. 사무국이 확인하고 알려 드려요.")
    return path
