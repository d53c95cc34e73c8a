"""What is offered while somebody types."""

import pytest

from matching.vocabulary import search_skills


def offered(words: str, limit: int = 10) -> list[str]:
    return [skill.id for skill in search_skills(words, limit)]


@pytest.mark.parametrize("typed", ["이상 탐지", "이상탐지", "anomaly detection", "Anomaly-Detection"])
def test_a_whole_name_comes_first(typed):
    assert offered(typed)[0] == "anomaly-detection"


def test_a_beginning_is_enough():
    assert "pytorch" in offered("파이토")
    assert "pytorch" in offered("pyto")


def test_a_beginning_comes_before_a_word_inside():
    found = offered("이상", 20)
    assert found.index("anomaly-detection") < found.index("image-anomaly-detection")


def test_initial_consonants_find_korean_names():
    assert offered("ㅇㅅㅌㅈ")[0] == "anomaly-detection"


def test_no_more_than_asked_for_and_the_same_each_time():
    assert len(offered("데이터", 5)) == 5
    assert offered("데이터", 5) == offered("데이터", 5)


@pytest.mark.parametrize("typed", ["", "   ", "-", "없는낱말입니다"])
def test_nothing_is_offered_for_nothing_or_for_strange_words(typed):
    assert offered(typed) == []
