"""Korean is the source, English is looked up where it is read, and particles follow their word."""

from __future__ import annotations

import pytest

from app.core.language import _, josa, said, speaking


def test_a_lazy_sentence_is_put_into_words_where_it_is_read() -> None:
    sentence = said(_("%(limit)s자 안으로 줄여 주세요."), limit=300)
    assert str(sentence) == "300자 안으로 줄여 주세요."
    with speaking("en"):
        assert str(sentence) == "Please shorten this to 300 characters."


def test_a_sentence_without_english_stays_korean() -> None:
    with speaking("en"):
        assert str(_("아무도 옮기지 않은 문장")) == "아무도 옮기지 않은 문장"


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("제안", "을/를", "제안을"),
        ("과제", "을/를", "과제를"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("과제", "이/가", "과제가"),
    ],
)
def test_a_particle_follows_the_last_syllable(word: str, pair: str, expected: str) -> None:
    assert josa(word, pair) == expected
