"""One step of set-up after the other: said, timed, remembered when it succeeded, skipped when nothing it depends on changed."""

import fcntl
import hashlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.setup.console import Failed, Words, say, took
from scripts.setup.leash import Leashed

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "instance" / "setup"
HEARTBEAT = 30.0  # seconds between signs of life where the screen cannot be redrawn


@contextmanager
def step(title: Words, usually: Words) -> Iterator[None]:
    print(f"==> {title} ({usually})", flush=True)
    started = time.monotonic()
    yield
    print(f"    {took(time.monotonic() - started)}", flush=True)


def once(stamp: Path, key: str, title: Words, usually: Words, do: Callable[[], None]) -> None:
    """Does the step unless its stamp says that it succeeded with the same key."""
    if stamp.is_file() and stamp.read_text() == key:
        print(f"  ✓ {title}", flush=True)
        return
    with step(title, usually):
        do()
        write_whole(stamp, key)


def write_whole(path: Path, text: str) -> None:
    """The file has the whole text or is as it was, whenever we are interrupted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(text)
    beside.replace(path)


def digest(paths: Iterable[Path], *facts: str) -> str:
    total = hashlib.sha256("\n".join(facts).encode())
    for path in sorted(paths):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def run(name: str, command: Sequence[str], then: Words, env: Mapping[str, str] | None = None) -> str:
    """Runs a command to its end and returns what it printed; shows meanwhile that it lives."""
    with Leashed(command, LOGS / f"{name}.log", env) as process:
        _watch(process)
    printed = process.log.read_text(errors="replace")
    if process.ended():
        what = Words(
            f"‘{name}’ 단계를 마치지 못했어요. (기록: {process.log})", f"'{name}' did not finish. (log: {process.log})"
        )
        raise Failed(what, then, printed)
    return printed


def _watch(process: Leashed) -> None:
    started = said = time.monotonic()
    while process.ended() is None:
        time.sleep(0.1)
        now = time.monotonic()
        if sys.stdout.isatty():
            print(f"\r\033[K    {took(now - started)}  {last_line(process.log)[:90]}", end="", flush=True)
        elif now - said > HEARTBEAT:
            said = now
            print(f"    … {took(now - started)}", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def last_line(log: Path) -> str:
    with log.open("rb") as lines:
        lines.seek(max(0, log.stat().st_size - 400))
        return (lines.read().decode(errors="replace").splitlines() or [""])[-1].strip()


def end_on_any_signal() -> None:
    """A closed terminal and a polite kill end us as Ctrl-C does: through every `with` and `finally`.

    Ctrl-C itself is named too, because a shell that starts us in the background has it ignored.
    """

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for which in (signal.SIGINT, signal.SIGTERM):
        signal.signal(which, interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asks to stay
        signal.signal(signal.SIGHUP, interrupt)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Two set-ups in one tree wait for each other. The lock ends with its holder, however that ends."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("다른 설치가 진행 중이라 기다려요.", "Another set-up is running; waiting for it.")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
