"""What a client who has not met the person may read of a free text."""

from __future__ import annotations

import pytest

from app.talents.rules import COVER, mask

NAMES = ("김하늘", "Kim Haneul")


@pytest.mark.parametrize(
    "text",
    [
        "김하늘",
        "김 하늘",
        "KIM Haneul",
        "Haneul Kim",
        "haneul@ieum.example",
        "https://github.com/haneul",
        "010-1234-5678",
        "+82 10 1234 5678",
        "900101-1234567",
        "카톡 아이디: haneul99",
        "한국대학교",
        "한양대학교 컴퓨터공학과",
        "Seoul National University",
        "University of Ulsan",
        "98년생",
        "1997년생",
        "17학번",
        "만 26세",
        "20대 후반 여성",
        "대구 출신",
        "born in 1998",
        "26-year-old",
    ],
)
def test_what_says_who_somebody_is_is_covered(text):
    covered = mask(f"저는 {text}입니다", NAMES)
    assert text not in covered
    assert COVER in covered


@pytest.mark.parametrize(
    "ending", ["이에요", "이예요", "입니다", "이고 서울에 살아요", "인데 신입이에요", "이라서요", ""]
)
def test_a_year_of_birth_is_covered_however_the_sentence_ends(ending):
    assert "1997" not in mask(f"저는 1997년생{ending}", NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "여성 의류 추천 모형을 만들었습니다",
        "대학교병원 판독문 1만 건을 읽었습니다",
        "고등학생 설문 2,000건을 나눴습니다",
        "부산 공장 압축기 다섯 대의 기록",
        "60세 이상 어르신 돌봄 기록",
        "2019년 생산 기록 12만 건",
        "정확도 0.71에서 0.88로, 하루 1,234건",
        "I reduced scrap from 3.1% to 1.2%",
    ],
)
def test_the_matter_of_a_project_stays(text):
    assert mask(text, NAMES) == text
