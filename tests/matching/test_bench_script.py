"""The measuring command runs from end to end on a small market and names what it could not compare."""

import subprocess
import sys
from pathlib import Path

import pytest

from matching.evaluation.engines import ENGINES, missing_engines
from matching.evaluation.synthetic import Market

SCRIPT = Path(__file__).parents[2] / "scripts" / "bench_matching.py"


@pytest.fixture(scope="module")
def printed():
    done = subprocess.run(
        [sys.executable, SCRIPT, "--profiles", "400", "--queries", "3"], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_every_installed_engine_is_measured_with_each_filter(printed):
    for name in ENGINES:
        assert printed.count(f"\n| {name} |") == (0 if name in missing_engines() else 3)


def test_bandwidth_steps_and_what_was_left_out_are_told(printed):
    for words in ("GB/s", "Not compared: qdrant-edge, pgvector", "| constraints |", "| retrieval |", "| all |"):
        assert words in printed


def test_an_invented_profile_is_the_same_whenever_it_is_asked_for():
    first, again = Market().profile(7), Market().profile(7)

    assert first.id == again.id
    assert [one.to_bytes() for one in first.encoded] == [one.to_bytes() for one in again.encoded]
