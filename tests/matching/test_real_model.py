"""The real models: equal vectors on both ways to them, whatever else is in the batch, and sense in both languages."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matching.documents import Document, Kind, Role, Text
from matching.encoded import EncodedDocument, EncodedText
from matching.encoding import model_hash, open_encoder, read_again
from matching.models.build import is_built
from matching.models.query import QueryEncoder
from matching.models.sentence import NoModel, open_sentence_model
from matching.pipeline import rank
from tests.matching.fakes import loader

FOLDER = Path(__file__).parents[2] / "instance" / "models" / "e5-small"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not is_built(FOLDER), reason=f"build it with: python -m matching.models.build {FOLDER}"),
]


@pytest.fixture(scope="module")
def encoder():
    return open_encoder(FOLDER)


@pytest.fixture(scope="module")
def sentence_model():
    return open_sentence_model(FOLDER)


def test_the_search_box_and_the_worker_make_equal_vectors(sentence_model):
    words = "용접  비드 표면 결함 검출"

    np.testing.assert_array_equal(
        QueryEncoder(FOLDER).encode(words), sentence_model.encode([" ".join(words.split())], Role.BRIEF)[0]
    )


def test_a_vector_does_not_depend_on_its_neighbours(sentence_model):
    alone = sentence_model.encode(["결함 검출"], Role.PROFILE)[0]
    among = sentence_model.encode(["결함 검출", "아주 긴 글 " * 60, "OCR"], Role.PROFILE)[0]

    np.testing.assert_array_equal(alone, among)


def test_vectors_have_length_one(sentence_model):
    assert np.linalg.norm(sentence_model.encode(["OCR"], Role.BRIEF)[0]) == pytest.approx(1, abs=1e-4)


def test_the_hash_of_the_model_is_known_without_loading_it(encoder):
    assert model_hash(FOLDER) == encoder.model_hash


def test_a_stored_text_read_again_is_byte_for_byte_what_the_models_would_give(encoder):
    texts = [
        Text(Kind.PROJECT, "용접 사진으로 결함을 찾았습니다. PyTorch로 모형을 만들었습니다. 배포해 본 적은 없습니다."),
        Text(Kind.ESSENTIAL, "Forecast daily demand of 80 shops."),
    ]
    anew = {text.digest: text.to_bytes() for text in encoder.encode(texts)}
    for text in texts:
        stored = replace(EncodedText.from_bytes(anew[text.digest]), tokens=("old",), skills=("old",))
        assert read_again(text, EncodedText.from_bytes(stored.to_bytes())).to_bytes() == anew[text.digest]


def test_a_folder_that_is_not_there_says_how_to_build_it(tmp_path):
    with pytest.raises(NoModel, match=r"matching\.models\.build"):
        model_hash(tmp_path / "none")


def test_an_owners_plain_words_find_the_right_people_in_both_languages(encoder):
    brief = Document("b", (Text(Kind.RAW, "빵을 매일 너무 많이 굽거나 모자라요. 내일 얼마나 팔릴지 알고 싶어요"),))
    people = [
        Document("ko", (Text(Kind.PROJECT, "편의점 품목별 판매량을 시계열 모형으로 예측했습니다."),)),
        Document("en", (Text(Kind.PROJECT, "Forecast daily demand of 80 shops from weather and holidays."),)),
        Document("speech", (Text(Kind.PROJECT, "상담 통화를 글로 바꾸는 음성인식을 만들었습니다."),)),
        Document("contracts", (Text(Kind.PROJECT, "Extracted dates and amounts from scanned contracts."),)),
    ]
    found = {text.digest: text for text in encoder.encode(t for d in [brief, *people] for t in d.texts)}
    encoded = [EncodedDocument.assemble(person, found) for person in people]
    ranking = rank(EncodedDocument.assemble(brief, found), [person.id for person in people], loader(encoded))

    assert {candidate.id for candidate in ranking.candidates[:2]} == {"ko", "en"}


def test_any_sentence_transformers_folder_can_take_the_models_place(sentence_model, tmp_path):
    for path in FOLDER.iterdir():
        if path.suffix != ".onnx":
            (tmp_path / path.name).symlink_to(path)
    other = open_sentence_model(tmp_path)
    ours, theirs = (model.encode(["용접 결함 검출"], Role.BRIEF)[0] for model in (sentence_model, other))

    assert ours @ theirs > 0.98
    assert model_hash(tmp_path) != model_hash(FOLDER)
