"""What is stored comes back exactly, and what is damaged is noticed."""

import numpy as np
import pytest

from matching.documents import Kind, Text
from matching.encoded import BadVectors, EncodedDocument, EncodedText, MissingVectors
from tests.matching.fakes import a_profile, fake_encoder

TOLD = Text(Kind.PROJECT, "Trained a detector on weld photos. Recall rose to 0.9.", "project:1")


@pytest.fixture(scope="module")
def encoded():
    return next(fake_encoder().encode([TOLD]))


def test_an_encoded_text_comes_back_from_its_bytes(encoded):
    again = EncodedText.from_bytes(encoded.to_bytes())

    assert (again.digest, again.tokens, again.spans, again.skills) == (
        encoded.digest,
        encoded.tokens,
        encoded.spans,
        encoded.skills,
    )
    for ours, theirs in zip(again.vectors, encoded.vectors, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(again.statistics, encoded.statistics)
    np.testing.assert_array_equal(again.families, encoded.families)
    np.testing.assert_allclose(again.sentences, encoded.sentences, atol=0.005)


def test_every_changed_byte_is_noticed(encoded):
    blob = encoded.to_bytes()
    for place in range(0, len(blob), 7):
        damaged = blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]
        with pytest.raises(BadVectors):
            EncodedText.from_bytes(damaged)


@pytest.mark.parametrize("length", [0, 3, 100, -1])
def test_a_cut_blob_is_noticed(encoded, length):
    with pytest.raises(BadVectors):
        EncodedText.from_bytes(encoded.to_bytes()[:length])


def test_missing_vectors_are_named():
    profile = a_profile("p", "first", "second")

    with pytest.raises(MissingVectors) as missing:
        EncodedDocument.assemble(profile, {})
    assert missing.value.digests == profile.digests
