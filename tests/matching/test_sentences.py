"""Sentences are cut by place, so that a quote is always part of its text."""

from matching.sentences import sentence_spans


def test_sentences_end_at_full_stops_and_lines():
    text = "첫 문장입니다. 둘째는 7.9퍼센트!\n셋째 줄"

    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "첫 문장입니다.",
        "둘째는 7.9퍼센트!",
        "셋째 줄",
    ]


def test_a_text_without_an_end_is_one_sentence():
    assert sentence_spans("결함 검출") == [(0, 5)]


def test_nothing_has_no_sentences():
    assert sentence_spans("") == []
