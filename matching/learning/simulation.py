"""Invented histories of firms whose taste is known, to see whether the fit finds it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from matching.arrays import Floats
from matching.learning.histories import Grade, Ints, SeenList, scores_of, shares_of
from matching.learning.position import looked_at
from matching.weights import DEFAULT_WEIGHTS, Weights

# about how the four measures of real pairs lie, and how much of their spread is the person's in all of them
MIDDLE = np.array([0.45, 0.5, 0.6, 0.15])
SPREAD = np.array([0.18, 0.15, 0.2, 0.08])
SHARED = 0.4
# how decidedly a firm's liking follows its taste, and the liking from which it takes each step
DECIDEDNESS = 1.5
STEPS = {Grade.OPENED: 1.5, Grade.INVITED: 3.5, Grade.SELECTED: 5.0, Grade.COMPLETED: 6.0, Grade.VERIFIED: 7.0}
DISLIKED = -4.5
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Market:
    """Firms with one taste, shown lists in the order of `shown_by`; attention falls with the position."""

    taste: Weights
    steepness: float = 1.0
    candidates: int = 60
    shown: int = 20
    shown_by: Weights = DEFAULT_WEIGHTS


def simulate(market: Market, lists: int, seed: int) -> list[SeenList]:
    """Histories as they would be logged, one list a day."""
    draw = np.random.default_rng(seed)
    return [_list(market, day, draw) for day in range(lists)]


def simulate_outcomes(market: Market, outcomes: int, seed: int) -> list[SeenList]:
    """Only as many lists as it takes until so many candidates were invited, or more."""
    draw, found = np.random.default_rng(seed), list[SeenList]()
    while sum(seen.outcomes for seen in found) < outcomes:
        found.append(_list(market, len(found), draw))
    return found


def whole_truth(market: Market, lists: int, seed: int) -> list[SeenList]:
    """Fresh lists on which everybody is shown and looked at: what the weights are finally judged by."""
    everybody = Market(market.taste, 0.0, market.candidates, market.candidates, market.shown_by)
    return simulate(everybody, lists, seed)


def _list(market: Market, day: int, draw: np.random.Generator) -> SeenList:
    measures, talent = _candidates(market.candidates, draw)
    liking = _liking(measures, market.taste, draw)
    whole = SeenList(
        str(day), BEGINNING + timedelta(days=day), np.arange(len(liking)), measures, talent, np.zeros(len(liking), int)
    )
    shown = np.argsort(-scores_of(whole, market.shown_by), kind="stable")[: market.shown]
    positions = np.arange(1, len(shown) + 1)
    is_looked_at = draw.random(len(shown)) < looked_at(positions, market.steepness)
    grades = np.where(is_looked_at, _steps(liking[shown]), 0)
    return SeenList(whole.id, whole.at, positions, measures[shown], talent[shown], grades)


def _candidates(count: int, draw: np.random.Generator) -> tuple[Floats, Floats]:
    person = draw.standard_normal((count, 1))
    own = draw.standard_normal((count, len(MIDDLE)))
    measures = MIDDLE + SPREAD * (np.sqrt(SHARED) * person + np.sqrt(1 - SHARED) * own)
    return np.clip(measures, 0.0, 1.0), np.clip(draw.normal(0.6, 0.12, count), 0.05, 1.0)


def _liking(measures: Floats, taste: Weights, draw: np.random.Generator) -> Floats:
    worth = measures @ shares_of(taste)
    liking: Floats = DECIDEDNESS * (worth - worth.mean()) / worth.std() + draw.logistic(size=len(worth))
    return liking


def _steps(liking: Floats) -> Ints:
    reached = np.sum([liking >= least for least in STEPS.values()], axis=0)
    return np.asarray(np.where(liking < DISLIKED, Grade.HIDDEN, reached), np.int64)
