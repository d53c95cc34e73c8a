"""Files on disk: a delta is opened without reading its generation again, and a large generation without a page waiting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.matches.backends import faiss
from app.matches.backends.faiss import FaissEngine
from matching.retrieval.generation import IndexDamaged, IndexMissing, Manifest, newest_generation, read_manifest
from matching.retrieval.rows import gather
from tests.matching.fakes import a_profile, encode

NO_DATABASE: Any = None  # files need none
PEOPLE = encode(a_profile("a", "menu texts"), a_profile("b", "weld inspection"), a_profile("c", "school timetables"))


@pytest.fixture
def engine(tmp_path):
    return FaissEngine(tmp_path / "index")


def write(engine: FaissEngine, people) -> str:
    rows = gather(people)
    return engine.write_generation(NO_DATABASE, rows, "model", rows.corpus)


def opened_aside(engine: FaissEngine) -> None:
    faiss._opening[engine.folder].join()


def test_what_stands_is_opened_once(engine: FaissEngine):
    write(engine, PEOPLE)

    assert engine.open(NO_DATABASE) is engine.open(NO_DATABASE)


def test_a_delta_is_opened_without_reading_its_generation_again(engine: FaissEngine, monkeypatch: pytest.MonkeyPatch):
    write(engine, PEOPLE[:2])
    before, read = engine.open(NO_DATABASE), list[str]()

    def verified(part: Path) -> Manifest:
        read.append(part.name)
        return read_manifest(part)

    monkeypatch.setattr("matching.retrieval.faiss_index.read_manifest", verified)
    delta = engine.write_delta(NO_DATABASE, before, PEOPLE[2:], [], "later")

    assert engine.open(NO_DATABASE).documents == 3
    assert read == [delta]


def test_while_a_large_generation_is_verified_the_one_before_goes_on_answering(
    engine: FaissEngine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(faiss, "LARGE", 0)
    first = write(engine, PEOPLE[:2])
    assert engine.open(NO_DATABASE).retriever.generation == first  # there was none before: this one is waited for
    second = write(engine, PEOPLE)
    assert engine.open(NO_DATABASE).retriever.generation == first
    opened_aside(engine)

    assert engine.open(NO_DATABASE).retriever.generation == second


def test_a_writer_waits_for_the_newest_generation(engine: FaissEngine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(faiss, "LARGE", 0)
    write(engine, PEOPLE[:2])
    engine.open(NO_DATABASE)
    second = write(engine, PEOPLE)

    assert engine.open(NO_DATABASE, patient=True).retriever.generation == second


def test_a_large_generation_that_is_damaged_is_noticed_aside_and_then_told(
    engine: FaissEngine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(faiss, "LARGE", 0)
    first = write(engine, PEOPLE[:2])
    engine.open(NO_DATABASE)
    write(engine, PEOPLE)
    (newest_generation(engine.folder) / "impacts.npy").write_bytes(b"")
    assert engine.open(NO_DATABASE).retriever.generation == first
    opened_aside(engine)

    with pytest.raises(IndexDamaged):
        engine.open(NO_DATABASE)


def test_an_opened_generation_whose_files_are_touched_is_verified_again(engine: FaissEngine):
    write(engine, PEOPLE)
    engine.open(NO_DATABASE)
    (newest_generation(engine.folder) / "impacts.npy").write_bytes(b"")

    with pytest.raises(IndexDamaged):
        engine.open(NO_DATABASE)


def test_a_cleared_index_is_missing(engine: FaissEngine):
    write(engine, PEOPLE)
    engine.open(NO_DATABASE)
    engine.clear(NO_DATABASE)

    with pytest.raises(IndexMissing):
        engine.open(NO_DATABASE)
