"""What one line of 지금 할 일 is, and the menus of each kind of reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.core.actors import Kind
from app.core.language import Text, _


@dataclass(frozen=True)
class Todo:
    """One thing waiting for this person: what to do with what, since when, and by when if there is a day."""

    what: Text
    title: str
    url: str
    since: datetime
    by: date | None = None


@dataclass(frozen=True)
class MenuItem:
    label: Text
    url: str
    icon: str
    current: bool = False
    post: bool = False


MENUS: dict[Kind, tuple[tuple[Text, str, str], ...]] = {
    Kind.VISITOR: (
        (_("과제"), "/briefs", "brief"),
        (_("매칭 기준"), "/about/matching", "scale"),
        (_("통계"), "/figures", "figures"),
    ),
    Kind.CLIENT: (
        (_("내 과제"), "/briefs/mine", "brief"),
        (_("계약"), "/contracts", "contract"),
        (_("우리 기업"), "/organisation", "client"),
    ),
    Kind.TALENT: (
        (_("추천 과제"), "/matches/briefs", "search"),
        (_("제안·초대"), "/proposals", "proposal"),
        (_("계약"), "/contracts", "contract"),
        (_("내 프로필"), "/profile", "talent"),
    ),
    Kind.OFFICE: (
        (_("과제 검토"), "/office/briefs", "brief"),
        (_("확인할 기업"), "/office/organisations", "client"),
        (_("매칭 라운드"), "/office/rounds", "people"),
        (_("검증할 성과"), "/office/outcomes", "outcome"),
        (_("통계"), "/office/figures", "figures"),
    ),
}

FOOTER: tuple[tuple[Text, str], ...] = (
    (_("매칭 기준과 절차"), "/about/matching"),
    (_("개인정보 처리방침"), "/about/privacy"),
    (_("이용약관"), "/about/terms"),
    (_("접근성"), "/about/accessibility"),
)
