"""The client's side of a score: each requirement by its best evidence, the whole, the method and the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from matching.arrays import Floats
from matching.documents import WHOLE, Kind
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics, coverage
from matching.nearness import nearness
from matching.pool import Pool
from matching.similarity import chance, standardised
from matching.trust import method_of
from matching.weights import Weights

REQUIREMENTS = (Kind.ESSENTIAL, Kind.NICE)
SCORE_DIGITS = 6


class Part(NamedTuple):
    """A named share of a side's score."""

    name: str
    points: float


class Side(NamedTuple):
    """One side's score from 0 to 1; its parts add up to it."""

    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Fit:
    """How a brief and each profile of a pool meet, before weighing; what is shared out runs from 0 to about 1."""

    spreads: Floats  # brief texts × profile texts: how far above neutral text each speaks to each
    chances: Floats  # brief texts × profiles: that of the best text, times the trust in it
    method: Floats
    words: Floats


def client_sides(
    brief: EncodedDocument,
    profiles: Sequence[EncodedDocument],
    words: WordStatistics,
    weights: Weights,
    as_of: date | None = None,
) -> list[Side]:
    """Of profiles that all have texts; a brief without any asks for nothing, so nobody is scored."""
    if not profiles or not brief.texts:
        return []
    return weigh(brief, measure(brief, Pool.of(profiles, weights, as_of), words, weights), weights)


def measure(
    brief: EncodedDocument,
    pool: Pool,
    words: WordStatistics,
    weights: Weights,
    models: Sequence[int] = (0, 1),
) -> Fit:
    spreads = standardised(brief, pool, models) + _skill_lifts(brief, pool, weights)
    return Fit(
        spreads=spreads,
        # trust counts only as far as a text speaks of the requirement: a skill verified elsewhere proves nothing here
        chances=pool.best(pool.trust * chance(spreads, weights.centre)),
        method=pool.families @ method_of(brief),
        words=coverage(brief, pool.documents, words) * pool.credibility,
    )


def _skill_lifts(brief: EncodedDocument, pool: Pool, weights: Weights) -> Floats:
    """Nothing where the brief's text names no skill that the vocabulary knows."""
    near = nearness([encoded.skills for encoded in brief.encoded], [encoded.skills for encoded in pool.texts])
    lifts: Floats = np.nan_to_num(weights.skill_lift * (near - weights.skill_neutral))
    return lifts


def weigh(brief: EncodedDocument, fit: Fit, weights: Weights) -> list[Side]:
    """For each profile its side: the weighted sum as a chance, shared out among the parts that made it."""
    shares = shares_out(brief, fit, weights)
    total = np.sum(list(shares.values()), axis=0)
    # rounded, because sums differ in the eighth digit with the shape of the pool, and that must not decide a tie
    scores = np.round(1.0 / (1.0 + np.exp(-(weights.slope * total + weights.offset))), SCORE_DIGITS)
    points = np.transpose([scores * share / total for share in shares.values()])
    return [
        Side(score, tuple(map(Part, shares, row))) for score, row in zip(scores.tolist(), points.tolist(), strict=True)
    ]


def shares_out(brief: EncodedDocument, fit: Fit, weights: Weights) -> Mapping[str, Floats]:
    """Each part's weighted measure; the weights of those present add up to one."""
    whole = brief.places(*WHOLE)
    asked = brief.places(*REQUIREMENTS) or whole  # an owner's own words, not yet scoped, ask for themselves
    importance = np.array([weights.nice_share if brief.texts[place].kind is Kind.NICE else 1.0 for place in asked])
    importance /= importance.sum()
    shares = {}
    for name, kinds in (("essential", {Kind.ESSENTIAL, *WHOLE}), ("nice", {Kind.NICE})):
        chosen = [place for place, row in enumerate(asked) if brief.texts[row].kind in kinds]
        if chosen:
            rows = fit.chances[[asked[place] for place in chosen]]
            shares[name] = weights.requirements * (importance[chosen] @ rows)
    weighed = weights.requirements + weights.method + weights.words
    if whole:
        shares["overall"] = weights.overall * fit.chances[whole].mean(axis=0)
        weighed += weights.overall
    shares["method"] = weights.method * fit.method
    shares["words"] = weights.words * fit.words
    return {name: share / weighed for name, share in shares.items()}
