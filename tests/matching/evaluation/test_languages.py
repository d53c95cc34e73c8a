"""A set that exists in both languages is measured four ways, by one set of grades."""

import json
from pathlib import Path

import pytest

from matching.evaluation.judged import read_judged
from matching.evaluation.languages import crossings, encode_parallel, is_parallel, run_languages
from tests.matching.fakes import fake_encoder

HERE = Path(__file__).parent
OWN_SETS = [HERE / name for name in ("parallel", "held_out")]
SAID = {"ko": ("용접 불량을 못 잡아요", "용접 사진 검사"), "en": ("we miss bad welds", "weld photo inspection")}


@pytest.fixture(scope="module")
def parallel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parallel")
    for language, (problem, work) in SAID.items():
        (folder / language).mkdir()
        brief = {"id": "b1", "raw": problem, "title": problem, "problem": problem, "essential": [work]}
        profiles = [
            {"id": "p1", "headline": "x", "summary": work},
            {"id": "p2", "headline": "x", "summary": f"{problem}?"},
            {"id": "p3", "headline": "x", "summary": "y"},
        ]
        (folder / language / "briefs.jsonl").write_text(json.dumps(brief), encoding="utf-8")
        (folder / language / "profiles.jsonl").write_text("\n".join(map(json.dumps, profiles)), encoding="utf-8")
    (folder / "qrels.tsv").write_text("brief_id\tprofile_id\tgrade\nb1\tp1\t3\n", encoding="utf-8")
    return folder


def test_every_language_asks_in_every_language(parallel):
    told = list(run_languages(encode_parallel(parallel, fake_encoder()), ["lexical"]))

    assert {(one.asked, one.offered) for one in told} == {(a, b) for a in SAID for b in SAID}
    assert all(one.encoded.pairs.grades == {"b1": {"p1": 3}} for one in told)


def test_what_is_lost_between_the_languages_is_the_own_less_the_other(parallel):
    told = list(run_languages(encode_parallel(parallel, fake_encoder()), ["lexical"]))
    found = {(row.query, row.asked): row for row in crossings(told, "lexical")}

    assert found.keys() == {(query, language) for query in ("raw", "brief") for language in SAID}
    row = found["brief", "ko"]
    assert (row.own, row.other) == pytest.approx((0.631, 1.0), abs=1e-3)  # nothing in common: the order of ids
    assert row.interval_95 == pytest.approx((row.own - row.other,) * 2)


def test_a_folder_of_one_language_is_not_taken_for_two(parallel):
    assert is_parallel(parallel)
    assert not is_parallel(parallel / "ko")


@pytest.mark.parametrize("folder", OWN_SETS, ids=lambda folder: folder.name)
def test_the_projects_own_sets_say_the_same_in_both_languages(folder):
    korean, english = (read_judged(folder / language, folder) for language in SAID)

    for ours, theirs in ((korean.briefs, english.briefs), (korean.profiles, english.profiles)):
        assert [(one.id, [text.ref for text in one.texts]) for one in ours] == [
            (one.id, [text.ref for text in one.texts]) for one in theirs
        ]
    judged = {profile for grades in korean.grades.values() for profile in grades}
    traps = {profile for profiles in korean.hard_negatives.values() for profile in profiles}
    assert korean.grades.keys() == {brief.id for brief in korean.briefs}
    assert judged | traps <= {profile.id for profile in korean.profiles}
