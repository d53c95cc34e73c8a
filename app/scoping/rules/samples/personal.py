"""Recognises personal details by their shape and by what a column is called."""

from __future__ import annotations

import re

RESIDENT_NUMBER = re.compile(
    r"(?<!\d)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-–—. ]?\s?[1-8](?:\d{6}|[*xX●]{6}|\d[*xX●]{5})(?![\d])"
)
RESIDENT_NUMBER_LETTERS = 13
PHONE = re.compile(r"(?<![\d-])(?:\+?82[- ]?)?0?1[016789][-–. )]?\d{3,4}[-–. ]?\d{4}(?!\d)")
LANDLINE = re.compile(r"(?<![\d-])0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70)[-–.) ]\d{3,4}[-–. ]\d{4}(?!\d)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
CARD = re.compile(r"(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}(?!\d)")
ADDRESS = re.compile(r"(?:시|도|구|군)\s\S{1,10}(?:읍|면|동|로|길)\s?\d+")
NAME = re.compile(r"[가-힣]{2,4}")
SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)

SHAPES = (
    ("resident_number", RESIDENT_NUMBER),
    ("email", EMAIL),
    ("phone", PHONE),
    ("phone", LANDLINE),
    ("card", CARD),
    ("address", ADDRESS),
)
# By heading: what the shape alone cannot tell
HEADINGS = (
    ("resident_number", re.compile(r"주민\s?(등록)?\s?번호|외국인\s?등록|^rrn$", re.IGNORECASE)),
    ("birthday", re.compile(r"생년\s?월일|생일|birth|^dob$", re.IGNORECASE)),
    ("phone", re.compile(r"전화|휴대폰|핸드폰|연락처|hp$|phone|mobile|^tel", re.IGNORECASE)),
    ("address", re.compile(r"주소|^addr", re.IGNORECASE)),
    ("account", re.compile(r"계좌|^account (no|number)", re.IGNORECASE)),
)
NAME_HEADING = re.compile(
    r"이름|성명|성함|(고객|환자|회원|직원|사원|학생|작업자|담당자|보호자|예약자|수령인|받는\s?(분|사람)|신청자|기사|대표자?)\s?(명|이름)?$|(^|[ _])(full |first |last |customer |patient )?name$",
    re.IGNORECASE,
)
NOT_A_PERSON = re.compile(
    r"(제품|상품|품목|거래처|회사|업체|파일|과목|설비|기관|공정|부서|메뉴|지역|매장|product|item|file|company|shop|plant)",
    re.IGNORECASE,
)
SHARE = 0.5


def kinds_in(text: str) -> list[str]:
    """The kinds of personal detail a cell shows by its shape."""
    if len(text) < 7:
        return []
    return list(dict.fromkeys(kind for kind, shape in SHAPES if shape.search(text)))


def kind_of_heading(name: str) -> str | None:
    return next((kind for kind, heading in HEADINGS if heading.search(name)), None)


def looks_like_names(heading: str, values: list[str]) -> bool:
    """A column called so, of short words that begin with a surname; also masked ones (김*수)."""
    if not NAME_HEADING.search(heading) or NOT_A_PERSON.search(heading) or not values:
        return False
    likely = [value for value in values if value[0] in SURNAMES and NAME.fullmatch(re.sub(r"[*○O]", "수", value))]
    latin = [value for value in values if re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z.]+)+", value)]
    return len(likely) + len(latin) >= SHARE * len(values)
