"""Regions, industries and sizes by their official codes, with the days they were valid.

Sources: 행정표준코드 시·도 as of 2026-07-01; KSIC 11차 (2024-07); 중소기업기본법's size bands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core import clock
from app.core.language import Text, _


@dataclass(frozen=True)
class Code:
    """One official code: valid from (first day) to (last day), and the code that took over."""

    code: str
    label: Text
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    aliases: tuple[str, ...] = ()

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


_MERGED = date(2026, 7, 1)
_LAST_APART = date(2026, 6, 30)

REGIONS: Mapping[str, Code] = {
    region.code: region
    for region in (
        Code("11", _("서울"), aliases=("서울특별시",)),
        Code("12", _("전남광주"), valid_from=_MERGED, aliases=("전남광주통합특별시",)),
        Code("26", _("부산"), aliases=("부산광역시",)),
        Code("27", _("대구"), aliases=("대구광역시",)),
        Code("28", _("인천"), aliases=("인천광역시",)),
        Code("29", _("광주"), valid_to=_LAST_APART, successor="12", aliases=("광주광역시",)),
        Code("30", _("대전"), aliases=("대전광역시",)),
        Code("31", _("울산"), aliases=("울산광역시",)),
        Code("36", _("세종"), aliases=("세종특별자치시",)),
        Code("41", _("경기"), aliases=("경기도",)),
        Code("42", _("강원"), valid_to=date(2023, 6, 10), successor="51", aliases=("강원도",)),
        Code("43", _("충북"), aliases=("충청북도",)),
        Code("44", _("충남"), aliases=("충청남도",)),
        Code("45", _("전북"), valid_to=date(2024, 1, 17), successor="52", aliases=("전라북도",)),
        Code("46", _("전남"), valid_to=_LAST_APART, successor="12", aliases=("전라남도",)),
        Code("47", _("경북"), aliases=("경상북도",)),
        Code("48", _("경남"), aliases=("경상남도",)),
        Code("50", _("제주"), aliases=("제주특별자치도",)),
        Code("51", _("강원"), valid_from=date(2023, 6, 11), aliases=("강원특별자치도",)),
        Code("52", _("전북"), valid_from=date(2024, 1, 18), aliases=("전북특별자치도",)),
    )
}

INDUSTRIES: Mapping[str, Text] = {
    "A": _("농업, 임업 및 어업"),
    "B": _("광업"),
    "C": _("제조업"),
    "C10": _("식료품 제조업"),
    "C11": _("음료 제조업"),
    "C12": _("담배 제조업"),
    "C13": _("섬유제품 제조업"),
    "C14": _("의복, 모피제품 제조업"),
    "C15": _("가죽, 가방, 신발 제조업"),
    "C16": _("목재, 나무제품 제조업"),
    "C17": _("펄프, 종이제품 제조업"),
    "C18": _("인쇄, 기록매체 복제업"),
    "C19": _("코크스, 연탄, 석유정제품 제조업"),
    "C20": _("화학물질, 화학제품 제조업"),
    "C21": _("의료용 물질, 의약품 제조업"),
    "C22": _("고무, 플라스틱제품 제조업"),
    "C23": _("비금속 광물제품 제조업"),
    "C24": _("1차 금속 제조업"),
    "C25": _("금속가공제품 제조업"),
    "C26": _("전자부품, 컴퓨터, 통신장비 제조업"),
    "C27": _("의료, 정밀, 광학기기, 시계 제조업"),
    "C28": _("전기장비 제조업"),
    "C29": _("기타 기계, 장비 제조업"),
    "C30": _("자동차, 트레일러 제조업"),
    "C31": _("기타 운송장비 제조업"),
    "C32": _("가구 제조업"),
    "C33": _("기타 제품 제조업"),
    "C34": _("산업용 기계, 장비 수리업"),
    "D": _("전기, 가스, 증기, 공기조절 공급업"),
    "E": _("수도, 하수, 폐기물 처리, 원료 재생업"),
    "F": _("건설업"),
    "G": _("도매 및 소매업"),
    "H": _("운수 및 창고업"),
    "I": _("숙박 및 음식점업"),
    "J": _("정보통신업"),
    "K": _("금융 및 보험업"),
    "L": _("부동산업"),
    "M": _("전문, 과학, 기술 서비스업"),
    "N": _("사업시설 관리, 사업지원, 임대 서비스업"),
    "O": _("공공행정, 국방, 사회보장 행정"),
    "P": _("교육 서비스업"),
    "Q": _("보건업 및 사회복지 서비스업"),
    "R": _("예술, 스포츠, 여가 관련 서비스업"),
    "S": _("협회, 단체, 수리, 기타 개인 서비스업"),
    "T": _("가구 내 고용활동"),
    "U": _("국제 및 외국기관"),
}

SIZES: Mapping[str, Text] = {
    "micro": _("소상공인"),
    "small": _("소기업"),
    "medium": _("중기업"),
    "midsize": _("중견기업"),
    "large": _("대기업"),
    "nonprofit": _("비영리·공공"),
}

REMOTE: Mapping[str, Text] = {"any": _("어디서든"), "region": _("같은 지역에서"), "onsite": _("현장에서")}

LANGUAGE_NAMES: Mapping[str, Text] = {"ko": _("한국어"), "en": _("영어")}


def region_choices(day: date | None = None) -> list[tuple[str, Text]]:
    """The 시·도 valid on a day (today by default), for a form."""
    day = day or clock.today()
    return [(region.code, region.label) for region in REGIONS.values() if region.is_valid_on(day)]


def current_region(code_or_name: str, day: date | None = None) -> str | None:
    """The code valid on a day for a code or name of any time; None where it is no region of Korea."""
    day = day or clock.today()
    wanted = code_or_name.strip()
    found = next((r for r in REGIONS.values() if wanted in (r.code, str(r.label), *r.aliases)), None)
    while found is not None and not found.is_valid_on(day) and found.successor:
        found = REGIONS[found.successor]
    return found.code if found else None


def industry_choices() -> list[tuple[str, Text]]:
    return list(INDUSTRIES.items())
