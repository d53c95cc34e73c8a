"""Rounds assign as much as can be assigned, say why somebody is left, and never assign what was banned."""

from collections import Counter
from dataclasses import replace
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.rounds import Impossible, Market, Pair, Shortage, Unassigned, difference, gini, solve

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


def test_many_places_on_both_sides_are_filled_without_taking_a_pair_twice():
    everybody = {(b, t): 0.5 for b in "abc" for t in "ABCDE"}
    found = solve(Market(everybody, dict.fromkeys("abc", 20), dict.fromkeys("ABCDE", 20)))

    assert sorted(found.pairs) == sorted(everybody)


def test_a_brief_whose_every_talent_is_banned_says_whom_it_would_get():
    found = solve(MARKET, bans=[("b1", "t2"), ("b1", "t1")])

    assert found.unassigned_briefs == {"b1": Shortage(Unassigned.BANNED, "t2")}
    assert found.unassigned_talents == {"t2": Unassigned.TAKEN}


def test_a_brief_whose_talents_all_work_for_others_lacks_one_place():
    market = Market({("a", "t"): 0.9, ("b", "t"): 0.5}, {"a": 1, "b": 1}, {"t": 1})

    assert solve(market).unassigned_briefs == {"b": Shortage(Unassigned.TAKEN, "t")}


def test_a_brief_that_others_would_beat_to_the_next_place_too_is_outdone():
    market = Market({("a", "t"): 0.9, ("b", "t"): 0.5, ("c", "t"): 0.1}, dict.fromkeys("abc", 1), {"t": 1})

    assert solve(market).unassigned_briefs == {
        "b": Shortage(Unassigned.TAKEN, "t"),
        "c": Shortage(Unassigned.OUTDONE),
    }


def test_a_banned_talent_who_is_taken_needs_both():
    market = Market({("a", "t"): 0.9, ("b", "t"): 0.5}, {"a": 1, "b": 1}, {"t": 1})

    assert solve(market, bans=[("b", "t")]).unassigned_briefs == {"b": Shortage(Unassigned.BANNED_AND_TAKEN, "t")}


def test_a_place_left_in_a_brief_that_has_somebody_is_told_too():
    market = Market({("b", "t"): 0.9}, {"b": 2}, {"t": 1})

    assert solve(market).unassigned_briefs == {"b": Shortage(Unassigned.NOBODY_FITS)}


def test_talents_without_a_brief_say_why():
    market = Market({("b", "t"): 0.9, ("b", "u"): 0.8, ("b", "v"): 0.7}, {"b": 1}, dict.fromkeys("tuvw", 1))

    assert solve(market, bans=[("b", "v")]).unassigned_talents == {
        "u": Unassigned.TAKEN,
        "v": Unassigned.BANNED,
        "w": Unassigned.NOBODY_FITS,
    }


def test_fairness_gives_the_second_brief_to_somebody_else():
    market = Market({("a", "t"): 0.9, ("b", "t"): 0.9, ("b", "u"): 0.6}, {"a": 1, "b": 1}, {"t": 2, "u": 1})

    assert solve(market).pairs == (("a", "t"), ("b", "t"))
    assert solve(market, fairness=0.5).pairs == (("a", "t"), ("b", "u"))
    assert solve(market, fairness=0.5).gini < solve(market).gini


def test_what_is_pinned_counts_as_a_talents_first_place():
    market = Market({("a", "t"): 0.9, ("b", "t"): 0.9, ("b", "u"): 0.6}, {"a": 1, "b": 1}, {"t": 2, "u": 1})

    assert solve(market, pins=[("a", "t")], fairness=0.5).pairs == (("a", "t"), ("b", "u"))


def test_a_market_without_any_pair_is_solved_too():
    found = solve(Market({}, {"b": 1}, {"t": 1}))

    assert found.pairs == ()
    assert found.unassigned_briefs == {"b": Shortage(Unassigned.NOBODY_FITS)}
    assert found.unassigned_talents == {"t": Unassigned.NOBODY_FITS}


def test_what_changed_since_the_last_round_is_told():
    before, after = solve(MARKET), solve(MARKET, pins=[("b1", "t1")])

    assert difference(before.pairs, after.pairs).dropped == before.pairs
    assert difference(before.pairs, after.pairs).added == after.pairs


def test_an_even_load_is_fair_and_one_who_has_all_is_not():
    assert gini([2, 2, 2]) == 0
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([]) == gini([0, 0]) == 0


SIDES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), min_size=1)
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
BANS = st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("ABC")), max_size=4)
FAIRNESS = st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0])


@settings(max_examples=200, deadline=None)
@given(MARKETS, BANS, FAIRNESS)
def test_no_other_assignment_is_better(market, bans, fairness):
    found = solve(market, bans=bans, fairness=fairness)

    assert worth(found.pairs, market, fairness) == pytest.approx(best_of_all(market, bans, fairness))
    assert fits(found.pairs, market)
    assert not set(found.pairs) & bans
    assert solve(market, bans=bans, fairness=fairness) == found


@settings(max_examples=100, deadline=None)
@given(MARKETS, st.randoms(use_true_random=False))
def test_it_is_at_least_as_good_as_taking_the_best_pair_again_and_again(market, random):
    taken: list[Pair] = []
    for pair in sorted(market.scores, key=lambda pair: (-market.scores[pair], random.random())):
        if market.scores[pair] > 0 and fits([*taken, pair], market):
            taken.append(pair)

    assert solve(market).score >= sum(market.scores[pair] for pair in taken) - 1e-9


@settings(max_examples=100, deadline=None)
@given(MARKETS, st.data())
def test_pins_hold_and_the_rest_is_the_best_beside_them(market, data):
    fitting = sorted(pair for pair, score in market.scores.items() if score > 0 and fits([pair], market))
    pins = {data.draw(st.sampled_from(fitting))} if fitting else set()
    found = solve(market, pins=pins)
    others = [group for group in assignments(market, set()) if pins <= set(group)]

    assert pins <= set(found.pairs)
    assert found.score == pytest.approx(max(sum(market.scores[pair] for pair in group) for group in others))


@settings(max_examples=100, deadline=None)
@given(MARKETS)
def test_more_fairness_never_spreads_less_and_never_scores_more(market):
    found = [solve(market, fairness=fairness).pairs for fairness in (0.0, 0.3, 0.5, 0.9)]
    scores, spreads = ([worth(pairs, market, only) for pairs in found] for only in (0.0, 1.0))

    assert all(later <= earlier + 1e-6 for earlier, later in pairwise(scores))
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(spreads))


@settings(max_examples=150, deadline=None)
@given(MARKETS, BANS)
def test_the_binding_reason_is_true(market, bans):
    """Without what is named the brief gets somebody more, and nothing named before it would have been enough."""
    found = solve(market, bans=bans)
    for brief, shortage in found.unassigned_briefs.items():
        own = {talent for b, talent in market.scores if b == brief and market.scores[b, talent] > 0}
        lifted = {pair for pair in bans if pair[0] != brief}
        barred = {talent for b, talent in bans if b == brief}

        def gets(more, bans, brief=brief):
            wider = {talent: places + (talent in more) for talent, places in market.talents.items()}
            return load(solve(replace(market, talents=wider), bans=bans), brief)

        enough = {
            Unassigned.BANNED: gets(set(), lifted),
            Unassigned.TAKEN: gets(own - barred, bans),
            Unassigned.BANNED_AND_TAKEN: gets(own, lifted),
        }
        before = list(enough)[: list(enough).index(shortage.reason)] if shortage.reason in enough else list(enough)
        assert all(enough[reason] <= load(found, brief) for reason in before)
        if shortage.reason in enough:
            assert enough[shortage.reason] > load(found, brief)
            assert shortage.would_get in own
        elif shortage.reason is Unassigned.OUTDONE:
            everybody = replace(market, talents=dict.fromkeys(market.talents, len(market.briefs) + 3))
            assert load(solve(everybody, bans=lifted), brief) > load(found, brief)
        else:
            assert own <= {talent for b, talent in found.pairs if b == brief}


def load(found, brief):
    return sum(name == brief for name, _ in found.pairs)


def worth(pairs, market, fairness):
    loads = Counter(talent for _, talent in pairs)
    spread = sum(1 / place for count in loads.values() for place in range(1, count + 1))
    return (1 - fairness) * sum(market.scores[pair] for pair in pairs) + fairness * spread


def assignments(market, bans):
    pairs = [pair for pair, score in market.scores.items() if score > 0 and pair not in bans]
    groups = chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))
    return (group for group in groups if fits(group, market))


def best_of_all(market, bans, fairness):
    return max(worth(group, market, fairness) for group in assignments(market, bans))


def fits(pairs, market):
    return all(
        sum(pair[side] == name for pair in pairs) <= places
        for side, capacities in enumerate((market.briefs, market.talents))
        for name, places in capacities.items()
    )
