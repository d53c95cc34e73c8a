"""What every retriever must do, whichever engine answers: subclass it, say how yours is made of documents, and it is tried.

class TestMine(RetrieverContract):
    @pytest.fixture
    def retriever_of(self): return lambda documents: MyRetriever(...)
"""

from collections.abc import Callable, Sequence

import pytest

from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.pipeline import rank
from matching.retrieval.retriever import Retriever
from tests.matching.fakes import a_brief, a_profile, encode, loader

RetrieverOf = Callable[[Sequence[EncodedDocument]], Retriever]

BRIEF, OWN_WORDS, *PEOPLE = encode(
    a_brief("weld inspection", "lamps for cameras", nice=["reports"]),
    a_brief(id_="raw", title="용접 검사"),
    a_profile("a", "menu texts"),
    a_profile("b", "weld inspection with cameras", "lamps for cameras", skills=["lamps"]),
    a_profile("c", "school timetables"),
    a_profile("d", "용접 검사"),
    a_profile("e", "weld tables", "reports"),
)
IDS = [person.id for person in PEOPLE]


class RetrieverContract:
    """Exact settings: with so few documents no engine may miss any."""

    @pytest.fixture
    def retriever_of(self) -> RetrieverOf:
        raise NotImplementedError

    @pytest.fixture
    def retriever(self, retriever_of: RetrieverOf) -> Retriever:
        return retriever_of(PEOPLE)

    def test_everyone_asked_about_is_answered_once(self, retriever):
        assert sorted(retriever.order(BRIEF, IDS)) == IDS

    def test_the_plainly_best_comes_first_in_either_language(self, retriever):
        assert retriever.order(BRIEF, IDS)[0] == "b"
        assert retriever.order(OWN_WORDS, IDS)[0] == "d"

    def test_nobody_who_was_not_asked_about_is_answered(self, retriever):
        assert sorted(retriever.order(BRIEF, ["a", "c"])) == ["a", "c"]
        assert retriever.order(BRIEF, []) == []

    def test_whom_it_does_not_know_comes_last_by_id(self, retriever):
        assert retriever.order(BRIEF, ["z", "b", "y"]) == ["b", "y", "z"]

    def test_the_order_does_not_depend_on_how_the_question_is_put(self, retriever):
        assert retriever.order(BRIEF, IDS[::-1]) == retriever.order(BRIEF, IDS)

    def test_the_statistics_of_words_are_those_of_all_documents(self, retriever):
        counted = WordStatistics.of(PEOPLE)

        assert retriever.words.documents == counted.documents
        assert dict(retriever.words.containing) == dict(counted.containing)
        assert retriever.words.mean_length == pytest.approx(counted.mean_length)

    def test_it_names_its_state_and_an_empty_one_answers_by_id(self, retriever_of):
        assert retriever_of(PEOPLE).generation
        assert retriever_of([]).order(BRIEF, ["b", "a"]) == ["a", "b"]

    def test_the_list_ranked_with_it_is_the_one_without_an_index(self, retriever):
        with_index = rank(BRIEF, IDS, loader(PEOPLE), retriever=retriever)
        without = rank(BRIEF, IDS, loader(PEOPLE))

        assert [one.id for one in with_index.candidates] == [one.id for one in without.candidates]
        assert [one.score for one in with_index.candidates] == [one.score for one in without.candidates]
