"""kill -9 of encoding workers at random moments: every text is encoded in the end, and only what a killed one held is done again.

`KILLS=100 pytest tests/heavy/test_encoding_kill.py` is the full run; the default is a sample.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

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

    class Slow(FakeEncoder):
        def encode(self, texts):
            for text in list(texts):
                with database.writing.begin() as session:
                    session.execute(sa.text("INSERT INTO mark (digest) VALUES (:digest)"), {"digest": text.digest})
                time.sleep(0.005)
            return super().encode(texts)

    database = Database(sys.argv[1])
    matching.encoding.tokens_of = lambda text: sorted(pieces_of(text))
    slow = Slow()
    matching.encoding.open_encoder = lambda model: slow
    claims.LASTS, encoding.AT_ONCE, encoding.WAIT = timedelta(seconds=1), AT_ONCE, 0.05
    print("ready", flush=True)
    for some in encoding.encode_texts(database, texts(), "model"):
        pass
    """
)


def texts() -> list[Text]:
    return [Text(Kind.PROJECT, f"용접 검사 {'사진 ' * (number % 7)}{number}") for number in range(TEXTS)]


def _worker(url: str) -> subprocess.Popen[str]:
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", WORKER, url]
    started = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert started.stdout
    assert started.stdout.readline() == "ready\n"
    return started


def test_killed_encoders_lose_nothing_and_repeat_only_what_they_held(database_url):
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    with database.writing.begin() as session:
        session.execute(sa.text("CREATE TABLE IF NOT EXISTS mark (digest TEXT)"))
        session.execute(sa.text("DELETE FROM mark"))
    chance, killed = random.Random(SEED), 0
    for _cycle in range(KILLS):
        workers = [_worker(database_url), _worker(database_url)]
        time.sleep(chance.uniform(0.05, 0.3))
        killed += sum(worker.poll() is None for worker in workers)
        for worker in workers:
            worker.kill()
            worker.wait()
    for worker in [_worker(database_url), _worker(database_url)]:
        assert worker.wait(timeout=120) == 0
    with database.writing.begin() as session:
        digests = [text.digest for text in texts()]
        whole = stored_texts(session, "fake-1", digests)
        encodings = session.scalar(sa.text("SELECT count(*) FROM mark"))
        rows = session.scalar(sa.select(sa.func.count()).select_from(TextVector))
        session.execute(sa.text("DROP TABLE mark"))
    database.engine.dispose()
    assert set(whole) == set(digests)
    assert rows == TEXTS
    assert killed
    assert encodings - TEXTS <= killed * AT_ONCE
