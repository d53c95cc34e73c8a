"""How near the skills named in a profile's texts are to those a brief's texts name (결함검출 proves part of 이상탐지)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.vocabulary import closeness

Skills = Sequence[str]


def nearness(asked: Sequence[Skills], offered: Sequence[Skills]) -> Floats:
    """brief texts × profile texts: the mean over the asked skills of the nearest offered one, NaN where none is asked."""
    known = {skill: column for column, skill in enumerate(sorted({skill for skills in offered for skill in skills}))}
    has = np.zeros((len(offered), len(known)), bool)
    named = [(row, known[skill]) for row, skills in enumerate(offered) for skill in skills]
    has[[row for row, _ in named], [column for _, column in named]] = True
    return np.stack([_nearest(skills, list(known), has) for skills in asked])


def _nearest(asked: Skills, known: Sequence[str], has: NDArray[np.bool_]) -> Floats:
    if not asked:
        return np.full(len(has), np.nan, np.float32)
    near = [np.array([closeness(skill, other) for other in known], np.float32) for skill in asked]
    best: Floats = np.mean([(has * row).max(axis=1, initial=0.0) for row in near], axis=0)
    return best
