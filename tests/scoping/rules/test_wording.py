"""Unlawful wording is found with its law; innocent sentences of all trades pass."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.scoping.rules import wording_warnings

with (Path(__file__).parent / "data" / "wording.tsv").open(encoding="utf-8") as file:
    LINES = list(csv.DictReader(file, delimiter="\t"))
UNLAWFUL = [(line["groups"], line["text"]) for line in LINES if line["groups"]]
INNOCENT = [line["text"] for line in LINES if not line["groups"]]


@pytest.mark.parametrize(("group", "text"), UNLAWFUL)
def test_unlawful_wording_is_found(group, text):
    assert group in {warning.group for warning in wording_warnings(text)}


def test_of_a_hundred_innocent_sentences_at_most_five_raise_a_false_alarm():
    alarms = {text: warning.found for text in INNOCENT for warning in wording_warnings(text)}
    assert len(INNOCENT) >= 100
    assert len(alarms) <= 0.05 * len(INNOCENT), alarms


def test_a_warning_names_the_law_and_what_to_write_instead():
    (warning,) = wording_warnings("포장 작업 경험이 있는 분. 용모단정한 분.")
    assert warning.found == "용모단정"
    assert "채용절차법" in warning.law.ko
    assert "Fair Hiring Act" in warning.law.en
    assert warning.advice.ko


def test_a_warning_is_found_through_odd_spacing_and_wide_letters():
    assert wording_warnings("여성  만\n35 세 이하만 지원")[0].group == "gender"
    assert wording_warnings("３５세 이하만 지원")[0].group == "age"


def test_each_group_warns_once_however_often_it_is_said():
    assert len(wording_warnings("여성만. 남자만. 여직원 선호.")) == 1


def test_nothing_said_is_nothing_found():
    assert wording_warnings("") == ()
