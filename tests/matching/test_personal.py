"""Who somebody is moves nothing: what introduces a person is left out before a text is encoded, the rest is kept."""

import numpy as np
import pytest

from matching.documents import Kind, Text
from matching.personal import impersonal
from tests.matching.fakes import fake_encoder

WORK = "용접 비드 사진에서 결함을 찾는 모형을 만들었습니다."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("안녕하세요, 저는 박지훈이라고 합니다. ", "안녕하세요, 저는 최수아라고 합니다. "),
        ("1997년생이에요. ", "1968년생이에요. "),
        ("저는 30대 여성입니다. ", "저는 50대 남성입니다. "),
        ("부산에서 태어나 부산에서 자랐어요. ", "강원도에서 태어나 강원도에서 자랐어요. "),
        ("한빛대학교 산업공학과를 나왔어요. ", "가람고등학교를 나왔어요. "),
    ],
)
def test_two_people_with_the_same_work_are_encoded_alike(one, other):
    first, second = (next(fake_encoder().encode([Text(Kind.SUMMARY, who + WORK)])) for who in (one, other))

    assert first.tokens == second.tokens
    for ours, theirs in zip(first.vectors, second.vectors, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize(
    "text",
    [
        WORK,
        "정비사입니다. 압축기를 20년 돌봤습니다.",
        "여성 의류 추천 모형을 만들었습니다",
        "대구 공장의 2019년 생산 기록 12만 건",
        "I am a vision engineer. Built detectors for the University hospital.",
    ],
)
def test_work_is_read_as_it_was_written(text):
    assert impersonal(text) == text
