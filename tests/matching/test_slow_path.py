"""The list is scored in a few large steps; written out pair by pair, text by text, the same scores and order come out."""

from itertools import pairwise
from math import exp
from random import Random

import numpy as np
import pytest

from matching.documents import Document, Evidence, Kind, Text
from matching.explanation import explain, explain_each
from matching.language import LANGUAGES
from matching.lexical import WordStatistics
from matching.pipeline import rank
from matching.trust import method_of, trust_in
from matching.vocabulary import closeness
from matching.weights import DEFAULT_WEIGHTS as W
from tests.matching.fakes import a_brief, encode, loader

SAID = [
    "weld",
    "inspection",
    "cameras",
    "object",
    "detection",
    "PyTorch",
    "menu",
    "texts",
    "OCR",
    "pump",
    "alarms",
    "time",
    "series",
    "forecasting",
    "valves",
]


def a_person(number):
    random = Random(number)

    def words(count):
        return " ".join(random.choices(SAID, k=count))

    texts = [Text(Kind.HEADLINE, words(4), "headline"), Text(Kind.SUMMARY, words(12), "summary")]
    texts += [Text(Kind.PROJECT, words(20), f"project:{place}") for place in range(random.randint(0, 3))]
    texts += [
        Text(Kind.SKILL, words(2), f"skill:{place}", random.choice(list(Evidence)))
        for place in range(random.randint(0, 9))
    ]
    texts += [Text(Kind.COURSE, words(3), "course:0")]
    return Document(f"person:{number:02}", tuple(texts))


BRIEF, *PEOPLE = encode(
    a_brief("weld inspection with cameras", "object detection", nice=["OCR of menu texts"]),
    *(a_person(number) for number in range(30)),
)
WORDS = WordStatistics.of(PEOPLE)


def credibility(profile, weights):
    claims = [text for text in profile.texts if text.kind is Kind.SKILL and text.evidence is Evidence.SELF_DECLARED]
    named = [
        len(one.skills) for text, one in zip(profile.texts, profile.encoded, strict=True) if text.kind is not Kind.SKILL
    ]
    return max(1, len(claims) / weights.most_claims, max(named) / weights.most_mentions) ** -weights.doubt


def slow_score(brief, profile):
    whole = [place for place, text in enumerate(brief.texts) if text.kind is Kind.TITLE]
    essential = [place for place, text in enumerate(brief.texts) if text.kind is Kind.ESSENTIAL]
    nice = [place for place, text in enumerate(brief.texts) if text.kind is Kind.NICE]
    shown = [best_chance(text, profile) for text in brief.encoded]
    importance = len(essential) + W.nice_share * len(nice)
    proven = sum(shown[place] for place in essential) + W.nice_share * sum(shown[place] for place in nice)
    believed = credibility(profile, W)
    method = believed * float(method_of(profile, trust_in(profile, W, None)) @ method_of(brief))
    total = (
        W.requirements * proven / importance
        + W.overall * shown[whole[0]]
        + W.method * method
        + W.words * believed * covered(brief, profile)
    ) / (W.requirements + W.overall + W.method + W.words)
    return 1 / (1 + exp(-(W.slope * total + W.offset)))


def best_chance(asked, profile):
    trust = trust_in(profile, W, None) * credibility(profile, W)
    return max(
        float(believed) / (1 + exp(W.centre - spread(asked, offered)))
        for believed, offered in zip(trust, profile.encoded, strict=True)
    )


def spread(asked, offered):
    of_models = []
    for model, (one, other) in enumerate(zip(asked.vectors, offered.vectors, strict=True)):
        sides = (asked, offered.language), (offered, asked.language)
        neutral = [text.statistics[model, LANGUAGES.index(language)] for text, language in sides]
        of_models.append(np.mean([(one @ other - mean) / deviation for mean, deviation in neutral]))
    return float(np.mean(of_models)) + lift(asked, offered)


def lift(asked, offered):
    if not asked.skills:
        return 0.0
    near = [max((closeness(skill, other) for other in offered.skills), default=0.0) for skill in asked.skills]
    return W.skill_lift * (float(np.mean(near)) - W.skill_neutral)


def covered(brief, profile):
    length = 1.2 * (0.5 + 0.5 * len(profile.words) / WORDS.mean_length)
    found = {word: profile.words.count(word) for word in set(brief.words)}
    gained = sum(WORDS.rarity(word) * count * 2.2 / (count + length) for word, count in found.items())
    return gained / sum(WORDS.rarity(word) * 2.2 for word in found)


@pytest.fixture(scope="module")
def ranking():
    return rank(BRIEF, [person.id for person in PEOPLE], loader(PEOPLE), weights=W)


def test_every_score_of_the_list_is_that_of_its_pair_alone(ranking):
    by_id = {person.id: person for person in PEOPLE}

    for candidate in ranking.candidates:
        assert candidate.score == pytest.approx(slow_score(BRIEF, by_id[candidate.id]), abs=3e-6)


def test_the_order_is_that_of_the_slow_scores(ranking):
    originals = [candidate.id for candidate in ranking.candidates if candidate.copy_of is None]
    slow = {person.id: round(slow_score(BRIEF, person), 6) for person in PEOPLE}

    for first, second in pairwise(originals):
        assert slow[first] >= slow[second] - 3e-6


def test_a_page_explained_at_once_says_what_each_pair_says_alone():
    page = PEOPLE[:8]
    together = explain_each(BRIEF, page, words=WORDS)

    for profile, explained in zip(page, together, strict=True):
        alone = explain(BRIEF, profile, words=WORDS)
        assert explained.requirements == alone.requirements
        assert explained.score == pytest.approx(alone.score, abs=2e-6)
        assert [reason.ref for reason in explained.reasons] == [reason.ref for reason in alone.reasons]


def test_an_empty_page_has_nothing_to_explain():
    assert explain_each(BRIEF, [], words=WORDS) == []
