"""The measures that the learnt weights weigh, asked of the scorer itself so that no second formula can drift from it."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.learning.histories import PARTS, with_parts
from matching.lexical import WordStatistics
from matching.pool import Pool
from matching.scoring import measure, shares_out
from matching.weights import Weights


def measures_of(
    brief: EncodedDocument,
    profiles: Sequence[EncodedDocument],
    words: WordStatistics,
    weights: Weights,
    as_of: date | None,
) -> Floats:
    """Profiles × PARTS, before weighing: each part counts the same, and what they share out is multiplied back."""
    even = with_parts(weights, np.ones(len(PARTS)))
    found = shares_out(brief, measure(brief, Pool.of(profiles, even, as_of), words, even), even)
    nothing = np.zeros(len(profiles))
    requirements = found.get("essential", nothing) + found.get("nice", nothing)
    named = {**found, "requirements": requirements}
    present = sum(part in named for part in PARTS)
    return np.stack([present * named.get(part, nothing) for part in PARTS], axis=1)
