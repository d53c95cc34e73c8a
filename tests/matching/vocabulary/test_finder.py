"""Skills are found where they are meant, in running Korean and English, and nowhere else."""

import unicodedata

import pytest

from matching.vocabulary import find_skills, skill, skills, unknown_terms


def ids_in(text: str, language: str | None = None) -> list[str]:
    return [mention.skill_id for mention in find_skills(text, language)]


@pytest.mark.parametrize("particle", ["", "를", "은", "가", "에서", "로", "의", "도", "와", "입니다", "를요", "까지만"])
def test_particles_may_follow_a_name(particle):
    assert ids_in(f"저는 텐서플로{particle} 좋아합니다") == ["tensorflow"]


@pytest.mark.parametrize(
    "text", ["결함검출 모델", "결함 검출 모델", "결함-검출모델", "표면을 찍어 결함을 검출하는", "결함의 검출"]
)
def test_spaces_and_particles_inside_a_name_may_vary(text):
    assert "defect-detection" in ids_in(text)


def test_a_short_name_is_not_found_across_two_words():
    assert ids_in("회사 출장이 잦습니다") == []


def test_a_short_name_is_not_found_inside_another_word():
    assert ids_in("프로그인 화면") == []


def test_a_long_name_is_found_inside_a_compound():
    assert ids_in("고속영상결함검출시스템") == ["defect-detection"]


def test_latin_names_need_word_boundaries():
    assert ids_in("the sqlite3 file") == ["sqlite"]
    assert ids_in("He was yoloing around") == []
    assert ids_in("we press brackets for car doors") == []  # neither PR nor ESS


@pytest.mark.parametrize("text", ["YOLOv8로", "yolo11", "욜로 모델을", "ＹＯＬＯ를"])
def test_versions_and_full_width_letters_do_not_hide_a_name(text):
    assert ids_in(text) == ["yolo"]


def test_the_longest_name_wins():
    assert ids_in("자바스크립트") == ["javascript"]
    assert ids_in("비정형 데이터만 봅니다") == ["unstructured-data"]


def test_decomposed_hangul_and_hidden_characters_keep_their_places():
    text = unicodedata.normalize("NFD", "저는 파이토치를 씁니다").replace("이", "이\u200b", 1)
    (mention,) = find_skills(text)
    assert mention.skill_id == "pytorch"
    assert text[mention.start : mention.end] == mention.words
    assert unicodedata.normalize("NFC", mention.words.replace("\u200b", "")) == "파이토치"


@pytest.mark.parametrize(
    "text",
    [
        "회사의 비전을 제시합니다",
        "비전공자입니다",
        "장고 끝에 지원했습니다",
        "계약서에 도장을 찍었습니다",
        "휴대폰은 진동 모드로 바꿔 주세요",
        "We will react next spring",
    ],
)
def test_words_in_another_meaning_are_left_alone(text):
    assert ids_in(text) == []


def test_an_everyday_word_counts_near_its_companions():
    assert ids_in("장고로 웹 서버를") == ["django"]
    assert "spring" in ids_in("Java and Spring developer")


def test_an_english_word_is_everyday_only_in_english():
    assert ids_in("Spring을 씁니다") == ["spring"]
    assert ids_in("Spring 2026", language="en") == []


@pytest.mark.parametrize("text", ["Java", "React", "Excel, Java, Spring", "보유 기술: R / 스칼라"])
def test_an_everyday_word_counts_when_it_is_listed(text):
    assert len(ids_in(text)) == len(text.split(": ")[-1].replace("/", ",").split(","))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("녹음한 걸 글로 바꿔 주세요", "speech-recognition"),
        ("베어링이 고장나기 전에 미리 알고 싶어요", "predictive-maintenance"),
        ("배차를 혼자 머리로 짭니다", "route-optimisation"),
        ("누가 그만둘지 알 수 있나요", "churn-prediction"),
        ("which customers will leave us", "churn-prediction"),
    ],
)
def test_a_plain_description_is_heard(text, expected):
    assert expected in ids_in(text)


def test_a_description_does_not_run_over_the_end_of_a_sentence():
    assert "speech-recognition" not in ids_in("녹음은 없습니다. 글로 바꾸는 일도 아닙니다.")


def test_mentions_come_in_reading_order_with_their_words():
    text = "파이썬과 SQL, 파이썬"
    assert [(m.skill_id, m.words, m.start) for m in find_skills(text)] == [
        ("python", "파이썬", 0),
        ("sql", "SQL", 5),
        ("python", "파이썬", 10),
    ]


def test_nothing_is_found_in_nothing():
    assert find_skills("") == []
    assert find_skills(" \n ") == []


def test_every_skill_is_found_by_each_of_its_names():
    assert [(entry.id, name) for entry in skills() for name in entry.names if entry.id not in ids_in(name)] == []


def test_unknown_names_are_returned_once_in_the_order_given():
    assert unknown_terms(["파이토치", "양자 얽힘", " 양자 얽힘 ", "결함 분할(U-Net)", "", "홀로그램"]) == [
        "양자 얽힘",
        "홀로그램",
    ]


def test_a_skill_says_its_name_in_both_languages():
    assert skill("defect-detection").name("ko") == "결함 검출"
    assert skill("defect-detection").name("en") == "defect detection"
