"""The choice of pairs is the best of all: as a linear programme that knows nothing of chains finds it, too."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog  # type: ignore[import-untyped]

from matching.assignment import Ints, OneMore, Pairs, choose, worth


@dataclass(frozen=True)
class Market:
    pairs: Pairs
    brief_places: Ints
    talent_places: Ints
    held: Ints
    fairness: float

    def chosen(self):
        return choose(self.pairs, self.brief_places, self.talent_places, self.held, self.fairness)

    def worth(self, chosen):
        return worth(self.pairs, chosen, self.held, self.fairness)


def drawn(seed, *, briefs, talents, pairs, places, fairness=0.0, marks=None):
    """A market by chance, everybody's places from the first to below the second; with `marks`, so many different scores."""
    generator = np.random.default_rng(seed)
    numbers = np.sort(generator.choice(briefs * talents, pairs, replace=False))
    score = generator.random(pairs)
    return Market(
        Pairs(numbers // talents, numbers % talents, np.ceil(score * marks) / marks if marks else score),
        generator.integers(places[0], places[1], briefs),
        generator.integers(places[0], places[1], talents),
        generator.integers(0, 3, talents),
        fairness,
    )


SMALL = st.builds(
    lambda seed, briefs, talents, share, places, fairness, marks: drawn(
        seed,
        briefs=briefs,
        talents=talents,
        pairs=round(share * briefs * talents),
        places=(0, places + 1),
        fairness=fairness,
        marks=marks,
    ),
    seed=st.integers(0, 2**32),
    briefs=st.integers(1, 8),
    talents=st.integers(1, 8),
    share=st.floats(0, 1),
    places=st.integers(1, 4),
    fairness=st.sampled_from([0.0, 0.0, 0.1, 0.5, 0.9, 1.0]),
    marks=st.sampled_from([None, 1, 3, 10]),
)


@settings(max_examples=250, deadline=None)
@given(SMALL)
def test_no_choice_is_better(market):
    chosen = market.chosen()

    assert_within_places(market, chosen)
    assert market.worth(chosen) == pytest.approx(best(market), abs=1e-6)


@pytest.mark.parametrize("fairness", [0.0, 0.3])
@pytest.mark.parametrize("marks", [None, 10, 1])
@pytest.mark.parametrize("talents", [40, 120])
def test_nor_is_one_where_many_want_the_same(talents, marks, fairness):
    market = drawn(talents, briefs=60, talents=talents, pairs=900, places=(1, 5), fairness=fairness, marks=marks)
    chosen = market.chosen()

    assert_within_places(market, chosen)
    assert market.worth(chosen) == pytest.approx(best(market), abs=1e-6)


@settings(max_examples=250, deadline=None)
@given(SMALL, st.data())
def test_with_one_place_more_no_choice_is_better_either(market, data):
    """Asked twice, for the first answer leaves what is known as it was."""
    solved = OneMore(
        market.pairs, market.chosen(), market.brief_places, market.talent_places, market.held, market.fairness
    )
    for _ in range(2):
        more = data.draw(st.lists(st.integers(0, len(market.held) - 1), unique=True))
        wider = replace(market, talent_places=market.talent_places + np.isin(np.arange(len(market.held)), more))
        chosen = solved.choose(np.array(more, np.int64), favoured=0)

        assert_within_places(wider, chosen)
        assert wider.worth(chosen) == pytest.approx(wider.worth(wider.chosen()), abs=1e-6)


def test_of_equal_wishes_for_a_place_more_the_favoured_briefs_comes_first():
    market = Market(
        Pairs(np.arange(3), np.zeros(3, np.int64), np.full(3, 0.5)),
        brief_places=np.ones(3, np.int64),
        talent_places=np.ones(1, np.int64),
        held=np.zeros(1, np.int64),
        fairness=0.0,
    )
    solved = OneMore(market.pairs, np.array([0]), market.brief_places, market.talent_places, market.held, 0.0)

    assert [solved.choose(np.array([0]), favoured=brief).tolist() for brief in (1, 2)] == [[0, 1], [0, 2]]


@settings(max_examples=100, deadline=None)
@given(SMALL)
def test_the_same_market_gives_the_same_choice(market):
    assert market.chosen().tolist() == market.chosen().tolist()


@settings(max_examples=100, deadline=None)
@given(SMALL)
def test_a_place_stays_empty_only_where_nobody_is_left(market):
    chosen = market.chosen()
    left = np.setdiff1d(np.arange(len(market.pairs)), chosen)
    brief, talent = market.pairs.brief, market.pairs.talent
    brief_left = market.brief_places - np.bincount(brief[chosen], minlength=len(market.brief_places))
    talent_left = market.talent_places - np.bincount(talent[chosen], minlength=len(market.talent_places))

    assert not ((brief_left[brief[left]] > 0) & (talent_left[talent[left]] > 0)).any()


@pytest.mark.parametrize(("second", "moved"), [(0.899, range(200)), (0.5, [])])
def test_a_chain_is_as_long_as_it_has_to_be_and_as_it_pays(second, moved):
    """Each brief likes its own talent and then the next one; the first talent cannot come."""
    brief = np.repeat(np.arange(200), 2)
    talent = brief + np.tile([0, 1], 200)
    places = np.array([0] + [1] * 200)
    pairs = Pairs(brief, talent, np.tile([0.9, second], 200))

    chosen = choose(pairs, np.ones(200, np.int64), places, np.zeros(201, np.int64), 0.0)

    assert brief[chosen][talent[chosen] > brief[chosen]].tolist() == list(moved)


def assert_within_places(market, chosen):
    assert len(set(chosen.tolist())) == len(chosen)
    for ends, places in (
        (market.pairs.brief, market.brief_places),
        (market.pairs.talent, market.talent_places),
    ):
        assert (np.bincount(ends[chosen], minlength=len(places)) <= places).all()


def best(market):
    """By a linear programme over pairs and places, whose corners are whole (the constraints are a network)."""
    pairs, briefs = market.pairs, len(market.brief_places)
    owner = np.repeat(np.arange(len(market.talent_places)), market.talent_places)
    nth = [
        held + place + 1
        for held, places in zip(market.held, market.talent_places, strict=True)
        for place in range(places)
    ]
    gains = np.concatenate(((1 - market.fairness) * pairs.score, market.fairness / np.array(nth, float)))
    if not len(pairs):
        return 0.0
    taken = np.zeros((briefs, len(gains)))
    taken[pairs.brief, np.arange(len(pairs))] = 1
    filled = np.zeros((len(market.talent_places), len(gains)))
    filled[pairs.talent, np.arange(len(pairs))] = 1
    filled[owner, len(pairs) + np.arange(len(owner))] = -1
    found = linprog(-gains, taken, market.brief_places, filled, np.zeros(len(filled)), (0, 1))
    return -found.fun
