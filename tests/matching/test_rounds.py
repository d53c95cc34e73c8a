"""Rounds assign as much as can be assigned, say why somebody is left, and never assign what was banned."""

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.rounds import Impossible, Market, Unassigned, difference, gini, solve

MARKET = Market(
    scores={("b1", "t1"): 0.9, ("b1", "t2"): 0.8, ("b2", "t1"): 0.8, ("b2", "t2"): 0.1},
    briefs={"b1": 1, "b2": 1},
    talents={"t1": 1, "t2": 1},
)


def test_the_sum_counts_and_not_the_single_best_pair():
    found = solve(MARKET)

    assert found.pairs == (("b1", "t2"), ("b2", "t1"))
    assert found.score == pytest.approx(1.6)


def test_who_would_both_rather_have_each_other_is_told():
    assert solve(MARKET).blocking == (("b1", "t1"),)


def test_a_pin_holds_and_a_ban_holds():
    assert ("b1", "t1") in solve(MARKET, pins=[("b1", "t1")]).pairs
    assert ("b1", "t2") not in solve(MARKET, bans=[("b1", "t2")]).pairs


def test_a_pin_beyond_somebodys_places_is_refused():
    with pytest.raises(Impossible, match="t1"):
        solve(MARKET, pins=[("b1", "t1"), ("b2", "t1")])


def test_a_pin_of_a_banned_pair_is_refused():
    with pytest.raises(Impossible):
        solve(MARKET, pins=[("b1", "t1")], bans=[("b1", "t1")])


def test_nobody_is_taken_twice_by_one_brief_however_many_places_both_have():
    market = Market({("b", "t"): 0.9, ("b", "u"): 0.1}, {"b": 2}, {"t": 2, "u": 1})

    assert solve(market).pairs == (("b", "t"), ("b", "u"))


def test_each_left_over_says_why():
    market = replace(MARKET, briefs={"b1": 1, "b2": 1, "b3": 1}, talents={"t1": 1, "t2": 1, "t3": 1})
    found = solve(replace(market, scores={**MARKET.scores, ("b3", "t1"): 0.1}), bans=[("b1", "t2"), ("b2", "t2")])

    assert found.unassigned_briefs == {"b2": Unassigned.ALL_TAKEN, "b3": Unassigned.ALL_TAKEN}
    assert found.unassigned_talents == {"t2": Unassigned.ALL_BANNED, "t3": Unassigned.NOBODY_FITS}


def test_a_market_without_any_pair_is_solved_too():
    found = solve(Market({}, {"b": 1}, {"t": 1}))

    assert found.pairs == ()
    assert found.unassigned_briefs == {"b": Unassigned.NOBODY_FITS}


def test_what_changed_since_the_last_round_is_told():
    before, after = solve(MARKET), solve(MARKET, pins=[("b1", "t1")])

    assert difference(before, after).dropped == before.pairs
    assert difference(before, after).added == after.pairs


def test_an_even_load_is_fair_and_one_who_has_all_is_not():
    assert gini([2, 2, 2]) == 0
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([]) == gini([0, 0]) == 0


SIDES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), min_size=1)
MARKETS = st.builds(
    lambda briefs, talents, scores: Market(
        {(b, t): scores[3 * place + other] / 10 for place, b in enumerate(briefs) for other, t in enumerate(talents)},
        briefs,
        talents,
    ),
    SIDES,
    SIDES.map(lambda side: {name.upper(): places for name, places in side.items()}),
    st.lists(st.integers(0, 10), min_size=9, max_size=9),
)


@settings(max_examples=200, deadline=None)
@given(MARKETS, st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("ABC")), max_size=2))
def test_no_other_assignment_is_better(market, bans):
    found = solve(market, bans=bans)

    assert found.score == pytest.approx(best_of_all(market, bans))
    assert fits(found.pairs, market)
    assert not set(found.pairs) & bans
    assert solve(market, bans=bans) == found


@settings(max_examples=100, deadline=None)
@given(MARKETS)
def test_the_binding_reason_is_true(market):
    """One more place for those who fit, and the sum rises."""
    found = solve(market)
    for name, reason in found.unassigned_briefs.items():
        if reason is Unassigned.ALL_TAKEN:
            others = {t for b, t in market.scores if b == name and market.scores[b, t] > 0 and market.talents[t]}
            wider = {t: places + (t in others) for t, places in market.talents.items()}
            assert solve(replace(market, talents=wider)).score > found.score


def best_of_all(market, bans):
    pairs = [pair for pair, score in market.scores.items() if score > 0 and pair not in bans]
    groups = chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))
    return max(sum(market.scores[pair] for pair in group) for group in groups if fits(group, market))


def fits(pairs, market):
    return all(
        sum(pair[side] == name for pair in pairs) <= places
        for side, capacities in enumerate((market.briefs, market.talents))
        for name, places in capacities.items()
    )
