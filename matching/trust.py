"""How much each text of a profile is believed: by its evidence, by when it was last used, and by how much it claims."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Floats
from matching.documents import Evidence, Kind
from matching.encoded import EncodedDocument
from matching.weights import Weights

DAYS_IN_YEAR = 365.25
SILENT = (Kind.COURSE, Kind.CERTIFICATE)  # of what somebody does; heard where nothing else is said
WORDLESS = 0.01  # of a text that only denies nothing is left; never 0, so that shares can still be taken


def trust_in(document: EncodedDocument, weights: Weights, as_of: date | None) -> Floats:
    """How far each text of one document is believed, apart from the credibility of the whole."""
    return trust_of([document], np.zeros(1, np.intp), weights, as_of)[0]


def trust_of(
    documents: Sequence[EncodedDocument], starts: NDArray[np.intp], weights: Weights, as_of: date | None
) -> tuple[Floats, Floats]:
    """For each text (1 for a plain one) and for each document, whose texts begin at `starts`.

    Many bare claims together weigh less than a few, so that naming every skill gains nothing. And the more a profile
    names beyond what people do, the less credible is all of it: padding takes more from the rest than it brings.
    """
    texts = [text for document in documents for text in document.texts]
    encoded = [one for document in documents for one in document.encoded]
    is_skill = np.array([text.kind is Kind.SKILL for text in texts])
    is_claim = is_skill & [text.evidence is Evidence.SELF_DECLARED for text in texts]
    claims = np.add.reduceat(is_claim, starts, dtype=np.intp)
    mentions = np.where(is_skill, 0, [len(one.skills) for one in encoded])
    together = np.repeat(claims, np.diff(starts, append=len(texts)))
    crowd = np.where(is_claim, together / weights.full_claims, mentions / weights.full_mentions)
    fullness = np.maximum(1.0, crowd) ** -weights.crowding
    fullness[[not one.tokens for one in encoded]] = WORDLESS
    evidence = np.array(weights.trust_by_evidence)[[text.evidence for text in texts]]
    trust = evidence * fullness - [_faded(text.last_used_on, as_of, weights) for text in texts]
    excess = np.maximum(claims / weights.most_claims, np.maximum.reduceat(mentions, starts) / weights.most_mentions)
    credible = np.maximum(1.0, excess) ** -weights.doubt
    return trust.astype(np.float32), credible.astype(np.float32)


def method_of(document: EncodedDocument, trust: Floats | None = None) -> Floats:
    """The families of problems a document speaks of, as a unit vector: the mean over its texts, by the trust in each."""
    believed = np.ones(len(document.texts), np.float32) if trust is None else trust
    method: Floats = methods_of([document], believed, np.zeros(1, np.intp))[0]
    return method


def methods_of(documents: Sequence[EncodedDocument], trust: Floats, starts: NDArray[np.intp]) -> Floats:
    """The same of many: their texts stand together in `trust`, and those of document i begin at `starts[i]`.

    Trust counts cubed: a text of everything would else still pull the whole towards every method a little.
    """
    tells = np.array([text.kind not in SILENT for document in documents for text in document.texts])
    says_nothing_else = ~np.logical_or.reduceat(tells, starts)
    tells |= np.repeat(says_nothing_else, np.diff(starts, append=len(tells)))
    families = np.array([encoded.families for document in documents for encoded in document.encoded])
    total = np.add.reduceat((tells * trust**3)[:, None] * families, starts)
    units: Floats = total / np.linalg.norm(total, axis=1, keepdims=True)
    return units


def _faded(last_used_on: date | None, as_of: date | None, weights: Weights) -> float:
    """A skill unused for more than a year fades, whatever once proved it."""
    if last_used_on is None or as_of is None:
        return 0.0
    years = (as_of - last_used_on).days / DAYS_IN_YEAR
    return min(weights.fade_at_most, weights.fade_per_year * max(0.0, years - 1.0))
