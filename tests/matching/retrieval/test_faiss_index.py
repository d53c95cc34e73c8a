"""The index answers exactly, and never from files that are not what their manifest says."""

import shutil

import numpy as np
import pytest

from matching.language import LANGUAGES
from matching.retrieval.faiss_index import open_index, write_generation
from matching.retrieval.generation import (
    MANIFEST,
    IndexDamaged,
    IndexMissing,
    IndexStale,
    IndexUnusable,
    corpus_digest,
    newest_generation,
    read_manifest,
)
from matching.retrieval.layer import Layer
from tests.matching.fakes import a_brief, a_profile, encode

BRIEF, *PEOPLE = encode(
    a_brief("weld inspection"),
    a_profile("a", "menu texts"),
    a_profile("b", "weld inspection with cameras", skills=["lamps"]),
    a_profile("c", "school timetables"),
    a_profile("d", "용접 검사"),
)
IDS = ["a", "b", "c", "d"]
MODEL = "model-1"
FILES = ["vectors-ko.faiss", "vectors-en.faiss", "ids.npy", "impacts.npy", "families.npy", MANIFEST]


@pytest.fixture
def folder(tmp_path):
    write_generation(tmp_path, PEOPLE, MODEL)
    return tmp_path


def test_the_best_match_comes_first_and_nobody_is_lost(folder):
    order = open_index(folder, MODEL).order(BRIEF, IDS)

    assert order[0] == "b"
    assert sorted(order) == IDS


def test_only_the_allowed_are_answered(folder):
    assert sorted(open_index(folder, MODEL).order(BRIEF, ["a", "c"])) == ["a", "c"]


def test_whom_the_index_does_not_know_yet_comes_last(folder):
    assert open_index(folder, MODEL).order(BRIEF, ["new", "b"]) == ["b", "new"]
    assert open_index(folder, MODEL).order(BRIEF, ["new"]) == ["new"]


def test_dense_scores_equal_a_plain_scan(folder):
    allowed = np.array([True, True, False, True])
    scanned = []
    for person in PEOPLE:
        language = LANGUAGES.index(person.language)
        spreads = []
        for asked in BRIEF.encoded:
            mean, spread = asked.statistics[:, language, 0], asked.statistics[:, language, 1]
            for offered in person.encoded:
                similar = np.array([a @ b for a, b in zip(asked.vectors, offered.vectors, strict=True)])
                spreads.append(float(((similar - mean) / spread).mean()))
        scanned.append(np.mean(spreads))
    layer = Layer.open(newest_generation(folder), read_manifest(newest_generation(folder)))

    np.testing.assert_allclose(layer.dense.scores(BRIEF, allowed)[allowed], np.array(scanned)[allowed], atol=0.01)


def test_the_statistics_of_words_are_those_of_the_documents(folder):
    words = open_index(folder, MODEL).words

    assert words.documents == len(PEOPLE)
    assert words.containing["inspection"] == 1


def test_an_empty_folder_has_no_index(tmp_path):
    with pytest.raises(IndexMissing):
        open_index(tmp_path, MODEL)


def test_another_models_index_is_stale(folder):
    with pytest.raises(IndexStale):
        open_index(folder, "model-2")


def test_other_documents_make_it_stale(folder):
    digests = {person.id: person.document.digests for person in PEOPLE}

    assert open_index(folder, MODEL, corpus_digest(digests)).order(BRIEF, IDS)
    with pytest.raises(IndexStale):
        open_index(folder, MODEL, corpus_digest(digests | {"a": frozenset({"changed"})}))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_a_flipped_bit_anywhere_is_noticed(folder, name, share):
    path = newest_generation(folder) / name
    content = bytearray(path.read_bytes())
    content[int(share * len(content))] ^= 1
    path.write_bytes(content)

    with pytest.raises(IndexUnusable):
        open_index(folder, MODEL)


@pytest.mark.parametrize("name", FILES)
def test_a_cut_or_missing_file_is_noticed(folder, name):
    path = newest_generation(folder) / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexDamaged):
        open_index(folder, MODEL)

    path.unlink()
    with pytest.raises(IndexDamaged):
        open_index(folder, MODEL)


def test_files_swapped_from_another_generation_are_noticed(folder, tmp_path_factory):
    other = write_generation(tmp_path_factory.mktemp("other"), PEOPLE[:2], MODEL)
    shutil.copy(other / "vectors-en.faiss", newest_generation(folder) / "vectors-en.faiss")

    with pytest.raises(IndexDamaged):
        open_index(folder, MODEL)


def test_when_nobody_is_left_their_vectors_leave_the_disk(folder):
    for _ in range(2):
        write_generation(folder, [], MODEL)
    index = open_index(folder, MODEL, corpus_digest({}))

    assert index.order(BRIEF, ["c", "a"]) == ["a", "c"]
    assert index.words.documents == 0
    assert not list(folder.rglob("*.faiss"))


def test_a_new_generation_takes_over_and_old_ones_go(folder):
    for _ in range(3):
        write_generation(folder, PEOPLE[:2], MODEL)

    assert open_index(folder, MODEL).words.documents == 2
    assert len(list(folder.iterdir())) == 2


def test_an_interrupted_write_leaves_the_index_as_it_was(folder, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("matching.retrieval.dense_index.DenseIndex.write", stop)
    before = newest_generation(folder)
    with pytest.raises(KeyboardInterrupt):
        write_generation(folder, PEOPLE, MODEL)

    assert newest_generation(folder) == before
    assert list(folder.iterdir()) == [before]
