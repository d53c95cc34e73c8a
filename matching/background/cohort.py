"""Measures a text against the neutral ones, so that a similarity means the same in every language and pool.

A raw cosine depends on the languages of both texts and on how much either resembles everything. Each text therefore
carries the mean and the spread of its similarities to a fixed cohort of texts of the other side, for each language
(symmetric score normalisation, as in speaker verification: Matějka et al., Interspeech 2017). No pool is involved:
a score does not move when people join or leave.
"""

from dataclasses import dataclass

import numpy as np

from matching.arrays import Floats
from matching.background.families import family_names, prototypes
from matching.documents import Role
from matching.language import LANGUAGES, Language

OTHER = {Role.BRIEF: Role.PROFILE, Role.PROFILE: Role.BRIEF}
SMALLEST_SPREAD = 1e-3
NEAREST = 3  # neutral texts of a family that speak for it: one alone may be near by chance
SHARPNESS = 1.5


@dataclass(frozen=True)
class Cohort:
    """The vectors of the neutral texts: for each model, side and language one matrix, in the order of the file."""

    vectors: dict[tuple[int, Role, Language], Floats]
    models: int

    def statistics(self, model: int, role: Role, vectors: Floats) -> Floats:
        """texts × languages × (mean, spread) of the similarities to the other side's neutral texts."""
        answer = np.empty((len(vectors), len(LANGUAGES), 2), np.float32)
        for column, language in enumerate(LANGUAGES):
            similar = vectors @ self.vectors[model, OTHER[role], language].T
            answer[:, column, 0] = similar.mean(axis=1)
            answer[:, column, 1] = np.maximum(similar.std(axis=1), SMALLEST_SPREAD)
        return answer

    def families(self, role: Role, language: Language, vectors: list[Floats]) -> Floats:
        """texts × families: how likely each text speaks of each family, by the nearest neutral texts of the same side."""
        similar = sum(
            _standardised(vectors[model] @ self.vectors[model, role, language].T) for model in range(self.models)
        )
        names = family_names()
        owner = np.array([names.index(prototype.family) for prototype in prototypes(role, language)])
        nearest = np.stack([_nearest(np.asarray(similar)[:, owner == place]) for place in range(len(names))], axis=1)
        likely = np.exp(SHARPNESS * (nearest - nearest.max(axis=1, keepdims=True)))
        shares: Floats = (likely / likely.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares


def _standardised(similar: Floats) -> Floats:
    spread = np.maximum(similar.std(axis=1, keepdims=True), SMALLEST_SPREAD)
    rows: Floats = (similar - similar.mean(axis=1, keepdims=True)) / spread
    return rows


def _nearest(similar: Floats) -> Floats:
    mean: Floats = np.sort(similar, axis=1)[:, -NEAREST:].mean(axis=1)
    return mean
