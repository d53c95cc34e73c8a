"""Where a demo keeps its data: a folder and a database of its own, made whole or made again, never somebody else's."""

import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.setup.console import Failed, Words
from scripts.setup.environment import MODEL, PYTHON
from scripts.setup.steps import ROOT, run, write_whole

DEMO = ROOT / "instance" / "demo"
_KEPT = {"database", "lock"}  # starting over removes everything else


@dataclass(frozen=True)
class DemoHome:
    """`folder/database` says "making" from before the first table until the demo data is complete, then "made"."""

    folder: Path
    database_url: str

    @classmethod
    def of(cls, url: str) -> "DemoHome":
        if not url:
            return cls(DEMO, f"sqlite:///{DEMO / 'ieum.db'}")
        return cls(DEMO.with_name(f"demo-{hashlib.sha256(url.encode()).hexdigest()[:8]}"), url)

    @contextmanager
    def held(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                what = Words("이 데모가 이미 실행되고 있어요.", "This demo is already running.")
                then = Words("먼저 그 창에서 Ctrl-C로 멈춰 주세요.", "Stop it with Ctrl-C in its window first.")
                raise Failed(what, then) from None
            yield

    def settings(self, port: int) -> dict[str, str]:
        return {
            "IEUM_ENV": "demo",
            "IEUM_INSTANCE": str(self.folder),
            "IEUM_MODEL": os.environ.get("IEUM_MODEL") or str(MODEL),
            "IEUM_BASE_URL": f"http://127.0.0.1:{port}",
            "DATABASE_URL": self.database_url,
            "SECRET_KEY": self._secret(),
            "PORT": str(port),
        }

    def log(self, name: str) -> Path:
        return self.folder / "log" / f"{name}.log"

    def is_made(self) -> bool:
        return self._state() == "made"

    def start_over(self) -> None:
        """What is removed is ours by the record; a database that the demo did not make is refused in `begin`."""
        if self._state():
            self._record("making")
        for path in self.folder.iterdir():
            if path.name in _KEPT:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def begin(self, env: Mapping[str, str]) -> None:
        """An empty database, for the demo to fill. Raises Failed when it holds what the demo did not put there."""
        if self._state() != "making":
            self._run("refuse-used", env)
            self._record("making")
        self._run("empty", env)

    def finish(self) -> None:
        self._record("made")

    def _run(self, what: str, env: Mapping[str, str]) -> None:
        then = Words(
            "--db에는 비어 있는 데이터베이스의 주소를 주세요. 예: postgresql://이름:암호@localhost/ieum_demo",
            "Give --db the address of an empty database, as in postgresql://name:password@localhost/ieum_demo",
        )
        run("database", [str(PYTHON), "-m", "scripts.setup.database", what], then, env)

    def _state(self) -> str:
        record = self.folder / "database"
        return record.read_text() if record.is_file() else ""

    def _record(self, state: str) -> None:
        write_whole(self.folder / "database", state)

    def _secret(self) -> str:
        path = self.folder / "secret"
        if not path.is_file():
            write_whole(path, secrets.token_hex(32))
            path.chmod(0o600)
        return path.read_text()
