"""What a text says its author has not done is no evidence that it was done."""

import pytest

from matching.denials import affirmed, denies
from matching.documents import Kind, Text
from matching.lexical import WordStatistics
from matching.scoring import client_sides
from matching.weights import DEFAULT_WEIGHTS
from tests.matching.fakes import a_brief, a_profile, encode, fake_encoder

KEPT = "전처리를 비교하는 편입니다."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("현장 경험은 없지만 전처리를 비교하는 편입니다.", KEPT),
        ("이상 탐지는 아직 해 보지 않았지만 전처리를 비교하는 편입니다.", KEPT),
        ("영상은 다루지 않았습니다. 전처리를 비교하는 편입니다.", KEPT),
        ("글을 써서 검색했으며 근거 표시까지는 하지 못했습니다.", "글을 써서 검색했으며"),
        ("배차 최적화는 해 본 적이 없습니다.", ""),
        ("전기 장치는 잘 모르겠습니다. 전처리를 비교하는 편입니다.", KEPT),
        ("I have not trained a detector, but I labelled photos.", "I labelled photos."),
        ("No factory experience. Built OCR for invoices.", "Built OCR for invoices."),
    ],
)
def test_clauses_that_deny_are_left_out(text, left):
    assert affirmed(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "근거가 없으면 답하지 않는 규칙을 만들었습니다.",
        "농가와 이야기하는 데 부담이 없습니다.",
        "코드를 모르는 사람도 쓰는 화면을 만들었습니다.",
        "기사님들이 헛걸음하지 않게 하는 것이 목표였습니다.",
        "Cut false alarms so that nobody was woken at night.",
    ],
)
def test_a_negation_that_denies_no_experience_stays(text):
    assert affirmed(text) == text
    assert not denies(text)


def test_a_denied_skill_scores_no_better_than_none():
    brief, denying, silent = encode(
        a_brief("weld inspection"),
        a_profile("a", "Built menu texts. I have not done weld inspection."),
        a_profile("b", "Built menu texts."),
    )
    words = WordStatistics.of([denying, silent])
    denied, none = client_sides(brief, [denying, silent], words, DEFAULT_WEIGHTS)

    assert denied.score == pytest.approx(none.score, rel=1e-3)


def test_a_text_that_only_denies_proves_nothing():
    brief, denying, bare = encode(
        a_brief("weld inspection"),
        a_profile("a", "Weld inspection is something I have not done.", "menu texts"),
        a_profile("b", "menu texts"),
    )
    words = WordStatistics.of([denying, bare])
    denied, none = client_sides(brief, [denying, bare], words, DEFAULT_WEIGHTS)

    assert denied.score == pytest.approx(none.score, rel=0.05)


def test_a_brief_is_read_whole():
    (encoded,) = fake_encoder().encode([Text(Kind.PROBLEM, "Our staff have not done weld inspection.")])

    assert "inspection" in encoded.tokens
