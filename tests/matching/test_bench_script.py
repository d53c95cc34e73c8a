"""The measuring command runs from end to end on a small market and names what it could not compare."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from matching.evaluation.engines import missing_engines
from matching.evaluation.synthetic import Market

SCRIPT = Path(__file__).parents[2] / "scripts" / "bench_matching.py"


@pytest.fixture(scope="module")
def printed():
    done = subprocess.run(
        [sys.executable, SCRIPT, "--profiles", "400", "--queries", "3"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("name", ["ours", "faiss flat fp32", "numpy scan"])
def test_every_engine_is_measured_with_each_filter(printed, name):
    assert printed.count(f"\n| {name} |") == 3


def test_what_is_not_installed_is_named(printed):
    assert f"Not installed here: {', '.join(missing_engines()) or 'none'}" in printed


@pytest.mark.parametrize(
    "words",
    [
        "GB/s",
        "| constraints |",
        "| retrieval |",
        "| all |",
        "share of read bandwidth",
        "share of sgemm",
        "ours / qdrant-edge, 10 %",
        "lexical and dense together / their sum",
    ],
)
def test_bandwidth_steps_and_aims_are_told(printed, words):
    assert words in printed


def test_an_engine_that_stops_is_named_and_stops_nothing_else(capsys):
    spec = spec_from_file_location("bench_matching", SCRIPT)
    assert spec
    assert spec.loader
    bench = module_from_spec(spec)
    spec.loader.exec_module(bench)

    assert bench.Process("no such engine", ["--profiles", "10", "--queries", "1"]).told() is None
    assert "no such engine stopped with 1" in capsys.readouterr().out


def test_rows_of_your_own_are_searched_and_too_few_are_told(tmp_path):
    np.save(tmp_path / "own.npy", np.random.default_rng(0).standard_normal((60, 8), np.float32))

    asked = ["--only", "engines", "--vectors", str(tmp_path / "own.npy"), "--queries", "5", "--profiles"]
    enough, too_few = (
        subprocess.run([sys.executable, SCRIPT, *asked, count], capture_output=True, text=True, check=False)
        for count in ("55", "56")
    )

    assert "| ours | " in enough.stdout
    assert "holds 60 rows, not 61" in too_few.stdout


def test_an_invented_profile_is_the_same_whenever_it_is_asked_for():
    first, again = Market().profile(7), Market().profile(7)

    assert first.id == again.id
    assert [one.to_bytes() for one in first.encoded] == [one.to_bytes() for one in again.encoded]
