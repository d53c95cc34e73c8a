"""How fast a round is solved: `python scripts/bench_rounds.py` compares `solve` with a bare OR-tools min-cost flow.

OR-tools is not a dependency of the product; where it is not installed, only our own times are printed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from matching.assignment import WHOLE, Ints, Pairs, choose
from matching.rounds import Market, solve

BRIEFS, TALENTS, EDGES, REPEATS = 1000, 5000, 50, 7
PLACES = ((1, 1), (2, 1), (2, 2), (3, 2))  # of each brief, of each talent


def main() -> None:
    print(f"{BRIEFS} briefs × {TALENTS} talents, {EDGES} pairs a brief; median processor time of {REPEATS} runs in ms")
    for brief_places, talent_places in PLACES:
        print(f"\nplaces {brief_places} and {talent_places}")
        compare(np.full(BRIEFS, brief_places), np.full(TALENTS, talent_places))


def compare(brief_places: Ints, talent_places: Ints) -> None:
    pairs = invented_pairs()
    market = market_of(pairs, brief_places, talent_places)
    nothing_held = np.zeros(TALENTS, np.int64)
    ways = {
        "solve, from names, with all it tells": lambda: solve(market).score,
        "choose, from arrays": lambda: float(
            pairs.score[choose(pairs, brief_places, talent_places, nothing_held, 0.0)].sum()
        ),
        "OR-tools, from arrays": lambda: bare_flow(pairs, brief_places, talent_places),
        "OR-tools, from names": lambda: bare_flow(*arrays_of(market)),
    }
    for name, way in ways.items():
        ms, total = timed(way)
        print(f"  {name:<38} {ms:8.1f}   total {total:.6f}" if ms else f"  {name:<38} not installed")


def invented_pairs() -> Pairs:
    generator = np.random.default_rng(0)
    talents = [np.sort(generator.choice(TALENTS, EDGES, replace=False)) for _ in range(BRIEFS)]
    return Pairs(np.repeat(np.arange(BRIEFS), EDGES), np.concatenate(talents), generator.random(BRIEFS * EDGES))


def market_of(pairs: Pairs, brief_places: Ints, talent_places: Ints) -> Market:
    names = zip(pairs.brief.tolist(), pairs.talent.tolist(), strict=True)
    return Market(
        {(f"brief:{b}", f"profile:{t}"): s for (b, t), s in zip(names, pairs.score.tolist(), strict=True)},
        {f"brief:{number}": int(count) for number, count in enumerate(brief_places)},
        {f"profile:{number}": int(count) for number, count in enumerate(talent_places)},
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


def bare_flow(pairs: Pairs, brief_places: Ints, talent_places: Ints) -> float | None:
    """Source → briefs → talents → sink, built from arrays; the places that stay empty flow past everybody."""
    try:
        flow: Any = import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    except ImportError:
        return None
    source, sink, supply = BRIEFS + TALENTS, BRIEFS + TALENTS + 1, int(brief_places.sum())
    tails = np.concatenate((pairs.brief, np.full(BRIEFS, source), BRIEFS + np.arange(TALENTS), [source]))
    heads = np.concatenate((BRIEFS + pairs.talent, np.arange(BRIEFS), np.full(TALENTS, sink), [sink]))
    room = np.concatenate((np.ones(len(pairs), np.int64), brief_places, talent_places, [supply]))
    costs = np.concatenate((-np.rint(pairs.score * WHOLE).astype(np.int64), np.zeros(BRIEFS + TALENTS + 1, np.int64)))
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([supply, -supply]))
    flow.solve()
    return float(pairs.score[flow.flows(arcs)[: len(pairs)] > 0].sum())


def timed(work: Callable[[], float | None]) -> tuple[float | None, float]:
    """Milliseconds of processor time (None: not installed) and the total found; the first run, which loads, is left out."""
    total = work()
    if total is None:
        return None, 0.0
    times = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return float(np.median(times)) * 1000, total


if __name__ == "__main__":
    main()
