"""Documents tidy what people paste, so that nothing hidden, long or repeated counts."""

from matching.documents import LIMITS, Document, Evidence, Kind, Text


def test_hidden_characters_never_reach_the_matcher():
    text = Text(Kind.SUMMARY, "결함\u200b 검출\u202e\U000e0041 경험\u3164")

    assert text.text == "결함 검출 경험"


def test_the_words_stay_as_they_were_written():
    assert Text(Kind.SUMMARY, "오차 7.9％… 줄임").text == "오차 7.9％… 줄임"


def test_a_text_is_read_up_to_its_limit():
    assert len(Text(Kind.SKILL, "가" * 5000).text) == LIMITS[Kind.SKILL].characters


def test_a_skill_named_many_times_counts_once_with_its_best_proof():
    skills = ("PyTorch", "pytorch ", "ＰｙＴｏｒｃｈ")
    document = Document("p", tuple(Text(Kind.SKILL, name, name, Evidence(place)) for place, name in enumerate(skills)))

    assert [text.evidence for text in document.texts] == [Evidence.CERTIFICATE]


def test_more_skills_than_the_limit_are_left_out():
    document = Document("p", tuple(Text(Kind.SKILL, f"skill {number}") for number in range(100)))

    assert len(document.texts) == LIMITS[Kind.SKILL].texts


def test_an_empty_text_is_no_text():
    assert Document("p", (Text(Kind.SUMMARY, " \u200b "),)).texts == ()


def test_a_brief_and_a_profile_with_the_same_words_are_encoded_apart():
    assert Text(Kind.ESSENTIAL, "OCR").digest != Text(Kind.SKILL, "OCR").digest


def test_where_a_text_came_from_does_not_change_its_digest():
    assert Text(Kind.SKILL, "OCR", "skill:1").digest == Text(Kind.COURSE, "OCR", "course:9", Evidence.COURSE).digest


def test_korean_with_latin_names_is_korean():
    assert Text(Kind.SKILL, "LightGBM 기반 예측").language == "ko"
    assert Text(Kind.SKILL, "LightGBM, SHAP").language == "en"
