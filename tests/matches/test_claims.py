"""Several workers share the encoding: each text is claimed by one, finished by somebody, and never done twice."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.db import Database
from app.matches.models import TextVector
from app.matches.queries.documents import stored_texts
from app.matches.service import encoding
from app.matches.service.claims import LASTS, claim
from app.matches.service.encoding import encode_texts
from matching.documents import Kind, Text
from tests.factories.matches import FakeEncoder

TEXTS = [Text(Kind.PROJECT, f"용접 검사 {'사진 ' * (number % 5)}{number}") for number in range(30)]
MODEL = "model"


def whole(database: Database) -> set[str]:
    with database.reading() as session:
        return set(stored_texts(session, "fake-1", [text.digest for text in TEXTS]))


def test_two_claims_of_the_same_texts_share_them(database: Database):
    mine, theirs = claim(database, TEXTS[:20], "fake-1")
    second, waiting = claim(database, TEXTS[10:], "fake-1")

    assert (mine, theirs) == (TEXTS[:20], [])
    assert (second, waiting) == (TEXTS[20:], TEXTS[10:20])


def test_a_claim_that_ran_out_is_taken_over(database: Database):
    claim(database, TEXTS, "fake-1")
    with clock.at(clock.now() + LASTS + timedelta(seconds=1)):
        assert claim(database, TEXTS, "fake-1") == (TEXTS, [])


def test_what_is_encoded_is_claimed_no_more(database: Database):
    for _some in encode_texts(database, TEXTS, MODEL):
        pass

    assert claim(database, TEXTS, "fake-1") == ([], [])


def test_two_workers_do_each_text_once_and_both_see_all_done(
    database: Database, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(encoding, "AT_ONCE", 4)
    monkeypatch.setattr(encoding, "WAIT", 0.01)
    seen: list[int] = []

    def work() -> None:
        seen.append(sum(len(some) for some in encode_texts(database, TEXTS, MODEL)))

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(encoder.asked) == sorted(text.text for text in TEXTS)
    assert seen == [len(TEXTS), len(TEXTS)]
    assert whole(database) == {text.digest for text in TEXTS}


def test_a_failed_batch_is_free_for_the_next_worker_at_once(
    database: Database, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
):
    def fail(_texts):
        raise MemoryError

    monkeypatch.setattr(encoder, "encode", fail)
    with pytest.raises(MemoryError):
        list(encode_texts(database, TEXTS, MODEL))

    assert claim(database, TEXTS, "fake-1") == (TEXTS, [])


def test_a_claim_counts_as_no_vector(database: Database):
    claim(database, TEXTS, "fake-1")

    assert whole(database) == set()


def test_damaged_vectors_are_made_again_and_whole_ones_kept(database: Database, encoder: FakeEncoder):
    list(encode_texts(database, TEXTS, MODEL))
    with database.writing.begin() as session:
        bad = session.get_one(TextVector, (TEXTS[3].digest, "fake-1"))
        bad.content = bad.content[:-1]
    encoder.asked.clear()
    list(encode_texts(database, TEXTS, MODEL))

    assert encoder.asked == [TEXTS[3].text]
    assert len(whole(database)) == len(TEXTS)


def test_batches_are_of_like_length_and_no_longer_than_a_claim_lasts(
    database: Database, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(encoding, "LETTERS_AT_ONCE", 60)
    batches = [[len(text.text) for text in some] for some in encode_texts(database, TEXTS, MODEL)]

    assert [length for batch in batches for length in batch] == sorted(len(text.text) for text in TEXTS)
    assert all(sum(batch[:-1]) <= 60 for batch in batches)
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(TextVector)) == len(TEXTS)
