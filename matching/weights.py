"""The few numbers that decide a score, in one place and under one version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """The client's side: how much each part counts, and how its sum becomes a chance.

    Chosen on two judged sets, the public one and the project's own in two languages: a point on the plateau that both
    share (docs/matching-quality.md gives the spread, and what a third set says that took no part).
    """

    version: str = "4"
    # shares of the parts; only their ratios matter
    requirements: float = 4.0
    overall: float = 2.0
    method: float = 4.0
    words: float = 2.0
    nice_share: float = 0.5  # a nice-to-have requirement counts half of an essential one
    # a similarity of `centre` spreads above the neutral texts proves a requirement with even chance
    centre: float = 2.0
    # how much more than a bare claim a text counts by its evidence (weakest first), less after years without use
    trust_by_evidence: tuple[float, ...] = (1.0, 1.03, 1.06, 1.12, 1.2)
    fade_per_year: float = 0.03
    fade_at_most: float = 0.15
    # so many self-declared skills, and so many skills named by one text, count in full; more count less, all together
    full_claims: int = 6
    full_mentions: int = 10
    crowding: float = 3.0
    # beyond so many, everything a profile says is believed less: by the square root of how far it goes beyond
    most_claims: int = 15
    most_mentions: int = 12
    doubt: float = 0.5
    # by how many spreads named skills that are near lift a text; at `skill_neutral` nearness they change nothing
    skill_lift: float = 1.0
    skill_neutral: float = 0.3
    # logistic calibration: score = 1 / (1 + exp(-(slope * sum + offset)))
    slope: float = 22.3
    offset: float = -12.15
    # a requirement's label: spreads of its best text, its share of the requirement's words, and closeness of method
    label_words: float = 1.0
    label_method: float = 4.0
    met: float = 5.75
    partly: float = 4.75


DEFAULT_WEIGHTS = Weights()
