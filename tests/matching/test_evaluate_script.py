"""The measuring command prints one JSON line for each system and query, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from matching.models.build import is_built
from tests.matching.test_real_model import FOLDER

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "evaluate_matching.py"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not is_built(FOLDER), reason=f"build it with: python -m matching.models.build {FOLDER}"),
]


@pytest.fixture
def folder(tmp_path):
    briefs = [
        {
            "id": "b1",
            "raw": "용접이 잘못된 걸 카메라로 찾고 싶어요",
            "title": "용접 결함 검출",
            "problem": "불량이 나갑니다.",
        },
        {
            "id": "b2",
            "raw": "We type invoices by hand",
            "title": "Invoice extraction",
            "problem": "Every form differs.",
        },
    ]
    profiles = [
        {"id": "p1", "headline": "표면 결함 검출", "summary": "용접 사진에서 결함을 찾는 모형을 만들었습니다."},
        {"id": "p2", "headline": "Document OCR", "summary": "Extracted fields from scanned invoices."},
    ]
    for name, rows in (("briefs", briefs), ("profiles", profiles)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("brief_id\tprofile_id\tgrade\nb1\tp1\t3\nb2\tp2\t3\n")
    return tmp_path


def run(*arguments):
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def test_the_default_prints_three_systems_for_two_queries(folder):
    done = run(folder)
    lines = [json.loads(line) for line in done.stdout.splitlines()]

    assert [(line["system"], line["query"]) for line in lines] == [
        (system, query) for system in ("lexical", "dense", "full") for query in ("raw", "brief")
    ]
    assert set(lines[0]) == {"system", "query", "ndcg@10", "mrr", "recall@10", "seconds"}
    assert all(line["ndcg@10"] == 1.0 for line in lines if line["system"] == "full")


def test_an_unknown_system_is_named_with_those_there_are(folder):
    done = run(folder, "--systems", "full,magic")

    assert done.returncode == 2
    assert "magic" in done.stderr
    assert "lexical" in done.stderr
