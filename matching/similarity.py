"""How much each text of a profile speaks to each text of a brief, in spreads above neutral text."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.encoded import EncodedDocument
from matching.language import LANGUAGES
from matching.pool import Pool


def standardised(brief: EncodedDocument, pool: Pool, models: Sequence[int] = (0, 1)) -> Floats:
    """brief texts × profile texts: the mean over the models of symmetrically normalised similarities."""
    asked = np.array([LANGUAGES.index(encoded.language) for encoded in brief.encoded])
    total = sum(_normalised(brief, pool, model, asked) for model in models)
    mean: Floats = np.asarray(total, np.float32) / len(models)
    return mean


def _normalised(brief: EncodedDocument, pool: Pool, model: int, asked: NDArray[np.intp]) -> Floats:
    similar = brief.vectors(model) @ pool.vectors[model].T
    of_brief = brief.statistics[:, model][:, pool.languages]  # each brief text against the profile text's language
    of_profile = pool.statistics[:, model][:, asked].swapaxes(0, 1)
    both: Floats = (_standard(similar, of_brief) + _standard(similar, of_profile)) / 2
    return both


def _standard(similar: Floats, statistics: Floats) -> Floats:
    return (similar - statistics[..., 0]) / statistics[..., 1]


def chance(spreads: Floats, centre: float) -> Floats:
    """Even at `centre` spreads above neutral text; flat where everything or nothing speaks for a match."""
    even: Floats = 1.0 / (1.0 + np.exp(centre - spreads))
    return even
