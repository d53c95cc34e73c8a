"""A sentence of a file goes through the real pages and comes out as a brief with its diagnosis in plain lines."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.walk_sentences import ANSWERS, walks
from tests.factories.intake import RAW


def test_a_sentence_becomes_a_submitted_brief(tmp_path: Path) -> None:
    row = {"id": "p-b19", "lang": "ko", "raw": RAW, "task_type": "결함검출(비전)", "industry_ksic": "C25"}
    (tmp_path / "briefs.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert "[p-b19]" in ANSWERS.read_text(encoding="utf-8")
    (told,) = walks(tmp_path)
    assert told.startswith(f"**1. {RAW}**")
    assert "submitted with 11 presses" in told
    assert "넘겨받기 20%" in told


def test_who_knows_little_gets_a_draft_and_is_told_what_is_missing(tmp_path: Path) -> None:
    row = {"id": "nobody", "lang": "ko", "raw": RAW, "task_type": "결함검출(비전)", "industry_ksic": "C25"}
    (tmp_path / "briefs.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (told,) = walks(tmp_path)
    assert "still missing: 지금 값, 바라는 값" in told
    assert "△" in told
