"""What a list is made from and what it says, as plain content that can be stored, compared and made again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.matches.rules.market import Market
from app.matches.rules.terms import terms_as_json, terms_from_json
from matching.pipeline import Ranking
from matching.terms import BriefTerms, TalentTerms

DIGITS = 6


def inputs_of(market: Market, documents: Mapping[str, int], subject: int | None) -> dict[str, Any]:
    """`documents`: the rows read of those eligible; who has none is eligible all the same."""
    eligible = market.screening.eligible
    return {
        "subject": subject,
        "eligible": list(eligible),
        "documents": {key: documents[key] for key in eligible if key in documents},
        "own": terms_as_json(market.own),
        "others": {key: terms_as_json(market.others[key]) for key in eligible},
        "promised": {key: market.promised[key] for key in eligible if market.promised.get(key)},
    }


def market_from(inputs: Mapping[str, Any], *, is_client: bool) -> Market:
    """The eligible part of the market as it was."""
    briefs, talents = partial(terms_from_json, BriefTerms), partial(terms_from_json, TalentTerms)
    own, other = (briefs, talents) if is_client else (talents, briefs)
    return Market(
        own(inputs["own"]), {key: other(terms) for key, terms in inputs["others"].items()}, inputs["promised"]
    )


def lines_of(ranking: Ranking) -> list[dict[str, Any]]:
    """The scored part of a list, best first."""
    return [
        {
            "key": candidate.id,
            "score": round(candidate.score, DIGITS),
            "client": round(candidate.client.score, DIGITS),
            "talent": round(candidate.talent.score, DIGITS) if candidate.talent else None,
        }
        for candidate in ranking.candidates
    ]
