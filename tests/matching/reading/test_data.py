"""The data files of reading are whole: enough examples of each kind, in both languages, from many trades."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from matching.hygiene import folded
from matching.language import language_of
from matching.reading import find_task_type, suggest_requirements, task_types
from matching.reading.agreement import read_judged
from matching.reading.examples import DATA, examples
from matching.vocabulary import find_skill
from matching.vocabulary.reader import listed, rows

KINDS = [kind.id for kind in task_types()]
SENTENCES = read_judged(Path(__file__).parent / "data/spoken_sentences.tsv")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_thirty_examples_from_many_industries_in_both_languages(kind):
    own = [example for example in examples() if example.task_type == kind]
    assert len({folded(example.text) for example in own}) == len(own) >= 30
    assert len({example.industry for example in own}) >= 6
    spoken = Counter(language_of(example.text) for example in own)
    assert spoken["ko"] >= 25
    assert spoken["en"] >= 8


def test_no_example_serves_two_kinds_and_none_is_a_test_sentence():
    kinds = defaultdict(set)
    for example in examples():
        kinds[folded(example.text)].add(example.task_type)
    assert all(len(found) == 1 for found in kinds.values())
    assert not {folded(sentence.text) for sentence in SENTENCES} & set(kinds)


def test_the_spoken_sentences_are_ten_or_more_of_each_kind_with_a_third_held_out():
    counts = Counter(sentence.task_type for sentence in SENTENCES)
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 10
    assert sum(sentence.part == "held-out" for sentence in SENTENCES) == len(SENTENCES) // 3


def test_cues_foundations_and_industries_name_what_exists():
    assert {row["task_type"] for row in rows(DATA / "cues.tsv")} == set(KINDS)
    assert {row["task_type"] for row in rows(DATA / "foundations.tsv")} == set(KINDS)
    named = [
        skill for row in rows(DATA / "foundations.tsv") for cell in ("essential", "nice") for skill in listed(row[cell])
    ]
    named += [row["skill"] for row in rows(DATA / "industries.tsv")]
    assert not [skill for skill in named if find_skill(skill) is None]


def test_kinds_are_found_by_any_of_their_names():
    for name in ("generation", "생성", "생성(이미지·텍스트)", "Generation"):
        assert find_task_type(name).id == "generation"
    assert find_task_type("결함검출(비전)").id == "defect-detection"
    assert find_task_type("모름") is None


def test_requirements_begin_with_the_kind_then_what_was_said_then_the_trade():
    found = suggest_requirements("CCTV 영상으로 용접 결함을 찾고 싶어요", "defect-detection", "C25")
    assert [one.skill_id for one in found.essential[:3]] == ["defect-detection", "computer-vision", "data-labelling"]
    assert "root-industry" in [one.skill_id for one in found.nice]
    assert next(one for one in found.essential if one.skill_id == "defect-detection").words == "결함"


def test_requirements_are_few_whatever_is_said():
    everything = " ".join(example.text for example in examples()[:60])
    for kind in KINDS:
        found = suggest_requirements(everything, kind)
        assert 3 <= len(found.essential) <= 5
        assert len(found.nice) <= 6
