"""The measures are the scorer's own: weighed again, they give the score it gives."""

from __future__ import annotations

import numpy as np
import pytest

from matching.documents import Document, Kind, Text
from matching.learning.histories import shares_of
from matching.learning.measuring import measures_of
from matching.lexical import WordStatistics
from matching.scoring import client_sides
from matching.weights import DEFAULT_WEIGHTS
from tests.matching.fakes import a_brief, a_profile, encode

BRIEFS = {
    "with everything": a_brief("weld inspection", "cameras", nice=["lighting"]),
    "without anything nice": a_brief("weld inspection"),
    "in its owner's words alone": Document("brief", (Text(Kind.RAW, "seams look bad"),)),
}


@pytest.mark.parametrize("name", BRIEFS)
def test_weighed_again_they_give_the_score(name: str):
    brief, *profiles = encode(
        BRIEFS[name], a_profile("a", "weld inspection with lamps"), a_profile("b", "menu texts", skills=["cameras"])
    )
    words = WordStatistics.of(profiles)
    measures = measures_of(brief, profiles, words, DEFAULT_WEIGHTS, None)
    sums = DEFAULT_WEIGHTS.slope * (measures @ shares_of(DEFAULT_WEIGHTS)) + DEFAULT_WEIGHTS.offset
    scores = [side.score for side in client_sides(brief, profiles, words, DEFAULT_WEIGHTS)]
    assert 1 / (1 + np.exp(-sums)) == pytest.approx(scores, abs=1e-5)
    assert measures.min() >= 0
