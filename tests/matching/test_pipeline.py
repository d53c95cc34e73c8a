"""Rankings: one order for everyone, both sides, to the last of the eligible."""

import random

import pytest

from matching.lexical import WordStatistics
from matching.pipeline import Mode, rank, rank_briefs, rank_by_words
from matching.sides import join
from matching.terms import BriefTerms, TalentTerms
from tests.matching.fakes import a_brief, a_profile, encode, loader

BRIEF, *PEOPLE = encode(
    a_brief("weld inspection"),
    a_profile("a", "weld inspection with cameras"),
    a_profile("b", "menu texts"),
    a_profile("c", "weld inspection with cameras"),
    a_profile("d"),
)
IDS = [person.id for person in PEOPLE]


class FixedOrder:
    """A retriever that knows one order."""

    generation = "generation-1"
    words = WordStatistics.of(PEOPLE)

    def __init__(self, order):
        self._order = order

    def order(self, brief, ids):
        return [id_ for id_ in self._order if id_ in ids]


def test_equal_scores_go_by_id():
    ranking = rank(BRIEF, IDS, loader(PEOPLE))

    assert [candidate.id for candidate in ranking.candidates] == ["a", "c", "b"]
    assert [candidate.rank for candidate in ranking.candidates] == [1, 2, 3]


def test_the_same_inputs_give_the_same_list_in_whatever_order_they_come():
    first = rank(BRIEF, IDS, loader(PEOPLE))
    shuffled = random.Random(1).sample(IDS, len(IDS))
    again = rank(BRIEF, shuffled, loader(reversed(PEOPLE)))

    assert again == first


def test_who_has_no_text_yet_stands_at_the_end():
    assert rank(BRIEF, IDS, loader(PEOPLE)).rest == ("d",)


def test_only_the_first_are_scored_and_everyone_else_follows_in_retrieval_order():
    load = loader(PEOPLE)
    ranking = rank(BRIEF, IDS, load, retriever=FixedOrder(["c", "b", "d", "a"]), depth=2)

    assert load.asked == ["c", "b"]
    assert [candidate.id for candidate in ranking.candidates] == ["c", "b"]
    assert ranking.rest == ("d", "a")
    assert len(ranking) == len(IDS)
    assert ranking.generation == "generation-1"


def test_someone_who_left_since_the_index_was_written_is_not_scored():
    ranking = rank(BRIEF, ["a", "b"], loader(PEOPLE), retriever=FixedOrder(["c", "b", "a"]))

    assert {candidate.id for candidate in ranking.candidates} == {"a", "b"}


def test_nobody_eligible_is_an_empty_list():
    assert len(rank(BRIEF, [], loader([]))) == 0


def test_both_sides_are_joined_by_the_harmonic_mean():
    def terms(id_):
        return BriefTerms("brief", industry="C25"), TalentTerms(id_, wanted_industries=frozenset("C"))

    candidate = rank(BRIEF, IDS, loader(PEOPLE), terms=terms).candidates[0]

    assert candidate.score == pytest.approx(join(candidate.client.score, candidate.talent.score))


def test_a_talent_sees_the_score_that_the_client_sees():
    words = WordStatistics.of(PEOPLE)
    clients_view = rank(BRIEF, IDS, loader(PEOPLE), retriever=FixedOrder(IDS)).candidates[0]
    talents_view = rank_briefs(PEOPLE[0], ["brief"], loader([BRIEF]), words=words).candidates[0]

    assert clients_view.id == "a"
    assert talents_view.score == pytest.approx(clients_view.score, abs=2e-6)


def test_without_an_index_there_is_a_list_by_words_and_it_says_so():
    ranking = rank_by_words(BRIEF, IDS, loader(PEOPLE))

    assert ranking.mode is Mode.LEXICAL
    assert [candidate.id for candidate in ranking.candidates] == ["a", "c", "b"]
    assert len(ranking) == len(IDS)


def test_another_text_changes_the_digest_of_the_inputs():
    (changed,) = encode(a_profile("b", "menu texts and more"))
    before = rank(BRIEF, IDS, loader(PEOPLE)).inputs_digest

    assert rank(BRIEF, IDS, loader([*PEOPLE, changed])).inputs_digest != before
