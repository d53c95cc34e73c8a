"""Compressed codes find what an exact scan finds, with every width of filter."""

import numpy as np
import pytest

from matching.retrieval.vectors import VectorIndex

ROWS, DIMENSION, WANTED = 2000, 64, 20


@pytest.fixture(scope="module")
def rows():
    random = np.random.default_rng(0)
    centres = random.standard_normal((40, DIMENSION))
    return (centres[random.integers(0, 40, ROWS)] + 0.5 * random.standard_normal((ROWS, DIMENSION))).astype(np.float16)


@pytest.fixture(scope="module", params=[1, ROWS + 1], ids=["with codes", "exact"])
def index(request, rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("vectors")
    files = folder / "exact.faiss", folder / "codes.faiss"
    VectorIndex.of(rows, coarse_from=request.param).write(*files)
    return VectorIndex.open(*files)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1, 0.01])
def test_what_is_found_is_what_a_scan_finds(index, rows, share):
    random = np.random.default_rng(1)
    shares = []
    for _ in range(20):
        query = rows[random.integers(ROWS)] + 0.5 * random.standard_normal(DIMENSION).astype(np.float32)
        allowed = random.random(ROWS) < share
        similar = np.where(allowed, rows.astype(np.float32) @ query, -np.inf)
        best = np.argsort(-similar)[: min(WANTED, allowed.sum())]
        found, similarities = index.search(query, WANTED, allowed)

        assert allowed[found].all()
        np.testing.assert_allclose(similarities, similar[found], rtol=1e-3)
        assert (np.diff(similarities) <= 1e-5).all()
        shares.append(len(set(found) & set(best)) / len(best))

    assert np.mean(shares) > 0.99


def test_no_filter_and_a_filter_that_lets_everyone_through_find_the_same(index):
    query = np.ones(DIMENSION, np.float32)

    np.testing.assert_array_equal(index.search(query, WANTED)[0], index.search(query, WANTED, np.ones(ROWS, bool))[0])


def test_nobody_allowed_finds_nobody(index):
    assert len(index.search(np.ones(DIMENSION, np.float32), WANTED, np.zeros(ROWS, bool))[0]) == 0


def test_a_filter_that_shuts_out_the_nearest_still_finds_all_that_are_wanted(index, rows):
    query = rows[0].astype(np.float32)
    allowed = rows.astype(np.float32) @ query < 0

    assert len(index.search(query, WANTED, allowed)[0]) == WANTED
