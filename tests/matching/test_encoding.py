"""The encoder does each text once and answers what the store will hand back."""

import shutil

import numpy as np
import pytest

from matching import encoding
from matching.documents import Kind, Text
from matching.encoded import EncodedText
from matching.encoding import model_hash, read_again
from matching.models.fingerprint import encoder_half
from matching.vocabulary import lexicon, reader
from tests.matching.fakes import fake_encoder


def test_the_same_words_are_encoded_once():
    texts = [Text(Kind.SKILL, "weld inspection", f"skill:{place}") for place in range(3)]

    assert len(list(fake_encoder().encode(texts))) == 1


def test_a_fresh_vector_equals_the_stored_one():
    (fresh,) = fake_encoder().encode([Text(Kind.SKILL, "weld inspection")])
    stored = EncodedText.from_bytes(fresh.to_bytes())

    np.testing.assert_array_equal(fresh.vectors[0], stored.vectors[0])


def test_short_texts_come_first_so_that_batches_are_even():
    texts = [Text(Kind.PROJECT, "word " * length) for length in (30, 1, 9)]
    lengths = {text.digest: len(text.text) for text in texts}

    assert [lengths[encoded.digest] for encoded in fake_encoder().encode(texts)] == sorted(lengths.values())


def test_a_text_speaks_of_the_families_in_shares():
    (encoded,) = fake_encoder().encode([Text(Kind.SKILL, "speech recognition")])

    assert encoded.families.sum() == np.float32(1) or abs(encoded.families.sum() - 1) < 1e-5


def test_names_of_skills_are_found_in_the_text():
    (encoded,) = fake_encoder().encode([Text(Kind.SKILL, "object detection with PyTorch")])

    assert "object-detection" in encoded.skills


TOLD = [
    Text(Kind.PROJECT, "용접 사진을 모았습니다. 불꽃 사냥꾼으로 결함을 찾았습니다. 배포해 본 적은 없습니다."),
    Text(Kind.ESSENTIAL, "불꽃 사냥꾼을 다뤄 본 경험"),
    Text(Kind.SKILL, "spark hunting with PyTorch"),
    Text(Kind.TITLE, "불꽃 사냥꾼 구함"),
    Text(Kind.SUMMARY, "김민수입니다. 현장에서 7년 일했습니다."),
]


@pytest.fixture
def model(tmp_path):
    """A folder that can be named, though not opened."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "weights").write_text("1")
    return folder


@pytest.fixture
def add_alias(tmp_path, monkeypatch):
    """Gives a skill another name, in a copy of the vocabulary's files."""

    def add(skill_id, alias):
        copy = shutil.copytree(encoding.VOCABULARY, tmp_path / "vocabulary")
        (path,) = [path for path in copy.glob("areas/*.tsv") if f"\n{skill_id}\t" in path.read_text("utf-8")]
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        for row in rows:
            if row[0] == skill_id:
                row[rows[0].index("aliases")] += f"; {alias}"
        path.write_text("\n".join("\t".join(row) for row in rows), "utf-8")
        monkeypatch.setattr(encoding, "VOCABULARY", copy)
        monkeypatch.setattr(reader, "AREAS", copy / "areas")
        _forget_names()

    yield add
    monkeypatch.undo()
    _forget_names()


def _forget_names():
    for known in (reader.skills, lexicon.entries, lexicon.lengths_by_opening):
        known.cache_clear()


def test_an_edited_vocabulary_is_another_name_of_the_same_encoder(model, add_alias):
    before = model_hash(model)
    add_alias("object-detection", "불꽃 사냥꾼")

    assert model_hash(model) != before
    assert encoder_half(model_hash(model)) == encoder_half(before)


@pytest.mark.parametrize(
    "change",
    [
        lambda model, patch: (model / "weights").write_text("2"),
        lambda model, patch: patch.setattr(encoding, "use_model_hash", lambda: "another"),
        lambda model, patch: patch.setattr(encoding, "families_hash", lambda: "others"),
        lambda model, patch: patch.setattr(encoding, "data_hash", lambda: "others"),
        lambda model, patch: patch.setattr(encoding, "task_types", lambda: ()),
        lambda model, patch: patch.setattr(encoding, "FORMAT", "another"),
    ],
    ids=["weights", "second model", "neutral texts", "owners' examples", "kinds of work", "what the models see"],
)
def test_whatever_moves_a_vector_is_another_encoder(model, monkeypatch, change):
    before = model_hash(model)
    change(model, monkeypatch)

    assert encoder_half(model_hash(model)) != encoder_half(before)


def test_a_text_read_again_is_byte_for_byte_what_encoding_it_anew_gives(add_alias):
    earlier = {text.digest: EncodedText.from_bytes(text.to_bytes()) for text in fake_encoder().encode(TOLD)}
    add_alias("object-detection", "불꽃 사냥꾼")
    anew = {text.digest: text for text in fake_encoder().encode(TOLD)}

    assert [anew[text.digest].skills != earlier[text.digest].skills for text in TOLD] == [
        True,
        True,
        False,
        True,
        False,
    ]
    for text in TOLD:
        assert read_again(text, earlier[text.digest]).to_bytes() == anew[text.digest].to_bytes()
