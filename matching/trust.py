"""How much each text of a profile is believed: by its evidence, by when it was last used, and by how much it claims."""

from datetime import date

import numpy as np

from matching.arrays import Floats
from matching.documents import Evidence, Kind, Text
from matching.encoded import EncodedDocument, EncodedText
from matching.weights import Weights

DAYS_IN_YEAR = 365.25
WORDLESS = 0.01  # of a text that only denies nothing is left; never 0, so that shares can still be taken


def trust_in(document: EncodedDocument, weights: Weights, as_of: date | None) -> Floats:
    """1 for a plain text; many bare claims together weigh less than a few, so that naming every skill gains nothing."""
    claims = sum(_is_bare_claim(text) for text in document.texts)
    return np.array(
        [
            weights.trust_by_evidence[text.evidence] * _fullness(text, encoded, claims, weights)
            - _faded(text.last_used_on, as_of, weights)
            for text, encoded in zip(document.texts, document.encoded, strict=True)
        ],
        np.float32,
    )


def method_of(document: EncodedDocument, trust: Floats | None = None) -> Floats:
    """The families of problems a document speaks of, as a unit vector: the mean over its texts, by the trust in each."""
    telling = [place for place, text in enumerate(document.texts) if text.kind not in (Kind.COURSE, Kind.CERTIFICATE)]
    places = telling or list(range(len(document.texts)))
    families = np.array([document.encoded[place].families for place in places])
    total = families.sum(axis=0) if trust is None else trust[places] @ families
    unit: Floats = total / np.sqrt(total @ total)
    return unit


def _is_bare_claim(text: Text) -> bool:
    return text.kind is Kind.SKILL and text.evidence is Evidence.SELF_DECLARED


def _fullness(text: Text, encoded: EncodedText, claims: int, weights: Weights) -> float:
    if not encoded.tokens:
        return WORDLESS
    if _is_bare_claim(text):
        return _crowded(claims, weights.full_claims, weights)
    if text.kind is Kind.SKILL:
        return 1.0
    return _crowded(len(encoded.skills), weights.full_mentions, weights)


def _crowded(named: int, full: int, weights: Weights) -> float:
    """Falls so fast beyond `full` that naming more lowers even the sum of all: a list of everything says nothing."""
    return float(min(1.0, full / max(1, named)) ** weights.crowding)


def _faded(last_used_on: date | None, as_of: date | None, weights: Weights) -> float:
    """A skill unused for more than a year fades, whatever once proved it."""
    if last_used_on is None or as_of is None:
        return 0.0
    years = (as_of - last_used_on).days / DAYS_IN_YEAR
    return min(weights.fade_at_most, weights.fade_per_year * max(0.0, years - 1.0))
