"""How much the place on a page decides whether a candidate is looked at, and how that is undone.

The chance of being looked at falls as a power of the position: (1 / position) ** steepness (Joachims, Swaminathan &
Schnabel 2017). The steepness is estimated from the log itself: a candidate is acted upon when it was looked at and
was also worth it, and how far that falls with the position beyond what the score explains is the position's doing.
"""

from collections.abc import Sequence

import numpy as np

from matching.arrays import Floats
from matching.learning.histories import Ints, SeenList, scores_of
from matching.weights import Weights

# what is thought before reading a log, and how surely: the steepness, how often people are worth an act, and how much
# oftener where the score is a spread higher
MIDDLE = np.array([0.7, 0.0, 1.0])
SPREAD = np.array([0.3, 3.0, 3.0])
STEEPEST = 2.0
COUNTS_AT_MOST = 20.0  # one act far down a list never outweighs twenty at its top


def looked_at(positions: Ints, steepness: float) -> Floats:
    """The chance that a candidate at this position is looked at."""
    chances: Floats = positions.astype(float) ** -steepness
    return chances


def made_up_for(positions: Ints, steepness: float) -> Floats:
    """How often an act at this position counts: the inverse of that chance."""
    counts: Floats = np.minimum(COUNTS_AT_MOST, 1.0 / looked_at(positions, steepness))
    return counts


def steepness_in(lists: Sequence[SeenList], weights: Weights) -> float:
    """The most likely steepness, with a prior around the usual one."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]  # half a second to load, for a fit alone

    log_positions = np.log(np.concatenate([seen.positions for seen in lists]))
    acted = np.concatenate([seen.grades != 0 for seen in lists])
    worth = np.concatenate([_standardised(scores_of(seen, weights)) for seen in lists])

    def surprise(answer: Floats) -> tuple[float, Floats]:
        """Of the log, less is likelier; with its slope along steepness, usual worth and pull of the score."""
        steepness, usual_worth, pull = answer
        worthy = 1.0 / (1.0 + np.exp(-(usual_worth + pull * worth)))
        chances = np.clip(np.exp(-steepness * log_positions) * worthy, 1e-9, 1 - 1e-9)
        told = -np.where(acted, np.log(chances), np.log1p(-chances)).sum()
        by_log_chance = np.where(acted, -1.0, chances / (1.0 - chances))
        by_worth = by_log_chance * (1.0 - worthy)
        slope = np.array([-(by_log_chance * log_positions).sum(), by_worth.sum(), (by_worth * worth).sum()])
        off = (answer - MIDDLE) / SPREAD
        return float(told + (off @ off) / 2), slope + off / SPREAD

    found = minimize(surprise, MIDDLE, jac=True, method="TNC", bounds=[(0.0, STEEPEST), (-9, 9), (0.0, 9)])
    return float(found.x[0])


def _standardised(scores: Floats) -> Floats:
    return np.asarray((scores - scores.mean()) / (scores.std() or 1.0))
