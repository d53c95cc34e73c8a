"""What became of the lists that firms saw: who stood where, with which measures, and how far each came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.weights import Weights

Ints = NDArray[np.int64]
PARTS = ("requirements", "overall", "method", "words")  # the weights that are learnt, by their names in Weights
DIGITS = 4


class Grade(IntEnum):
    """How far a candidate came after being seen; the furthest step counts."""

    HIDDEN = -1
    SEEN = 0
    OPENED = 1
    INVITED = 2
    SELECTED = 3
    COMPLETED = 4
    VERIFIED = 5


@dataclass(frozen=True)
class SeenList:
    """One brief's candidates as its firm saw them; every array runs over the candidates."""

    id: str
    at: datetime
    positions: Ints  # on the page, from 1
    measures: Floats  # candidates × PARTS, each from 0 to about 1
    talent: Floats  # the talent's side of the score, which these weights do not touch
    grades: Ints

    @property
    def outcomes(self) -> int:
        """Candidates whom the firm chose to speak to, or more."""
        return int((self.grades >= Grade.INVITED).sum())


def outcomes_in(lists: Sequence[SeenList]) -> int:
    return sum(seen.outcomes for seen in lists)


def split_by_time(lists: Sequence[SeenList], earlier_share: float = 0.7) -> tuple[list[SeenList], list[SeenList]]:
    """Earlier lists to learn from, later ones to be measured on; a list is never in both."""
    ordered = sorted(lists, key=lambda seen: (seen.at, seen.id))
    first_later = round(earlier_share * len(ordered))
    return ordered[:first_later], ordered[first_later:]


def shares_of(weights: Weights) -> Floats:
    """Only the ratios of the weights matter: as shares of one."""
    values = np.array([getattr(weights, part) for part in PARTS])
    return np.asarray(values / values.sum())


def with_parts(weights: Weights, values: Floats) -> Weights:
    """The same weights but for the parts."""
    named: dict[str, Any] = {part: round(float(value), DIGITS) for part, value in zip(PARTS, values, strict=True)}
    return replace(weights, **named)


def scores_of(seen: SeenList, weights: Weights) -> Floats:
    """Both sides joined as on screen (matching.sides.join), for all candidates at once."""
    client = 1.0 / (1.0 + np.exp(-(weights.slope * (seen.measures @ shares_of(weights)) + weights.offset)))
    both = client + seen.talent
    joined: Floats = np.divide(2 * client * seen.talent, both, out=np.zeros_like(both), where=both > 0)
    return joined
