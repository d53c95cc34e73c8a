"""The arithmetic of reading, without a model: likeness in spelling and cues is enough for a small world."""

import numpy as np

from matching.reading.classifier import TaskClassifier
from matching.reading.cues import cue_vector
from matching.reading.examples import Example
from matching.reading.letters import LetterRuns
from matching.reading.tasks import places

EXAMPLES = [
    Example("speech", "N", "상담 전화 녹음을 글로 옮기고 싶어요"),
    Example("speech", "M", "회의 녹음을 글로 바꿔 주세요"),
    Example("defect-detection", "C", "겉면 흠집을 사진으로 찾고 싶어요"),
    Example("defect-detection", "C", "흠집 난 유리를 골라내고 싶어요"),
]


class Deaf:
    """A model to which all texts mean the same."""

    def encode(self, texts):
        return np.ones((len(texts), 4), np.float32)


def classifier():
    return TaskClassifier(Deaf(), EXAMPLES)


def test_the_nearest_examples_decide_and_the_words_that_led_there_are_named():
    reading = classifier().read("아침 회의 녹음을 글로요")
    assert reading.first == "speech"
    assert any("녹음을" in words for words in reading.words)
    assert 0 < reading.confidence <= 1


def test_without_a_named_word_it_would_be_less_so():
    text = "유리 흠집을 사진으로 찾는 일"
    reader, column = classifier(), places()["defect-detection"]
    for phrase in reader.read(text).words:
        full, without = reader.scores([text, text.replace(phrase, "")])[:, column]
        assert without < full


def test_misspelt_and_unspaced_words_still_count():
    assert classifier().read("녹음한거글로옴겨주세요").first == "speech"


def test_the_same_sentence_is_always_read_alike():
    assert classifier().read("흠집 사진") == classifier().read("흠집 사진")


def test_nothing_said_has_no_words_and_hardly_any_confidence():
    for text in ("", "   ", "!!!", "\u200b"):
        reading = classifier().read(text)
        assert reading.words == ()
        assert reading.confidence < 0.2


def test_a_very_long_text_is_read_by_its_beginning():
    assert classifier().read("녹음을 글로 " * 5000).first == "speech"


def test_cues_count_once_however_often_and_however_spaced():
    once, often = cue_vector("녹음 파일"), cue_vector("녹음 녹 음 녹음")
    assert once[places()["speech"]] == often[places()["speech"]] == 1
    assert not cue_vector("recordings-like").any() or cue_vector("recording")[places()["speech"]] == 1
    assert not cue_vector("").any()


def test_an_english_cue_must_stand_alone():
    assert cue_vector("we ask")[places()["chatbot"]] > 0
    assert cue_vector("a basket mask")[places()["chatbot"]] == 0


def test_runs_of_letters_are_unit_vectors_and_strangers_have_none():
    runs = LetterRuns(["결함 검출", "결함 분류", "음성"])
    vectors = runs.encode(["결함", "zzz"])
    assert np.isclose(np.linalg.norm(vectors[0]), 1)
    assert not vectors[1].any()
