"""Who somebody is moves nothing: what introduces a person is left out before a text is encoded, the rest is kept."""

import numpy as np
import pytest

from matching.documents import Kind, Text
from matching.evaluation.introductions import introductions
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
        ("ROTC 장교로 복무했습니다. ", "아이 둘을 낳아 키웠습니다. "),
    ],
)
def test_two_people_with_the_same_work_are_encoded_alike(one, other):
    first, second = (next(fake_encoder().encode([Text(Kind.SUMMARY, who + WORK)])) for who in (one, other))

    assert first.tokens == second.tokens
    for ours, theirs in zip(first.vectors, second.vectors, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize(
    ("one", "other"), [one.people for of_language in introductions("known").values() for one in of_language]
)
def test_a_known_wording_reads_the_same_for_two_people(one, other):
    assert one != other
    assert impersonal(one).split() == impersonal(other).split()


@pytest.mark.parametrize(
    "text",
    [
        "85년생 두 딸 아빠, 김철수입니다.",
        "이름: 김철수 / 나이: 33세 / 성별: 남",
        "김하늘(1990년생, 여)",
        "저는 경상도 사나이입니다.",
        "I'm Minji, 27, from Jeonju.",
    ],
)
def test_a_sentence_that_only_introduces_leaves_nothing(text):
    assert impersonal(f"{text}\n{WORK}") == WORK


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("경북 안동이 고향이고 사출 현장에서 일했습니다.", "사출 현장에서 일했습니다."),
        ("군 제대 후 공작기계를 배웠습니다.", "공작기계를 배웠습니다."),
        ("서른여덟에 공장을 나와 파이썬을 배웠습니다.", "공장을 나와 파이썬을 배웠습니다."),
        ("여고를 졸업하고 은행에서 전표를 맞췄습니다.", "은행에서 전표를 맞췄습니다."),
        ("A father of two, I moved into data.", "I moved into data."),
        ("I studied at Hanbit University before joining a foundry.", "before joining a foundry."),
    ],
)
def test_work_beside_an_introduction_stays(text, kept):
    left = impersonal(text)

    assert left.endswith(kept)
    assert left != text


def test_a_school_that_is_the_matter_of_a_project_loses_its_name_alone():
    assert impersonal("한빛대학교 수강신청 챗봇을 만들었습니다.").strip() == "대학교 수강신청 챗봇을 만들었습니다."
    assert impersonal("Hanbit University admissions data").strip() == "University admissions data"


def test_what_tells_of_nobody_alone_tells_beside_a_year_of_birth():
    assert "부산" in impersonal("부산 공장, 서울 지점")
    assert "부산" not in impersonal("1985년생, 부산")


@pytest.mark.parametrize(
    "text",
    [
        WORK,
        "정비사입니다. 압축기를 20년 돌봤습니다.",
        "정확도입니다.",
        "대구 공장의 2019년 생산 기록 12만 건",
        "여성 의류 쇼핑몰의 재구매를 예측했습니다.",
        "서울 지점 매출을 날마다 예측했습니다.",
        "20대 고객 세그먼트를 나누었습니다.",
        "대학교 병원 예약 부도를 예측했습니다.",
        "서울대학교병원 판독문을 읽었습니다.",
        "○○대학교 수강신청 챗봇을 만들었습니다.",
        "나이 예측 모형을 얼굴 사진으로 학습했습니다.",
        "군부대 식단의 잔반을 예측했습니다.",
        "엄마들 대상 앱의 후기를 나누었습니다.",
        "육아용품 쇼핑몰의 정기배송을 분석했습니다.",
        "출산율 통계를 지도로 그렸습니다.",
        "전업주부 대상 커뮤니티의 글을 요약했습니다.",
        "경력단절여성 재취업 추천 서비스를 만들었습니다.",
        "65세 이상 환자의 낙상을 알아챕니다.",
        "30대 여성 고객의 이탈을 줄였습니다.",
        "주 고객은 30대 여성입니다.",
        "CCTV 40대를 이어 붙였습니다.",
        "라인 카메라가 20대입니다.",
        "설비 서른 대의 진동을 모았습니다.",
        "부품 마흔 개를 스물네 시간 지켜봤습니다.",
        "사진 스무 장으로 미세조정했습니다.",
        "제조업 출신 데이터 분석가입니다.",
        "과수 농가 출신, 과일 등급 판별을 합니다.",
        "비전공 출신이지만 배포까지 합니다.",
        "고향사랑기부제 문의를 분류했습니다.",
        "부산 공장 압축기 다섯 대의 기록을 다뤘습니다.",
        "대구에서 섬유 검단기를 돌렸습니다.",
        "제주 감귤 선과장의 사진입니다.",
        "구리 선재 결함을 찾았습니다.",
        "화성 공장에서 6개월 시험했습니다.",
        "서울 전역의 교통량을 예측했습니다.",
        "전역 최적화와 지역 최적화를 견주었습니다.",
        "제대로 된 라벨이 가장 큰 일이었습니다.",
        "육군 보급 창고의 재고를 예측했습니다.",
        "2019년 생산 기록 12만 건을 정리했습니다.",
        "2015년에 들여온 프레스의 수명을 예측했습니다.",
        "아이들 장난감 추천 모형을 만들었습니다.",
        "아이들을 돌보는 로봇의 음성을 다듬었습니다.",
        "할머니와 대화하는 스피커의 사투리를 다뤘습니다.",
        "고등학생 설문 2,000건을 나누었습니다.",
        "대학교 수강 기록으로 중도 이탈을 예측했습니다.",
        "학생 이름과 학교 이름을 가리는 후처리를 만들었습니다.",
        "장비는 스스로 멈추고 알림을 보냅니다.",
        "저는 정비사입니다.",
        "저는 여성 의류 쇼핑몰에서 후기를 읽었습니다.",
        "결혼 정보 회사의 추천을 맡았습니다.",
        "고무띠 결함과 소음을 함께 봅니다.",
        "온실에서 자란 토마토 사진을 모았습니다.",
        "밭에서 자라는 잡초를 나눕니다.",
        "남성 음성과 여성 음성을 나누는 모형입니다.",
        "가장 자신 있는 일은 라벨 기준서입니다.",
        "University admissions data were cleaned and modelled.",
        "A 30-year-old pump was monitored for a year.",
        "The pump is 30 years old and still runs.",
        "Built detectors for the University hospital.",
        "Women's clothing returns predicted from reviews.",
        "Segmented customers in their twenties by basket.",
        "Patients aged 65 and over were followed.",
        "A chatbot for university course registration.",
        "Built an app for mothers of newborns.",
        "Sales of the Seoul branch forecast daily.",
        "Detected man-in-the-middle attacks in network logs.",
        "Army logistics stock was forecast weekly.",
        "Male and female voices separated by a small model.",
        "Sampled at fifty hertz, then filtered.",
        "I am a vision engineer who reads drawings.",
        "As a data engineer I moved 12 tables.",
        "I'm from a metallurgy background and like porosity.",
        "I have 12 years on presses; scrap fell from 3.1% to 1.2%.",
        "Grew out of a hobby in Python and PyTorch.",
        "I am learning PyTorch, OpenCV and Docker.",
        "High school dropout prediction from attendance.",
        "입찰공고를 모아 분류를 공부했습니다.",
        "채용 공고를 읽고 요약하는 모형입니다.",
        "구인 광고를 나와 있는 대로 모았습니다.",
        "먼저 이상치는 중앙값으로 바꿨습니다.",
        "축제 참가자의 나이로 묶어 추천했습니다.",
        "A Kubernetes native platform for 40 models.",
        "Turning 40 forms into one table took a week.",
    ],
)
def test_work_is_read_as_it_was_written(text):
    assert impersonal(text) == text
