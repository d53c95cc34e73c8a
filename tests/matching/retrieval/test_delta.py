"""What changed since the generation is answered from a small delta beside it, as if all had been written anew."""

import pytest

from matching.retrieval.faiss_index import open_index, write_delta, write_generation
from matching.retrieval.generation import IndexStale, IndexUnusable, corpus_digest, newest_delta, newest_generation
from tests.matching.fakes import a_brief, a_profile, encode

BRIEF, A, B, C, NEW, CHANGED = encode(
    a_brief("weld inspection"),
    a_profile("a", "menu texts"),
    a_profile("b", "weld inspection with cameras"),
    a_profile("c", "school timetables"),
    a_profile("new", "weld inspection by sound"),
    a_profile("a", "weld inspection weld inspection"),
)
MODEL = "model-1"


@pytest.fixture
def folder(tmp_path):
    write_generation(tmp_path, [A, B, C], MODEL)
    return tmp_path


def now(*documents):
    return corpus_digest({one.id: one.document.digests for one in documents})


def test_a_saved_profile_is_found_without_a_new_generation(folder):
    before = newest_generation(folder)
    write_delta(folder, [NEW], [], MODEL, now(A, B, C, NEW))

    assert set(open_index(folder, MODEL).order(BRIEF, ["a", "b", "c", "new"])[:2]) == {"b", "new"}
    assert newest_generation(folder) == before


def test_a_changed_profile_is_answered_from_its_new_texts(folder):
    assert open_index(folder, MODEL).order(BRIEF, ["a", "c"])[0] in "ac"
    write_delta(folder, [CHANGED], [], MODEL, now(CHANGED, B, C))

    assert open_index(folder, MODEL).order(BRIEF, ["a", "b", "c"])[0] == "a"


def test_who_left_is_known_no_more(folder):
    write_delta(folder, [], ["b"], MODEL, now(A, C))

    assert open_index(folder, MODEL).order(BRIEF, ["b", "a", "c"])[-1] == "b"


def test_a_later_delta_stands_for_the_earlier_ones(folder):
    write_delta(folder, [NEW], [], MODEL, now(A, B, C, NEW))
    write_delta(folder, [CHANGED], ["b"], MODEL, now(CHANGED, C))
    index = open_index(folder, MODEL, now(CHANGED, C))

    assert index.order(BRIEF, ["a", "c", "new"]) == ["a", "c", "new"]
    assert index.generation == newest_delta(newest_generation(folder)).name


def test_generation_and_delta_order_like_a_generation_of_all(folder, tmp_path_factory):
    write_delta(folder, [CHANGED, NEW], ["c"], MODEL, now(CHANGED, B, NEW))
    other = tmp_path_factory.mktemp("anew")
    write_generation(other, [CHANGED, B, NEW], MODEL)
    ids = ["a", "b", "new"]

    assert open_index(folder, MODEL).order(BRIEF, ids) == open_index(other, MODEL).order(BRIEF, ids)


def test_a_new_generation_needs_no_delta(folder):
    write_delta(folder, [NEW], [], MODEL, now(A, B, C, NEW))
    for _ in range(2):
        write_generation(folder, [A, B, C, NEW], MODEL)

    assert newest_delta(newest_generation(folder)) is None
    assert not list(folder.glob("delta-*"))


def test_other_documents_make_a_delta_stale(folder):
    write_delta(folder, [NEW], [], MODEL, now(A, B, C, NEW))

    with pytest.raises(IndexStale):
        open_index(folder, MODEL, now(A, B, C))


def test_a_delta_of_another_generation_is_noticed(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    write_generation(other, [A, B], MODEL)
    write_delta(other, [NEW], [], MODEL, now(A, B, NEW)).rename(folder / "delta-00000001-00000001")

    with pytest.raises(IndexStale):
        open_index(folder, MODEL)


def test_a_damaged_delta_is_noticed_and_not_passed_over(folder):
    delta = write_delta(folder, [NEW], [], MODEL, now(A, B, C, NEW))
    (delta / "impacts.npy").write_bytes(b"")

    with pytest.raises(IndexUnusable):
        open_index(folder, MODEL)
