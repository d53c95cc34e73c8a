"""Says why: each requirement with its label and the sentence that proves it, and reasons that hold when tested."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from matching.arrays import Floats
from matching.documents import Document, Kind
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics, word_shares
from matching.pool import Pool
from matching.quotes import Quote, quote_for
from matching.scoring import REQUIREMENTS, Fit, Side, client_sides, measure, weigh
from matching.sides import WEIGHTS, join, measure_talent_side, talent_side
from matching.terms import BriefTerms, TalentTerms
from matching.weights import DEFAULT_WEIGHTS, Weights

MOST_REASONS = 5
Pair: TypeAlias = tuple[BriefTerms, TalentTerms]
Rescored: TypeAlias = Callable[[Sequence[EncodedDocument]], list[float]]


class Label(StrEnum):
    """How far a requirement is shown: 충족, 부분, 미충족."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


@dataclass(frozen=True)
class RequirementFit:
    """One requirement of the brief against the whole profile; what is not met has no quote."""

    ref: str
    text: str
    is_essential: bool
    label: Label
    quote: Quote | None


@dataclass(frozen=True)
class Reason:
    """Something the score rests on: without it the score is lower by `points`."""

    name: str  # the profile text's kind, or "talent_" and the name of the talent's part
    ref: str
    text: str
    points: float


@dataclass(frozen=True)
class Explanation:
    """Everything a page says about one pair."""

    score: float
    client: Side
    talent: Side | None
    requirements: tuple[RequirementFit, ...]
    reasons: tuple[Reason, ...]


def explain(
    brief: EncodedDocument,
    profile: EncodedDocument,
    *,
    words: WordStatistics,
    terms: Pair | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
    as_of: date | None = None,
    reasons: bool = True,
) -> Explanation:
    """Of a brief and a profile that both have texts; `words` as in the ranking (`Ranking.words`)."""
    pairs = [terms] if terms else None
    return explain_each(brief, [profile], words=words, terms=pairs, weights=weights, as_of=as_of, reasons=reasons)[0]


def explain_each(
    brief: EncodedDocument,
    profiles: Sequence[EncodedDocument],
    *,
    words: WordStatistics,
    terms: Sequence[Pair] | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
    as_of: date | None = None,
    reasons: bool = True,
) -> list[Explanation]:
    """A page of profiles at once; it may go without reasons, which cost as many scorings as each profile has texts."""
    if not profiles:
        return []
    pool = Pool.of(profiles, weights, as_of)
    fit = measure(brief, pool, words, weights)
    clients = weigh(brief, fit, weights)
    requirements = _requirement_fits(brief, pool, fit, words, weights)
    talents = [talent_side(*pair) for pair in terms] if terms else [None] * len(profiles)
    explained = [
        Explanation(_joined(client.score, talent), client, talent, fits, ())
        for client, talent, fits in zip(clients, talents, requirements, strict=True)
    ]
    if not reasons:
        return explained

    def rescored(variants: Sequence[EncodedDocument]) -> list[float]:
        return [side.score for side in client_sides(brief, variants, words, weights, as_of)]

    return [
        replace(one, reasons=_reasons(one, profile, terms[place] if terms else None, rescored))
        for place, (one, profile) in enumerate(zip(explained, profiles, strict=True))
    ]


def _reasons(
    explained: Explanation, profile: EncodedDocument, pair: Pair | None, rescored: Rescored
) -> tuple[Reason, ...]:
    found = [
        *_text_reasons(profile, rescored, explained.client, explained.talent),
        *_talent_reasons(explained.client, explained.talent, pair),
    ]
    return tuple(sorted(found, key=lambda reason: (-reason.points, reason.ref))[:MOST_REASONS])


def _requirement_fits(
    brief: EncodedDocument, pool: Pool, fit: Fit, words: WordStatistics, weights: Weights
) -> list[tuple[RequirementFit, ...]]:
    """For each profile of the pool every requirement of the brief."""
    asked = brief.places(*REQUIREMENTS)
    proven = [
        pool.by_document(fit.spreads[row] + weights.label_words * word_shares(brief.encoded[row], pool.texts, words))
        for row in asked
    ]
    return [
        tuple(
            _requirement_fit(brief, row, profile, proofs[place], float(fit.method[place]), weights)
            for row, proofs in zip(asked, proven, strict=True)
        )
        for place, profile in enumerate(pool.documents)
    ]


def _requirement_fit(
    brief: EncodedDocument, row: int, profile: EncodedDocument, proven: Floats, method: float, weights: Weights
) -> RequirementFit:
    text = brief.texts[row]
    label = label_of(float(proven.max()), method, weights)
    quote = None if label is Label.NOT_MET else quote_for(brief.encoded[row], profile, proven)
    return RequirementFit(text.ref, text.text, text.kind is Kind.ESSENTIAL, label, quote)


def label_of(proven: float, method: float, weights: Weights) -> Label:
    """The same words prove less where the profile's work is of another family than the brief's problem."""
    strength = proven + weights.label_method * method
    if strength >= weights.met:
        return Label.MET
    return Label.PARTLY if strength >= weights.partly else Label.NOT_MET


def _text_reasons(
    profile: EncodedDocument,
    rescored: Rescored,
    client: Side,
    talent: Side | None,
) -> Iterator[Reason]:
    """Each text whose going lowers the score; the pair was scored again without it."""
    variants = [_without(profile, place) for place in range(len(profile.texts))]
    scores_without = rescored(variants) if variants[0].texts else [0.0]
    for text, less in zip(profile.texts, scores_without, strict=True):
        fall = _joined(client.score, talent) - _joined(less, talent)
        if fall > 0:
            yield Reason(text.kind, text.ref, text.text, fall)


def _talent_reasons(client: Side, talent: Side | None, terms: Pair | None) -> Iterator[Reason]:
    """Each wish that the brief meets in full; without it the part falls to nothing."""
    if talent is None or terms is None:
        return
    for name, value in measure_talent_side(*terms).items():
        if value == 1.0:
            less = join(client.score, talent.score - WEIGHTS[name])
            yield Reason(f"talent_{name}", name, "", join(client.score, talent.score) - less)


def _without(profile: EncodedDocument, place: int) -> EncodedDocument:
    texts = profile.texts[:place] + profile.texts[place + 1 :]
    return EncodedDocument(Document(profile.id, texts), profile.encoded[:place] + profile.encoded[place + 1 :])


def _joined(client: float, talent: Side | None) -> float:
    return client if talent is None else join(client, talent.score)
