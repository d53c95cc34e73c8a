"""kill -9 of workers at random moments: every text is encoded, or read again after an edit of the vocabulary, and only what a killed one held is done twice.

`KILLS=100 pytest tests/heavy/test_encoding_kill.py` is the full run; the default is a sample.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.db import Base, Database
from app.matches.models import TextVector
from app.matches.queries.documents import stored_texts
from matching.documents import Kind, Text

KILLS = int(os.environ.get("KILLS", "8"))
TEXTS = 300
AT_ONCE = 8
SEED = 20261122

WORKER = textwrap.dedent(
    """
    import sys, time
    from datetime import timedelta
    import sqlalchemy as sa
    import matching.encoding
    from app.core.db import Database
    from app.matches.rules.words import pieces_of
    from app.matches.service import claims, encoding
    from tests.factories.matches import FakeEncoder
    from tests.heavy.test_encoding_kill import AT_ONCE, texts

    def slowly(way, text):
        with database.writing.begin() as session:
            session.execute(sa.text("INSERT INTO mark (way) VALUES (:way)"), {"way": way})
        time.sleep(0.005)

    class Slow(FakeEncoder):
        def encode(self, texts):
            for text in list(texts):
                slowly("encoded", text)
            return super().encode(texts)

    def read_again(text, earlier, really=matching.encoding.read_again):
        slowly("read again", text)
        return really(text, earlier)

    database = Database(sys.argv[1])
    slow = Slow()
    slow.model_hash = sys.argv[2]
    matching.encoding.tokens_of = lambda text: sorted(pieces_of(text))
    matching.encoding.read_again = read_again
    matching.encoding.model_hash = lambda model: slow.model_hash
    matching.encoding.open_encoder = lambda model: slow
    claims.LASTS, encoding.AT_ONCE, encoding.WAIT = timedelta(seconds=1), AT_ONCE, 0.05
    print("ready", flush=True)
    for some in encoding.encode_texts(database, texts(), "model"):
        pass
    """
)


def texts() -> list[Text]:
    return [Text(Kind.PROJECT, f"용접 검사 {'사진 ' * (number % 7)}{number}") for number in range(TEXTS)]


def _worker(url: str, name: str) -> subprocess.Popen[str]:
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", WORKER, url, name]
    started = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert started.stdout
    assert started.stdout.readline() == "ready\n"
    return started


def _work_and_kill(url: str, name: str, chance: random.Random) -> int:
    """Two workers at a time, killed again and again, then two that may finish; how many were killed at work."""
    killed = 0
    for _cycle in range(KILLS):
        workers = [_worker(url, name), _worker(url, name)]
        time.sleep(chance.uniform(0.05, 0.3))
        killed += sum(worker.poll() is None for worker in workers)
        for worker in workers:
            worker.kill()
            worker.wait()
    for worker in [_worker(url, name), _worker(url, name)]:
        assert worker.wait(timeout=120) == 0
    return killed


def _marks(database: Database) -> Counter[str]:
    with database.writing.begin() as session:
        marks = Counter(session.execute(sa.text("SELECT way FROM mark")).scalars())
        session.execute(sa.text("DELETE FROM mark"))
    return marks


def _is_whole(database: Database, name: str) -> bool:
    digests = [text.digest for text in texts()]
    with database.reading() as session:
        rows = session.scalar(sa.select(sa.func.count()).where(TextVector.model_hash == name))
        return rows == TEXTS and set(stored_texts(session, name, digests)) == set(digests)


@pytest.fixture
def marked(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    with database.writing.begin() as session:
        session.execute(sa.text("DROP TABLE IF EXISTS mark"))
        session.execute(sa.text("CREATE TABLE mark (way TEXT)"))
    yield database
    with database.writing.begin() as session:
        session.execute(sa.text("DROP TABLE mark"))
    database.engine.dispose()


def test_killed_workers_lose_nothing_and_repeat_only_what_they_held(marked: Database, database_url: str):
    chance = random.Random(SEED)
    killed = _work_and_kill(database_url, "fake-1.words-1", chance)
    marks = _marks(marked)
    assert killed
    assert _is_whole(marked, "fake-1.words-1")
    assert marks["encoded"] - TEXTS <= killed * AT_ONCE

    killed = _work_and_kill(database_url, "fake-1.words-2", chance)
    marks = _marks(marked)
    assert killed
    assert _is_whole(marked, "fake-1.words-2")
    assert marks["read again"] - TEXTS <= killed * AT_ONCE
    assert marks["encoded"] == 0
