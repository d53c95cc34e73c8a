"""The index in this process keeps the retrievers' contract, written whole or as a generation with its delta."""

import pytest

from matching.retrieval.faiss_index import open_index, write_delta, write_generation
from matching.retrieval.generation import corpus_digest
from tests.matching.retrieval.contract import RetrieverContract


class TestFaiss(RetrieverContract):
    @pytest.fixture
    def retriever_of(self, tmp_path):
        def make(documents):
            write_generation(tmp_path, documents, "model")
            return open_index(tmp_path, "model")

        return make


class TestFaissWithDelta(RetrieverContract):
    """Words are counted when a generation is written, so the delta changes texts and leaves those alone."""

    @pytest.fixture
    def retriever_of(self, tmp_path):
        def make(documents):
            write_generation(tmp_path, documents, "model")
            corpus = corpus_digest({one.id: one.document.digests for one in documents})
            write_delta(tmp_path, documents[::2], [], "model", corpus)
            return open_index(tmp_path, "model", corpus)

        return make
