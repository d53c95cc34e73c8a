"""The finder agrees with sentences labelled by hand, also with those held out."""

from pathlib import Path

import pytest

from matching.vocabulary import skills
from matching.vocabulary.agreement import LabelledSentence, agreement, read_sentences
from scripts.evaluate_vocabulary import errors, table

SENTENCES = read_sentences(Path(__file__).parent / "data/labelled_sentences.jsonl")


def sentence(text: str, *skill_ids: str) -> LabelledSentence:
    return LabelledSentence("s", "owner", False, text, frozenset(skill_ids))


def test_agreement_counts_what_is_right_wrong_and_missed():
    answers = {"a": frozenset({"x", "y"}), "b": frozenset[str]()}
    score = agreement([sentence("a", "x", "z"), sentence("b", "w")], find=answers.__getitem__)
    assert (score.right, score.wrong, score.missed) == (1, 1, 2)
    assert score.precision == pytest.approx(1 / 2)
    assert score.recall == pytest.approx(1 / 3)


def test_finding_nothing_where_there_is_nothing_is_perfect():
    score = agreement([sentence("a")], find=lambda _: frozenset())
    assert (score.precision, score.recall) == (1.0, 1.0)


def test_the_sample_is_three_hundred_different_sentences_with_a_third_held_out():
    assert len({one.text for one in SENTENCES}) == len(SENTENCES) == 300
    assert sum(one.is_held_out for one in SENTENCES) == 100


def test_labels_name_skills_of_the_vocabulary():
    known = {skill.id for skill in skills()}
    assert not [one.id for one in SENTENCES if not one.skills <= known]


@pytest.mark.parametrize("held_out", [False, True])
def test_the_finder_is_precise_and_complete_enough(held_out):
    score = agreement(one for one in SENTENCES if one.is_held_out == held_out)
    assert score.precision >= 0.9
    assert score.recall >= 0.8


def test_the_report_names_each_part_and_hides_the_mistakes_of_the_held_out():
    hidden = LabelledSentence("h", "owner", True, "파이썬", frozenset())
    shown = LabelledSentence("t", "owner", False, "텐서플로", frozenset())
    assert [line.split()[0] for line in table([hidden, shown])] == ["part", "all", "tuned", "held-out", "owner"]
    assert [line.split()[0] for line in errors([hidden, shown])] == ["t"]
