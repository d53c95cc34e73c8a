"""After an edit of the vocabulary texts are read again and keep their vectors; only another encoder, or damage, means encoding."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

import matching.encoding
from app.core.db import Database
from app.matches.models import MatchDocument, TextVector
from app.matches.queries.index import open_newest
from app.matches.service import encoding
from app.matches.service.claims import claim
from app.matches.service.encoding import ModelChanged, encode_texts, open_encoder
from app.matches.service.refreshing import rebuild_index
from app.settings import Settings
from matching.documents import Kind, Text
from matching.encoded import EncodedText
from tests.factories import make_brief, make_profile
from tests.factories.matches import FakeEncoder, read_everything

TEXTS = [Text(Kind.PROJECT, f"용접 검사 {'사진 ' * (number % 5)}{number}. 값을 쟀습니다.") for number in range(30)]
MODEL = "model"
BEFORE, EDITED, ANOTHER = "fake-1.words-1", "fake-1.words-2", "fake-2.words-2"


@pytest.fixture
def call(encoder: FakeEncoder) -> Callable[[str], None]:
    """Start again under that name, as a process does after a change."""

    def call(name: str) -> None:
        encoder.model_hash = name
        encoder.asked.clear()
        encoding.model_hash.cache_clear()
        encoding.open_encoder.cache_clear()

    call(BEFORE)
    return call


@pytest.fixture
def edit(call: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Teach the vocabulary a word that stands in all texts."""

    def edit() -> None:
        monkeypatch.setattr(matching.encoding, "_skills_of", lambda text: ("welding",) if "용접" in text else ())
        call(EDITED)

    return edit


def encode(database: Database) -> None:
    for _some in encode_texts(database, TEXTS, MODEL):
        pass


def stored(database: Database, name: str) -> dict[str, bytes]:
    with database.reading() as session:
        rows = sa.select(TextVector.digest, TextVector.content).where(TextVector.model_hash == name)
        return {row.digest: row.content for row in session.execute(rows)}


def test_after_an_edit_every_text_is_read_again_and_no_model_is_opened(
    database: Database, encoder: FakeEncoder, edit: Callable[[], None], monkeypatch: pytest.MonkeyPatch
):
    encode(database)
    earlier = stored(database, BEFORE)
    edit()
    monkeypatch.setattr(matching.encoding, "open_encoder", lambda model: pytest.fail("opened"))
    encode(database)

    assert encoder.asked == []
    assert {EncodedText.from_bytes(content).skills for content in stored(database, EDITED).values()} == {("welding",)}
    assert stored(database, BEFORE) == earlier


def test_what_was_read_again_is_byte_for_byte_what_encoding_would_have_stored(
    database: Database, encoder: FakeEncoder, edit: Callable[[], None]
):
    encode(database)
    edit()
    encode(database)

    assert stored(database, EDITED) == {text.digest: text.to_bytes() for text in encoder.encode(TEXTS)}


def test_another_encoder_encodes(database: Database, encoder: FakeEncoder, call: Callable[[str], None]):
    encode(database)
    call(ANOTHER)
    encode(database)

    assert sorted(encoder.asked) == sorted(text.text for text in TEXTS)


def test_damaged_vectors_are_encoded_and_not_carried_over(
    database: Database, encoder: FakeEncoder, edit: Callable[[], None]
):
    encode(database)
    with database.writing.begin() as session:
        bad = session.get_one(TextVector, (TEXTS[3].digest, BEFORE))
        bad.content = bad.content[:-1]
    edit()
    encode(database)

    assert encoder.asked == [TEXTS[3].text]
    assert stored(database, EDITED).keys() == {text.digest for text in TEXTS}


def test_a_text_is_carried_over_from_any_earlier_vocabulary(
    database: Database, encoder: FakeEncoder, call: Callable[[str], None], edit: Callable[[], None]
):
    encode(database)
    edit()
    encode(database)
    with database.writing.begin() as session:
        session.execute(sa.update(TextVector).where(TextVector.model_hash == EDITED).values(content=b"IEU1 torn"))
    call("fake-1.words-3")
    encode(database)

    assert encoder.asked == []
    assert len(stored(database, "fake-1.words-3")) == len(TEXTS)


def test_a_claim_under_the_earlier_name_is_nothing_to_carry_over(
    database: Database, encoder: FakeEncoder, edit: Callable[[], None]
):
    claim(database, TEXTS, BEFORE)
    edit()
    encode(database)

    assert sorted(encoder.asked) == sorted(text.text for text in TEXTS)


def test_two_workers_read_each_text_again_once(
    database: Database, encoder: FakeEncoder, edit: Callable[[], None], monkeypatch: pytest.MonkeyPatch
):
    encode(database)
    edit()
    monkeypatch.setattr(encoding, "AT_ONCE", 4)
    monkeypatch.setattr(encoding, "WAIT", 0.01)
    read: list[str] = []
    read_again = matching.encoding.read_again

    def remember(text: Text, earlier: EncodedText) -> EncodedText:
        read.append(text.digest)
        return read_again(text, earlier)

    monkeypatch.setattr(matching.encoding, "read_again", remember)
    workers = [threading.Thread(target=encode, args=[database]) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(read) == sorted(text.digest for text in TEXTS)
    assert (encoder.asked, len(stored(database, EDITED))) == ([], len(TEXTS))


def test_a_reading_that_failed_is_free_for_the_next_worker_at_once(
    database: Database, edit: Callable[[], None], monkeypatch: pytest.MonkeyPatch
):
    def fail(_text: Text, _earlier: EncodedText) -> EncodedText:
        raise MemoryError

    encode(database)
    edit()
    monkeypatch.setattr(matching.encoding, "read_again", fail)
    with pytest.raises(MemoryError):
        encode(database)

    assert claim(database, TEXTS, EDITED) == (TEXTS, [])


def test_a_rebuild_after_an_edit_encodes_nothing_and_ends_with_an_index_of_the_new_name(
    session: Session, database: Database, settings: Settings, encoder: FakeEncoder, edit: Callable[[], None]
):
    make_profile(session)
    make_brief(session)
    session.commit()
    read_everything(database, settings)
    edit()
    rebuild_index(database, settings, say=lambda _line: None)

    assert encoder.asked == []
    current = session.scalars(sa.select(MatchDocument.model_hash).where(MatchDocument.superseded_at.is_(None)))
    assert set(current) == {EDITED}
    assert open_newest(session, settings, EDITED).documents == 1


def test_a_model_that_was_changed_under_a_running_worker_stores_nothing_under_its_old_name(
    database: Database, encoder: FakeEncoder, call: Callable[[str], None]
):
    assert encoding.model_hash(MODEL) == BEFORE
    encoder.model_hash = ANOTHER
    with pytest.raises(ModelChanged):
        encode(database)

    assert stored(database, BEFORE) == stored(database, ANOTHER) == {}
    call(ANOTHER)
    assert open_encoder(MODEL) is encoder
