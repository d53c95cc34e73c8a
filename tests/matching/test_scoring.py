"""The client's side: parts add up, proof counts where it belongs, and other people's presence changes nothing."""

from dataclasses import replace
from datetime import date

import pytest

from matching.documents import Document, Evidence, Kind, Text
from matching.lexical import WordStatistics
from matching.scoring import client_sides
from matching.weights import DEFAULT_WEIGHTS
from tests.matching.fakes import a_brief, a_profile, encode

GENTLE = replace(DEFAULT_WEIGHTS, slope=6.0, offset=-2.0)  # a curve that shows small differences anywhere
AS_OF = date(2026, 6, 1)


def scores(brief, *profiles, words=None, as_of=None):
    encoded_brief, *encoded = encode(brief, *profiles)
    statistics = words or WordStatistics.of(encoded)
    return client_sides(encoded_brief, encoded, statistics, GENTLE, as_of)


def test_the_parts_add_up_to_the_score():
    (side,) = scores(a_brief("weld inspection", nice=["lighting"]), a_profile("p", "weld inspection with lamps"))

    assert sum(part.points for part in side.parts) == pytest.approx(side.score)
    assert {part.name for part in side.parts} == {"essential", "nice", "overall", "method", "words"}
    assert 0 < side.score < 1


def test_who_has_done_it_scores_above_who_has_not():
    done, other = scores(a_brief("weld inspection"), a_profile("a", "weld inspection"), a_profile("b", "menu texts"))

    assert done.score > other.score


def test_a_score_does_not_move_when_others_come_and_go():
    brief, profile = a_brief("weld inspection"), a_profile("p", "weld inspection", skills=["cameras"])
    words = WordStatistics(10, {}, 5.0)
    alone = scores(brief, profile, words=words)[0]
    others = [a_profile(f"q{number}", f"project number {number}") for number in range(20)]

    assert scores(brief, profile, *others, words=words)[0].score == pytest.approx(alone.score, abs=2e-6)


def test_an_essential_requirement_weighs_more_than_a_nice_one():
    asked = ("weld inspection", "menu texts")
    brief = a_brief(asked[0], nice=[asked[1]])
    essential, nice = scores(brief, a_profile("a", asked[0]), a_profile("b", asked[1]))
    points = [{part.name: part.points for part in side.parts} for side in (essential, nice)]

    assert points[0]["essential"] > points[1]["nice"]


@pytest.mark.parametrize("better", list(Evidence)[1:])
def test_better_proof_of_a_fitting_skill_scores_higher(better):
    brief = a_brief("weld inspection")
    (plain,) = scores(brief, a_profile("p", skills=["weld inspection"], evidence=Evidence(better - 1)))
    (proven,) = scores(brief, a_profile("p", skills=["weld inspection"], evidence=better))

    assert proven.score > plain.score


def test_proof_of_something_else_gains_far_less():
    brief = a_brief("weld inspection")

    def gain(skill):
        plain, proven = (
            scores(brief, a_profile("p", skills=[skill], evidence=level))[0].score
            for level in (Evidence.SELF_DECLARED, Evidence.VERIFIED)
        )
        return proven - plain

    assert gain("menu texts") < gain("weld inspection") / 3


def test_a_skill_unused_for_years_fades():
    def used_in(year):
        text = Text(Kind.SKILL, "weld inspection", last_used_on=date(year, 1, 1))
        return scores(a_brief("weld inspection"), Document("p", (text,)), as_of=AS_OF)[0].score

    assert used_in(2026) == used_in(2025 + 1)
    assert used_in(2019) < used_in(2023) < used_in(2026)


def test_an_owners_own_words_are_enough_to_rank_by():
    raw = Document("brief", (Text(Kind.RAW, "who can inspect our weld beads"),))
    fitting, other = scores(raw, a_profile("a", "weld beads inspect"), a_profile("b", "menu texts"))

    assert fitting.score > other.score


def test_pasting_the_same_skill_again_gains_nothing():
    once, often = (a_profile("p", "menu texts", skills=["weld inspection"] * times) for times in (1, 50))
    brief = a_brief("weld inspection")

    assert scores(brief, often)[0].score == scores(brief, once)[0].score


def test_naming_every_skill_there_is_gains_nothing():
    brief = a_brief("weld inspection")
    honest, stuffed = scores(
        brief,
        a_profile("a", "menu texts for restaurants", skills=["menu texts"]),
        a_profile("b", "menu texts for restaurants", skills=["weld inspection", *(f"topic {n}" for n in range(35))]),
    )
    named_once, _ = scores(brief, a_profile("a", "menu texts", skills=["weld inspection"]), a_profile("b", "x"))

    assert stuffed.score - honest.score < (named_once.score - honest.score) / 3


def test_verified_skills_are_not_counted_as_claims():
    brief = a_brief("weld inspection")
    proven = Text(Kind.SKILL, "weld inspection", evidence=Evidence.VERIFIED)
    others = tuple(Text(Kind.SKILL, f"topic {number}") for number in range(35))

    alone, among = (scores(brief, Document("p", texts))[0].parts[0].points for texts in ((proven,), (proven, *others)))
    assert among > alone / 2
