"""The encoder does each text once and answers what the store will hand back."""

import numpy as np

from matching.documents import Kind, Text
from matching.encoded import EncodedText
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
