"""`./scripts/demo` with the real application on PostgreSQL: killed in the midst it goes on, Ctrl-C ends all it started."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from scripts.setup.home import DemoHome

ROOT = Path(__file__).parents[2]
OPENS_WITHIN = 900.0  # seconds; a busy machine takes ten times what a quiet one does
SEEDING, ENCODING, OPEN = "==> Make the demo data", "==> Encode the texts", "Ieum is open"

pytestmark = pytest.mark.postgres


class Demo:
    """The command as somebody types it, its words read as they come."""

    def __init__(self, url: str, log: Path) -> None:
        self.url, self.log = url, log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [str(ROOT / "scripts" / "demo"), "--db", self.url, "--port", str(self.port), *words]
        env = {name: value for name, value in os.environ.items() if not name.startswith("IEUM_")}
        with self.log.open("wb") as sink:
            return subprocess.Popen(command, cwd=ROOT, stdout=sink, stderr=sink, env=env | {"LANG": "en_US.UTF-8"})

    def wait_for(self, words: str, process: subprocess.Popen[bytes]) -> None:
        eventually(lambda: words in self.log.read_text() or process.poll() is not None, OPENS_WITHIN)
        assert words in self.log.read_text()

    def answer(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return str(answer.read().decode())

    def is_silent(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) != 0


@pytest.fixture
def demo(postgres_database: str, tmp_path: Path) -> Iterator[Demo]:
    yield Demo(postgres_database, tmp_path / "log")
    shutil.rmtree(DemoHome.of(postgres_database).folder, ignore_errors=True)


def eventually(holds: Callable[[], bool], within: float = 30.0) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def tables_of(url: str) -> set[str]:
    engine = sa.create_engine(url)
    try:
        return set(sa.inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_it_opens_after_being_killed_while_seeding_and_while_encoding(demo: Demo):
    for words in (SEEDING, ENCODING):
        process = demo.start()
        demo.wait_for(words, process)
        time.sleep(4)
        process.kill()
        process.wait()

    process = demo.start()
    demo.wait_for(OPEN, process)
    assert '"state":"ready"' in demo.answer("/readyz").replace(" ", "")
    assert "giho.seo@garam-press.example" in demo.log.read_text()

    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    eventually(demo.is_silent)

    process = demo.start()  # everything is there: nothing is made again
    demo.wait_for(OPEN, process)
    assert SEEDING not in demo.log.read_text()
    process.kill()
    process.wait()
    eventually(demo.is_silent)

    process = demo.start("--fresh")
    demo.wait_for(SEEDING, process)
    process.kill()
    process.wait()
    eventually(lambda: "app_user" in tables_of(demo.url))
