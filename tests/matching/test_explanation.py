"""Explanations are true: quotes stand in the text, reasons lower the score when they go."""

from dataclasses import replace

import pytest

from matching.documents import Document, Kind, Text
from matching.encoded import EncodedDocument
from matching.explanation import Label, explain, label_of
from matching.lexical import WordStatistics
from matching.scoring import client_sides
from matching.terms import BriefTerms, TalentTerms
from matching.weights import DEFAULT_WEIGHTS
from tests.matching.fakes import a_brief, a_profile, encode

GENTLE = replace(DEFAULT_WEIGHTS, slope=6.0, offset=-2.0)
TOLD = "I like my team. Built weld inspection with cameras for valves. We had lunch together."
BRIEF, PROFILE = encode(
    a_brief("weld inspection with cameras", nice=["quantum chemistry"]),
    a_profile("p", TOLD, "menu texts", skills=["weld inspection", "cameras", "valves", "lamps", "steel", "gloves"]),
)
WORDS = WordStatistics.of([PROFILE])


@pytest.fixture(scope="module")
def explanation():
    return explain(BRIEF, PROFILE, words=WORDS, weights=GENTLE)


def test_a_met_requirement_quotes_the_sentence_that_proves_it(explanation):
    essential = explanation.requirements[0]

    assert essential.label is Label.MET
    assert essential.quote.text == "Built weld inspection with cameras for valves."
    assert essential.quote.ref == "project:0"
    assert TOLD[essential.quote.start : essential.quote.end] == essential.quote.text


def test_a_requirement_that_nothing_shows_has_no_quote(explanation):
    nice = explanation.requirements[1]

    assert (nice.label, nice.quote, nice.is_essential) == (Label.NOT_MET, None, False)


def test_a_sentence_that_denies_is_no_proof():
    brief, profile = encode(
        a_brief("weld inspection with cameras"),
        a_profile("p", "I have not done weld inspection with cameras. Weld inspection with lamps and cameras I did."),
    )
    quote = explain(brief, profile, words=WORDS).requirements[0].quote

    assert quote.text.startswith("Weld inspection with lamps")


def test_the_title_of_a_project_proves_less_than_what_is_told_of_it():
    brief, profile = encode(
        a_brief("weld inspection with cameras"), a_profile("p", "Weld inspection cameras. Cameras and weld inspection.")
    )
    quote = explain(brief, profile, words=WORDS).requirements[0].quote

    assert quote.text == "Cameras and weld inspection."


def test_every_reason_lowers_the_score_by_what_it_says_when_it_is_taken_away(explanation):
    assert 1 <= len(explanation.reasons) <= 5
    for reason in explanation.reasons:
        kept = [place for place, text in enumerate(PROFILE.texts) if text.ref != reason.ref]
        without = EncodedDocument(
            Document(PROFILE.id, tuple(PROFILE.texts[place] for place in kept)),
            tuple(PROFILE.encoded[place] for place in kept),
        )
        (side,) = client_sides(BRIEF, [without], WORDS, GENTLE, None)

        assert reason.points > 0
        assert explanation.score - side.score == pytest.approx(reason.points)


def test_a_page_of_many_pairs_can_go_without_reasons(explanation):
    assert explain(BRIEF, PROFILE, words=WORDS, weights=GENTLE, reasons=False) == replace(explanation, reasons=())


def test_the_strongest_reason_comes_first(explanation):
    points = [reason.points for reason in explanation.reasons]

    assert points == sorted(points, reverse=True)


def test_the_explanation_says_the_score_of_the_list(explanation):
    (side,) = client_sides(BRIEF, [PROFILE], WORDS, GENTLE, None)

    assert explanation.score == side.score
    assert explanation.client == side


def test_a_wish_that_the_brief_meets_is_a_reason_of_the_talents_side():
    terms = (BriefTerms("b", industry="C25"), TalentTerms("p", wanted_industries=frozenset("C")))
    explanation = explain(BRIEF, PROFILE, words=WORDS, terms=terms, weights=GENTLE)

    assert "talent_industry" in {reason.name for reason in explanation.reasons}


def test_labels_rise_with_proof_and_with_closeness_of_method():
    order = [Label.NOT_MET, Label.PARTLY, Label.MET]

    def places(pairs):
        return [order.index(label_of(proven, method, DEFAULT_WEIGHTS)) for proven, method in pairs]

    assert places([(0.0, 0.5), (3.5, 0.5), (9.0, 0.5)]) == [0, 1, 2]
    assert places([(3.0, 0.0), (3.0, 0.6), (3.0, 1.0)]) == [0, 1, 2]


def test_a_profile_of_one_text_can_be_explained():
    brief, profile = encode(a_brief("OCR"), Document("p", (Text(Kind.SKILL, "OCR", "skill:1"),)))
    explanation = explain(brief, profile, words=WORDS)

    assert explanation.reasons[0].points == explanation.score
