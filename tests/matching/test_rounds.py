"""Rounds assign as much as can be assigned, say why somebody is left, and never assign what was banned."""

from collections import Counter
from dataclasses import replace
from itertools import chain, combinations, pairwise
from random import Random

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


def test_a_place_more_for_a_talent_it_may_not_have_is_not_what_a_brief_lacks():
    """With one more place for u, c would take it and leave t to b; but b fits u only without the ban."""
    taken = {("a", "t"): 0.95, ("e", "u"): 0.95}
    market = Market(
        {**taken, ("b", "t"): 0.3, ("b", "u"): 0.9, ("c", "t"): 0.6, ("c", "u"): 0.5},
        dict.fromkeys("abce", 1),
        {"t": 1, "u": 1},
    )

    found = solve(market, bans=[("b", "u")])

    assert found.unassigned_briefs["b"] == Shortage(Unassigned.BANNED_AND_TAKEN, "u")


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


def test_nobody_is_outdone_by_equals():
    market = Market({("a", "t"): 0.5, ("b", "t"): 0.5, ("c", "t"): 0.5}, dict.fromkeys("abc", 1), {"t": 1})

    assert set(solve(market).unassigned_briefs.values()) == {Shortage(Unassigned.TAKEN, "t")}


def test_a_ban_that_costs_nothing_is_not_the_reason():
    """Without it b could have the place of its equal c, and all together no more than they have."""
    equal = [("a", "u"), ("a", "v"), ("b", "t"), ("b", "u"), ("c", "t"), ("c", "u"), ("c", "v")]
    market = Market(dict.fromkeys(equal, 0.5), dict.fromkeys("abc", 1), {"t": 1, "u": 0, "v": 1})

    found = solve(market, bans=[("b", "t"), ("c", "v")])

    assert found.pairs == (("a", "v"), ("c", "t"))
    assert found.unassigned_briefs == {"b": Shortage(Unassigned.TAKEN, "u")}


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
    """Without what is named a best round gives the brief somebody more, and without what comes before one does not."""
    found = solve(market, bans=bans)
    for brief, shortage in found.unassigned_briefs.items():
        if shortage.reason is Unassigned.NOBODY_FITS:
            assert fitting(market, brief) <= {talent for b, talent in found.pairs if b == brief}
            continue
        for reason, (wider, left) in without_each_reason(market, bans, brief).items():
            if reason is shortage.reason:
                assert load(solve(leaning(wider, brief, 1e-6), bans=left), brief) > load(found, brief)
                assert shortage.would_get in fitting(market, brief)
                break
            assert load(solve(leaning(wider, brief, -1e-6), bans=left), brief) <= load(found, brief)
        else:
            assert shortage.reason is Unassigned.OUTDONE


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.0, 0.2, 0.6]))
def test_the_reason_and_whom_it_would_get_are_those_of_the_market_solved_from_nothing(seed, fairness):
    """No two rounds are equally good here, so there is one answer."""
    market, pins, bans = drawn(seed)
    found = solve(market, pins, bans, fairness=fairness)
    for brief, shortage in found.unassigned_briefs.items():
        assert shortage == solved_again(market, pins, bans, fairness, brief, found)


def drawn(seed):
    """Up to 7 briefs and 6 talents with 0 to 3 places, scores by chance, two pins where there is place, and a few bans."""
    random = Random(seed)
    briefs = {f"b{number}": random.randint(0, 3) for number in range(random.randint(1, 7))}
    talents = {f"t{number}": random.randint(0, 3) for number in range(random.randint(1, 6))}
    share = random.random()
    scores = {(b, t): random.random() for b in briefs for t in talents if random.random() < share}
    bans = {pair for pair in scores if random.random() < 0.15}
    pins: list[Pair] = []
    for pair in random.sample(sorted(set(scores) - bans), min(2, len(scores) - len(bans))):
        if fits([*pins, pair], Market(scores, briefs, talents)):
            pins.append(pair)
    return Market(scores, briefs, talents), pins, bans


def solved_again(market, pins, bans, fairness, brief, found):
    had = {talent for b, talent in found.pairs if b == brief}
    if fitting(market, brief) <= had:
        return Shortage(Unassigned.NOBODY_FITS)
    for reason, (wider, left) in without_each_reason(market, bans, brief).items():
        now = {talent for b, talent in solve(wider, pins, left, fairness=fairness).pairs if b == brief}
        if len(now) > len(had):
            return Shortage(reason, min(now - had))
    return Shortage(Unassigned.OUTDONE)


def without_each_reason(market, bans, brief):
    """By reason: the market without it and the bans that stay."""
    own = fitting(market, brief)
    lifted = {pair for pair in bans if pair[0] != brief}

    def wider(more):
        return replace(market, talents={talent: places + (talent in more) for talent, places in market.talents.items()})

    return {
        Unassigned.BANNED: (market, lifted),
        Unassigned.TAKEN: (wider({talent for talent in own if (brief, talent) not in bans}), bans),
        Unassigned.BANNED_AND_TAKEN: (wider(own), lifted),
    }


def leaning(market, brief, by):
    """The market in which this brief comes first, or last, among rounds that are equally good."""
    return replace(
        market,
        scores={pair: score + by if score and pair[0] == brief else score for pair, score in market.scores.items()},
    )


def fitting(market, brief):
    return {talent for b, talent in market.scores if b == brief and market.scores[b, talent] > 0}


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
