"""How well labels and scores agree with the judges: a grade derived from labels, and the score's reliability."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matching.evaluation.measuring import TRUE_MATCH, Encoded
from matching.evaluation.metrics import weighted_kappa
from matching.explanation import Label, RequirementFit, explain_each
from matching.lexical import WordStatistics

CREDIT = {Label.MET: 1.0, Label.PARTLY: 0.5, Label.NOT_MET: 0.0}
BINS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class JudgedPair:
    """One brief and one profile: our labels' grade and our score beside the judges' grade."""

    derived: int
    score: float
    judged: int


@dataclass(frozen=True)
class Bin:
    """Pairs of similar score: what the score promised and what the judges found."""

    pairs: int
    promised: float
    found: float


def judged_pairs(encoded: Encoded) -> Iterator[JudgedPair]:
    words = WordStatistics.of(encoded.profiles)
    for brief in encoded.queries["brief"]:
        explained = explain_each(brief, encoded.profiles, words=words, reasons=False)
        for profile, explanation in zip(encoded.profiles, explained, strict=True):
            yield JudgedPair(
                derived=derived_grade(explanation.requirements),
                score=explanation.score,
                judged=encoded.pairs.grades.get(brief.id, {}).get(profile.id, 0),
            )


def derived_grade(fits: Sequence[RequirementFit]) -> int:
    """As the rubric counts: (nearly) all essentials shown 3, about half 2, any 1, none 0."""
    shown = [CREDIT[fit.label] for fit in fits if fit.is_essential]
    share = sum(shown) / len(shown) if shown else 0.0
    if share >= 0.9:
        return 3
    if share >= 0.5:
        return 2
    return 1 if share else 0


def kappa(pairs: Sequence[JudgedPair]) -> float:
    return weighted_kappa([pair.derived for pair in pairs], [pair.judged for pair in pairs])


def reliability(pairs: Sequence[JudgedPair]) -> list[Bin]:
    bins = []
    for low, high in pairwise(BINS):
        inside = [pair for pair in pairs if low <= pair.score < high or pair.score == high == 1.0]
        if inside:
            promised = sum(pair.score for pair in inside) / len(inside)
            found = sum(pair.judged >= TRUE_MATCH for pair in inside) / len(inside)
            bins.append(Bin(len(inside), promised, found))
    return bins
