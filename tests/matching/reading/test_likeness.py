"""Two tellings of one trouble are found to be alike; two troubles are not."""

import pytest

from matching.reading import similar_texts

pytestmark = pytest.mark.model

OTHERS = {
    "brief:1": "스테인리스 냄비 겉면에 난 흠집을 포장 전에 사진으로 찾고 싶습니다",
    "brief:2": "콜센터 상담 녹음을 글로 옮기는 일을 줄이고 싶습니다",
    "brief:3": "배송 기사 열 명의 순서를 매일 손으로 짜고 있습니다",
}


def test_the_same_trouble_in_other_words_comes_first_and_strangers_stay_away():
    (found,) = similar_texts("냄비 표면 흠집을 포장하기 전에 카메라 사진으로 골라내고 싶어요", OTHERS)
    assert found.id == "brief:1"
    assert 0.34 <= found.score <= 1


def test_the_same_text_is_as_like_as_can_be_and_equal_ones_are_ordered_by_id():
    found = similar_texts(OTHERS["brief:2"], {"b": OTHERS["brief:2"], "a": OTHERS["brief:2"]})
    assert [(one.id, one.score) for one in found] == [("a", 1.0), ("b", 1.0)]


def test_a_score_does_not_move_with_the_other_texts():
    text = "냄비 흠집을 사진으로 찾고 싶어요"
    alone = similar_texts(text, {"x": OTHERS["brief:1"]}, at_least=0)
    among = similar_texts(text, {"x": OTHERS["brief:1"], **OTHERS}, at_least=0, limit=9)
    assert alone[0] in among


def test_nothing_is_like_nothing():
    assert similar_texts("", OTHERS) == ()
    assert similar_texts("냄비", {}) == ()
    assert similar_texts("냄비", {"x": ""}) == ()
