"""A folder of judged pairs is read as the matcher's documents, protected and plain fields left behind."""

import json

import pytest

from matching.documents import Kind
from matching.evaluation.judged import read_judged

BRIEF = {
    "id": "b1",
    "lang": "en",
    "raw": "we miss bad welds",
    "title": "Weld inspection",
    "problem": "Bad beads go out.",
    "essential": ["defect detection"],
    "nice": ["lighting"],
    "budget_won": 1,
}
PROFILE = {
    "id": "p1",
    "lang": "en",
    "headline": "Vision trainee",
    "summary": "Metallurgist.",
    "skills": [{"name": "PyTorch", "level": 4, "evidence": "all"}],
    "projects": [{"title": "Welds", "text": "Photos."}],
    "courses": ["AI"],
    "certificates": [],
    "rate_won_per_hour": 30000,
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "briefs.jsonl").write_text(json.dumps(BRIEF) + "\n\n")
    (tmp_path / "profiles.jsonl").write_text(json.dumps(PROFILE) + "\n")
    (tmp_path / "qrels.tsv").write_text("brief_id\tprofile_id\tgrade\nb1\tp1\t3\n")
    return tmp_path


def test_briefs_and_raw_sentences_stand_under_the_same_ids(folder):
    judged = read_judged(folder)

    assert [text.kind for text in judged.briefs[0].texts] == [Kind.TITLE, Kind.PROBLEM, Kind.ESSENTIAL, Kind.NICE]
    assert [(text.kind, text.text) for text in judged.raw[0].texts] == [(Kind.RAW, "we miss bad welds")]
    assert judged.grades == {"b1": {"p1": 3}}


def test_a_profile_gives_its_texts_and_nothing_else(folder):
    (profile,) = read_judged(folder).profiles

    assert [(text.ref, text.text) for text in profile.texts] == [
        ("headline", "Vision trainee"),
        ("summary", "Metallurgist."),
        ("project:0", "Welds. Photos."),
        ("skill:0", "PyTorch"),
        ("course:0", "AI"),
    ]


def test_hard_negatives_are_read_where_there_are_some(folder):
    assert read_judged(folder).hard_negatives == {}

    (folder / "hard_negatives.tsv").write_text("brief_id\tprofile_id\tgrade\treason\nb1\tp1\t0\twords only\n")
    assert read_judged(folder).hard_negatives == {"b1": frozenset({"p1"})}
