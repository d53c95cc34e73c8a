"""Fits the weights to what firms chose: pairwise choices, position undone, a prior that little data cannot move.

Each act of a firm (opened, invited, …) says that this candidate was preferred to those on the same list who came less
far. Its chance is a logistic of the difference in the client's sum (Burges et al. 2005), weighted by how far the
candidate came and by the inverse of the chance of being looked at (Joachims et al. 2017). Weights are learnt as
logarithms, so that none falls below zero, under a Gaussian prior around those that came with the product.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.arrays import Floats
from matching.learning.histories import DIGITS, PARTS, Grade, SeenList, shares_of, with_parts
from matching.learning.position import made_up_for, steepness_in
from matching.weights import DEFAULT_WEIGHTS, Weights

# Of the logarithm of each weight before anything is seen: two in three lie within a seventh of the start. The last is of
# how decidedly firms follow the sum, which is learnt beside the weights and then forgotten.
SPREADS = np.array([0.15] * len(PARTS) + [1.0])
BOUNDS = [(-2.0, 2.0)] * len(PARTS) + [(-4.0, 2.0)]  # nothing moves by more than a factor of seven, whatever is seen


@dataclass(frozen=True)
class Fit:
    """The weights learnt, how steeply attention was found to fall, and how many choices said so."""

    weights: Weights
    steepness: float
    choices: int


@dataclass(frozen=True)
class Choices:
    """Differences of the measures (preferred − passed over) pair by pair, and how much each pair counts."""

    differences: Floats
    counts: Floats
    made: int


def fit(
    lists: Sequence[SeenList], *, start: Weights = DEFAULT_WEIGHTS, version: str, steepness: float | None = None
) -> Fit:
    """`steepness` is estimated where it is not given; 0 leaves the position uncorrected."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]  # half a second to load, for a fit alone

    steepness = steepness_in(lists, start) if steepness is None else steepness
    choices = _choices(lists, steepness)
    # L-BFGS-B finds the same, but waits ten times as long for threads that five numbers do not need
    found = minimize(_surprise, np.zeros(len(PARTS) + 1), (choices, start), method="TNC", jac=True, bounds=BOUNDS)
    return Fit(_weights(lists, start, _moved(found.x, start), version), steepness, choices.made)


def _surprise(answer: Floats, choices: Choices, start: Weights) -> tuple[float, Floats]:
    """Of the choices and the prior, less is likelier; with its slope along the logarithms of weights and sureness."""
    shares = _moved(answer, start)
    sureness = start.slope * np.exp(answer[-1])
    sums = choices.differences @ shares
    margins = sureness * sums
    told = choices.counts @ np.logaddexp(0.0, -margins)
    pulls = -choices.counts / (1.0 + np.exp(margins))
    by_weight = sureness * shares * (pulls @ choices.differences - pulls @ sums)
    off = answer / SPREADS
    return float(told + (off @ off) / 2), np.append(by_weight, pulls @ margins) + off / SPREADS


def _moved(answer: Floats, start: Weights) -> Floats:
    moved = shares_of(start) * np.exp(answer[:-1])
    return np.asarray(moved / moved.sum())


def _choices(lists: Sequence[SeenList], steepness: float) -> Choices:
    """An act counts once on average, however long its list: its weight is shared out among those it passed over."""
    differences, counts, weighed = [], [], []
    for seen in lists:
        rarity = made_up_for(seen.positions, steepness)
        for place in np.flatnonzero(seen.grades):
            grade = seen.grades[place]
            others = seen.measures[seen.grades < grade] if grade > 0 else seen.measures[seen.grades > grade]
            if len(others):
                sign = 1.0 if grade > 0 else -1.0
                differences.append(sign * (seen.measures[place] - others))
                weighed.append(abs(grade) * rarity[place])
                counts.append(np.full(len(others), weighed[-1] / len(others)))
    if not differences:
        return Choices(np.zeros((0, len(PARTS))), np.zeros(0), 0)
    return Choices(np.concatenate(differences), np.concatenate(counts) / np.mean(weighed), len(weighed))


def _weights(lists: Sequence[SeenList], start: Weights, shares: Floats, version: str) -> Weights:
    """The same sum as before, and an offset under which the middle candidate keeps its points."""
    values = shares * sum(getattr(start, part) for part in PARTS)
    middle = np.concatenate([seen.measures for seen in lists]).mean(axis=0)
    offset = start.offset + start.slope * float(middle @ (shares_of(start) - shares))
    return with_parts(replace(start, version=version, offset=round(offset, DIGITS)), values)


def graded(lists: Sequence[SeenList]) -> dict[str, int]:
    """How many candidates came how far, by the step's name."""
    grades = np.concatenate([seen.grades for seen in lists]) if lists else np.zeros(0)
    return {grade.name.lower(): int((grades == grade).sum()) for grade in Grade}
