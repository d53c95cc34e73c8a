"""Names drawn from a roll are a sequence like any other, and an index answers the same for them as for a list."""

import numpy as np

from matching.drawn import Drawn
from matching.retrieval.faiss_index import open_index, write_generation
from matching.retrieval.ordering import best_first
from tests.matching.fakes import a_brief, a_profile, encode

ROLL = np.array([f"profile:{number:02}" for number in range(12)], object)
EVERY_OTHER = Drawn(ROLL, np.arange(0, 12, 2))


def test_it_is_a_sequence_of_its_names():
    assert list(EVERY_OTHER) == ROLL[::2].tolist()
    assert (len(EVERY_OTHER), EVERY_OTHER[1], list(EVERY_OTHER[1:3])) == (6, "profile:02", ["profile:02", "profile:04"])
    assert "profile:03" not in EVERY_OTHER


def test_an_index_orders_the_drawn_as_it_orders_a_list(tmp_path):
    brief, *people = encode(a_brief("weld inspection"), *(a_profile(id_, f"weld {id_}") for id_ in ROLL[:-2]))
    write_generation(tmp_path, people, "model")
    index = open_index(tmp_path, "model")
    others = Drawn(ROLL, np.arange(5, 12))

    assert index.order(brief, EVERY_OTHER) == index.order(brief, list(EVERY_OTHER))
    assert index.order(brief, others) == index.order(brief, list(others))
    assert index.order(brief, others)[-2:] == ["profile:10", "profile:11"]  # not indexed


def test_equal_scores_go_by_name_and_all_others_by_score():
    random = np.random.default_rng(0)
    measures = random.integers(0, 3, (1, 200)).astype(np.float32)
    names = [f"{number:03}" for number in random.permutation(200)]
    slow = sorted(range(200), key=lambda place: (-measures[0, place], names[place]))

    assert best_first(names, measures) == [names[place] for place in slow]
