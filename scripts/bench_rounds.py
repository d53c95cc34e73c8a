"""How fast a round is solved: `python scripts/bench_rounds.py` compares `solve` with a bare OR-tools min-cost flow.

OR-tools is not a dependency of the product; where it is not installed, only our own times are printed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from matching.assignment import WHOLE, Ints, Pairs, choose, worth
from matching.rounds import Market, solve

BRIEFS, EDGES, REPEATS = 1000, 50, 7
PLACES = ((1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (5, 3))  # of each brief, of each talent


@dataclass(frozen=True)
class Case:
    name: str
    pairs: Pairs
    brief_places: Ints
    talent_places: Ints
    fairness: float = 0.0

    def worth(self, chosen: Ints) -> float:
        return worth(self.pairs, chosen, np.zeros_like(self.talent_places), self.fairness)


def main() -> None:
    print(f"{BRIEFS} briefs, {EDGES} pairs a brief; median processor time of {REPEATS} runs in ms")
    print(f"{'':44}{'choose':>8}{'OR-tools':>10}{'ratio':>7}{'solve':>10}{'OR-tools':>10}{'ratio':>7}   total of each")
    print(f"{'':44}{'from arrays':^25}{'from names, with all it tells':^27}")
    for case in cases():
        compare(case)
    print("\nThe whole `solve` where briefs are left, with why of each: seconds of processor time")
    for case in short_cases():
        solve_short(case)


def cases() -> Iterator[Case]:
    generator = np.random.default_rng(1)
    by_chance = generator.integers(1, 5, BRIEFS), generator.integers(1, 5, 5000)
    for kind, talents, marks, fairness in (
        ("", 5000, None, 0.0),
        (", scores in tenths", 5000, 10, 0.0),
        (", all scores equal", 5000, 1, 0.0),
        (", fairness 0.3", 5000, None, 0.3),
        (", 800 talents", 800, None, 0.0),
        (", 800 talents, scores in tenths", 800, 10, 0.0),
        (", 800 talents, fairness 0.3", 800, None, 0.3),
    ):
        pairs = invented_pairs(BRIEFS, talents, marks)
        for of_brief, of_talent in PLACES:
            places = np.full(BRIEFS, of_brief), np.full(talents, of_talent)
            yield Case(f"{of_brief} and {of_talent} places{kind}", pairs, *places, fairness)
        yield Case(f"1-4 places by chance{kind}", pairs, by_chance[0], by_chance[1][:talents], fairness)


def compare(case: Case) -> None:
    nothing_held = np.zeros_like(case.talent_places)
    ours, total = timed(
        lambda: case.worth(choose(case.pairs, case.brief_places, case.talent_places, nothing_held, case.fairness))
    )
    flow, flow_total = timed(lambda: bare_flow(case.pairs, case.brief_places, case.talent_places, case.fairness))
    line = f"{case.name:44}{ours:8.1f}{flow:10.1f}{ours / flow:7.2f}"
    if len(case.talent_places) > BRIEFS:  # else most of `solve` is telling why briefs are left
        market = market_of(case)
        ours, _ = timed(lambda: solve(market, fairness=case.fairness).score)
        flow, _ = timed(lambda: bare_flow(*arrays_of(market), case.fairness))
        line += f"{ours:10.1f}{flow:10.1f}{ours / flow:7.2f}"
    print(f"{line:98}   {total:.6f} {flow_total:.6f}", flush=True)


def short_cases() -> Iterator[Case]:
    for briefs, talents, of_brief, of_talent, marks, fairness in (
        (100, 60, 1, 1, None, 0.0),
        (300, 240, 1, 1, None, 0.0),
        (1000, 800, 1, 1, None, 0.0),
        (1000, 800, 1, 1, 10, 0.0),
        (1000, 800, 1, 1, None, 0.3),
        (1000, 800, 2, 2, None, 0.0),
        (1000, 800, 3, 2, None, 0.0),
    ):
        name = f"{briefs} x {talents}, {of_brief} and {of_talent} places" + ", scores in tenths" * bool(marks)
        places = np.full(briefs, of_brief), np.full(talents, of_talent)
        pairs = invented_pairs(briefs, talents, marks)
        yield Case(name + f", fairness {fairness}" * bool(fairness), pairs, *places, fairness)


def solve_short(case: Case) -> None:
    market = market_of(case)
    started = time.process_time()
    left = solve(market, fairness=case.fairness).unassigned_briefs
    print(f"{case.name:44}{time.process_time() - started:8.2f} for {len(left)} briefs left", flush=True)


def invented_pairs(briefs: int, talents: int, marks: int | None) -> Pairs:
    """Scores by chance; with `marks`, of so many different values."""
    generator = np.random.default_rng(0)
    chosen = [np.sort(generator.choice(talents, EDGES, replace=False)) for _ in range(briefs)]
    score = generator.random(briefs * EDGES)
    score = np.ceil(score * marks) / marks if marks else score
    return Pairs(np.repeat(np.arange(briefs), EDGES), np.concatenate(chosen), score)


def market_of(case: Case) -> Market:
    names = zip(case.pairs.brief.tolist(), case.pairs.talent.tolist(), strict=True)
    return Market(
        {(f"brief:{b}", f"profile:{t}"): s for (b, t), s in zip(names, case.pairs.score.tolist(), strict=True)},
        {f"brief:{number}": int(count) for number, count in enumerate(case.brief_places)},
        {f"profile:{number}": int(count) for number, count in enumerate(case.talent_places)},
    )


def arrays_of(market: Market) -> tuple[Pairs, Ints, Ints]:
    """What any solver needs of a market given by names: the reading that `solve` does, too."""
    briefs = {name: number for number, name in enumerate(market.briefs)}
    talents = {name: number for number, name in enumerate(market.talents)}
    pairs = Pairs(
        np.array([briefs[brief] for brief, _ in market.scores]),
        np.array([talents[talent] for _, talent in market.scores]),
        np.array(list(market.scores.values())),
    )
    return pairs, np.array(list(market.briefs.values())), np.array(list(market.talents.values()))


def bare_flow(pairs: Pairs, brief_places: Ints, talent_places: Ints, fairness: float) -> float:
    """Source → briefs → talents → sink, built from arrays; the places that stay empty flow past everybody.

    With fairness each place of a talent is an arc of its own. Not a number where OR-tools is not installed.
    """
    try:
        flow: Any = import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    except ImportError:
        return float("nan")
    briefs, talents = len(brief_places), len(talent_places)
    source, sink, supply = briefs + talents, briefs + talents + 1, int(brief_places.sum())
    filled, room, bonus = np.arange(talents), talent_places, np.zeros(talents, np.int64)
    if fairness:
        filled, room = np.repeat(filled, talent_places), np.ones(talent_places.sum(), np.int64)
        nth = np.arange(len(filled)) - np.repeat(np.cumsum(talent_places) - talent_places, talent_places) + 1
        bonus = np.rint(WHOLE * fairness / nth).astype(np.int64)
    gain = np.rint(WHOLE * (1 - fairness) * pairs.score).astype(np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate((pairs.brief, np.full(briefs, source), briefs + filled, [source])),
        np.concatenate((briefs + pairs.talent, np.arange(briefs), np.full(len(filled), sink), [sink])),
        np.concatenate((np.ones(len(pairs), np.int64), brief_places, room, [supply])),
        np.concatenate((-gain, np.zeros(briefs, np.int64), -bonus, [0])),
    )
    flow.set_nodes_supplies(np.array([source, sink]), np.array([supply, -supply]))
    flow.solve()
    chosen = np.flatnonzero(flow.flows(arcs)[: len(pairs)] > 0)
    return worth(pairs, chosen, np.zeros_like(talent_places), fairness)


def timed(work: Callable[[], float]) -> tuple[float, float]:
    """Milliseconds of processor time and the total found; the first run, which loads, is left out."""
    total = work()
    times = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return float(np.median(times)) * 1000 if total == total else float("nan"), total


if __name__ == "__main__":
    main()
