"""Every engine keeps the retrievers' contract, written whole or with changes on top, and orders as the index in process does."""

from __future__ import annotations

import random

import pytest

from app.matches.backends.faiss import FaissEngine
from app.matches.backends.pgvector import PgvectorEngine
from app.matches.backends.qdrant import QdrantEngine
from matching.retrieval.faiss_index import open_index, write_generation
from matching.retrieval.generation import IndexUnusable
from matching.retrieval.rows import gather
from tests.matches.backends.conftest import QDRANT
from tests.matching.fakes import a_brief, a_profile, encode
from tests.matching.retrieval.contract import BRIEF, OWN_WORDS, RetrieverContract

WORDS = [
    "weld",
    "camera",
    "lamp",
    "menu",
    "school",
    "table",
    "pump",
    "sound",
    "용접",
    "검사",
    "펌프",
    "소리",
    "report",
    "reading",
]


def documents():
    chance = random.Random(20261122)
    for number in range(120):
        said = [" ".join(chance.choices(WORDS, k=chance.randint(2, 7))) for _ in range(2)]
        yield a_profile(f"p{number:03}", *said, skills=[chance.choice(WORDS)])


OTHER, THIRD, CHANGED, NEW, *PEOPLE = encode(
    a_brief("pump sound", "용접 검사"),
    a_brief("menu table"),
    a_profile("p001", *["weld inspection"] * 3),
    a_profile("p999", "weld inspection"),
    *documents(),
)


class EngineContract(RetrieverContract):
    """`write` makes an engine hold these documents and opens it."""

    @pytest.fixture
    def engine(self):
        raise NotImplementedError

    @pytest.fixture
    def database(self):
        return None

    @pytest.fixture
    def opened(self, engine, database):
        """Opens whatever state stands now, and keeps its session to the end of the test."""
        session = database.reading() if database else None
        yield lambda: engine.open(session)
        if session:
            session.close()

    @pytest.fixture
    def retriever_of(self, engine, database, opened):
        def make(documents):
            rows = gather(documents)
            engine.write_generation(database, rows, "model", rows.corpus)
            return opened().retriever

        return make

    def test_the_whole_order_is_that_of_the_index_in_process(self, retriever_of, tmp_path):
        ids = [one.id for one in PEOPLE][::2]
        write_generation(tmp_path / "local", PEOPLE, "model")
        local, retriever = open_index(tmp_path / "local", "model"), retriever_of(PEOPLE)
        for brief in (BRIEF, OWN_WORDS, OTHER, THIRD):
            assert retriever.order(brief, ids) == local.order(brief, ids)

    def test_what_changed_is_answered_and_who_left_is_not(self, engine, database, opened, retriever_of):
        retriever_of(PEOPLE[:6])
        before = opened()
        engine.write_delta(database, before, [CHANGED, NEW], ["p000"], "later")
        after = opened()

        assert (after.corpus_digest, after.documents) == ("later", 6)
        assert after.retriever.generation != before.retriever.generation
        assert set(after.retriever.order(BRIEF, ["p000", "p001", "p002", "p999"])[:2]) == {"p001", "p999"}
        assert after.retriever.order(BRIEF, ["p000", "p002"]) == ["p002", "p000"]

    def test_changes_upon_changes_order_like_all_of_them_written_anew(self, engine, database, opened, retriever_of):
        """A delta in files says all that changed since its generation, one in a database what changed since the last."""
        people, ids = PEOPLE[:40], [one.id for one in PEOPLE[:40]]
        retriever_of(people)
        for places in ([3, 5], [3, 5, 8]) if engine.deltas_replace else ([3, 5], [8]):
            engine.write_delta(database, opened(), [people[place] for place in places], [], f"after {places}")
        with_changes = opened().retriever.order(BRIEF, ids)

        assert with_changes == retriever_of(people).order(BRIEF, ids)

    def test_readers_of_the_state_before_are_still_answered(self, retriever_of):
        before = retriever_of(PEOPLE[:5])
        retriever_of(PEOPLE[:3])

        assert sorted(before.order(BRIEF, ["p004", "p001"])) == ["p001", "p004"]
        assert before.order(BRIEF, ["p004", "a", "zz"]) == ["p004", "a", "zz"]

    def test_when_nobody_is_listed_there_is_no_index(self, engine, database, opened, retriever_of):
        for count in (4, 3, 2):
            retriever_of(PEOPLE[:count])
        engine.clear(database)

        with pytest.raises(IndexUnusable):
            opened()


class TestFaiss(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path):
        return FaissEngine(tmp_path / "index")


class TestPgvector(EngineContract):
    @pytest.fixture
    def engine(self):
        return PgvectorEngine()

    @pytest.fixture
    def database(self, pgvector):
        return pgvector


class TestQdrant(EngineContract):
    @pytest.fixture
    def engine(self, qdrant):
        return QdrantEngine(QDRANT)
