"""What a talent does: sign up, show what they can do, answer an invitation, propose, agree, work."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator

from tests.journeys.people.anybody import PASSWORD, takes_up
from tests.journeys.person import Person
from tests.journeys.stories import REGION, Story, day


def signs_up(talent: Person, email: str, name: str) -> None:
    talent.press("문제를 푸는 사람으로 가입하기")
    talent.fill(name_ko=name, email=email, password=PASSWORD, agree="y")
    talent.press("가입")


def writes_profile(talent: Person, story: Story, *, hours: str) -> None:
    talent.go("/profile")
    talent.press("프로필 시작하기")
    talent.fill(**story.introduction)
    talent.press("저장")
    _adds(talent, "projects", **story.project)
    _adds(talent, "skills", **story.skill)
    _adds(talent, "skills", name=story.other_skill, level="3")
    talent.go("/profile/availability")
    talent.fill(availability_hours=hours, rate_won_per_hour="30,000", remote="any")
    talent.fill(regions=REGION, languages=("ko", "en"))
    talent.press("저장")


def _adds(talent: Person, part: str, **answers: str) -> None:
    talent.go(f"/profile/{part}/new")
    talent.fill(**answers)
    talent.press("저장")
    talent.sees("저장했어요.")


def lists_profile(talent: Person) -> None:
    """Reads what matching uses, agrees, and only then goes public."""
    talent.go("/profile")
    talent.press("매칭 동의 읽기")
    talent.inspect()
    talent.fill(agree="y")
    talent.press("동의 저장")
    talent.press("공개하기")
    talent.sees("공개했어요. 맞는 과제와 기업이 나타나면 알려 드려요.")


def accepts_invitation(talent: Person) -> None:
    takes_up(talent, "초대에 답해 주세요")
    talent.inspect()
    talent.press("초대 수락")
    talent.sees("초대를 수락했어요. 이제 제안서를 쓰면 돼요.")


def finds_brief(talent: Person, title: str) -> None:
    """Without an invitation: from the list of open briefs."""
    talent.go("/briefs")
    talent.open(title)
    talent.press("제안 쓰기")


def proposes(talent: Person, story: Story) -> str:
    """The way, a proof for each requirement, the terms; the proposal's path."""
    talent.press("제안서 쓰기 시작")
    talent.fill(approach=story.approach, amount_won="11,000,000", starts_on=day(7), ends_on=day(77))
    talent.fill_all("evidence_", story.evidence)
    talent.inspect()
    talent.press("제안서 제출")
    talent.sees("제안서를 냈어요. 기업이 검토를 시작하면 알려 드려요.")
    return talent.path


def agrees_to_offer(talent: Person) -> None:
    takes_up(talent, "상대가 보낸 조건에 답해 주세요")
    talent.press("이 조건에 합의")
    talent.sees("조건에 합의했어요. 제안서의 금액과 날을 바꿨어요.")


def starts_milestone(talent: Person, card: Locator) -> None:
    talent.press("시작", within=card)
    talent.sees("시작했어요. 마감일까지 산출물을 내 주세요.")


def delivers(talent: Person, card: Locator, note: str, file: Path) -> None:
    talent.press("산출물 제출", within=card)
    talent.fill(note=note, files=file)
    talent.press("산출물 제출")
    talent.reads(note)
    talent.reads(file.name)


def confirms_payment(talent: Person, card: Locator) -> None:
    talent.press("수령 확인", within=card)
    talent.sees("받았다고 확인했어요.")
