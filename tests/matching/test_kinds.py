"""An owner's own words are read by example sentences, and pull the families of a text towards what they ask for."""

import numpy as np
import pytest

from matching.background.families import family_names
from matching.background.kinds import FAMILIES_OF, families_told
from matching.documents import Kind, Text
from matching.reading.classifier import TaskClassifier
from matching.reading.examples import examples
from matching.reading.tasks import places
from tests.matching.fakes import WordModel, fake_encoder

SAID = "영수증 사진을 찍으면 금액이랑 상호를 읽어서 장부에 옮겨 주면 좋겠어요"


@pytest.fixture(scope="module")
def classifier():
    return TaskClassifier(WordModel(), examples())


def test_every_kind_of_work_stands_for_a_family_and_every_family_is_stood_for():
    assert FAMILIES_OF.keys() == places().keys()
    assert {family for families in FAMILIES_OF.values() for family in families} == set(family_names())


def test_an_example_sentence_is_told_to_be_of_its_own_family(classifier):
    said = [example for example in examples() if example.task_type == "speech"][:10]
    told = families_told(classifier, [example.text for example in said])

    np.testing.assert_allclose(told.sum(axis=1), 1.0, rtol=1e-5)
    assert (told.argmax(axis=1) == family_names().index("speech")).all()


def test_what_is_told_does_not_depend_on_the_other_texts(classifier):
    others = [example.text for example in examples()[:40]]

    np.testing.assert_array_equal(families_told(classifier, [SAID]), families_told(classifier, [SAID, *others])[:1])


@pytest.mark.parametrize("kind", [Kind.RAW, Kind.PROBLEM, Kind.TITLE])
def test_the_owners_words_are_read_by_examples_and_what_is_asked_for_is_not(kind, classifier):
    own, asked = (next(iter(fake_encoder().encode([Text(one, SAID)]))) for one in (kind, Kind.ESSENTIAL))
    (told,) = families_told(classifier, [SAID])

    np.testing.assert_allclose(own.families, (asked.families + told) / 2, rtol=1e-5)


def test_the_same_words_as_a_problem_and_as_a_requirement_are_two_texts():
    assert Text(Kind.RAW, SAID).digest == Text(Kind.PROBLEM, SAID).digest != Text(Kind.ESSENTIAL, SAID).digest
