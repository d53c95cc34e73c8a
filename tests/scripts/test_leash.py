"""No command outlives the one who started it, however that one ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.setup.leash import Leashed

ROOT = Path(__file__).parents[2]
# A command with a child of its own; both write their ids and wait.
FAMILY = "import os,subprocess,sys,time; sys.argv[1:] and subprocess.Popen([sys.executable,'-c',sys.argv[1]]); print(os.getpid(),flush=True); time.sleep(60)"


def family(log: Path) -> Leashed:
    return Leashed([sys.executable, "-c", FAMILY, FAMILY], log)


def two_ids(log: Path) -> list[int]:
    eventually(lambda: log.exists() and len(log.read_text().split()) == 2)
    return [int(word) for word in log.read_text().split()]


def eventually(holds: Callable[[], bool], within: float = 10.0) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether the process still runs; one that only waits to be collected does not (where /proc tells)."""
    try:
        os.kill(pid, 0)
        return not Path("/proc/self").exists() or ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_stopping_ends_the_command_and_its_children(tmp_path: Path) -> None:
    with family(tmp_path / "log"):
        ids = two_ids(tmp_path / "log")
    eventually(lambda: not any(map(is_alive, ids)))


def test_a_killed_starter_takes_everything_along(tmp_path: Path) -> None:
    log = tmp_path / "log"
    start = f"""
import sys, time, pathlib
from scripts.setup.leash import Leashed
held = Leashed([sys.executable, "-c", {FAMILY!r}, {FAMILY!r}], pathlib.Path({str(log)!r}))
time.sleep(60)"""
    starter = subprocess.Popen([sys.executable, "-c", start], cwd=ROOT)
    ids = two_ids(log)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    eventually(lambda: not any(map(is_alive, ids)))


def test_a_command_that_ends_by_itself_leaves_its_exit_code(tmp_path: Path) -> None:
    process = Leashed([sys.executable, "-c", "import sys; print('last words'); sys.exit(7)"], tmp_path / "log")
    eventually(lambda: process.ended() is not None)
    assert process.ended() == 7
    assert process.log.read_text() == "last words\n"
    process.stop()


def test_a_command_that_ignores_the_polite_request_is_killed(tmp_path: Path) -> None:
    deaf = "import signal,time,os; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(os.getpid(), 0, flush=True); time.sleep(60)"
    short = {**os.environ, "PYTHONPATH": str(ROOT)}
    guard = "import sys; from scripts.setup import leash; leash.PATIENCE = 0.2; sys.exit(leash._guard(sys.argv[1:]))"
    starter = subprocess.Popen(
        [sys.executable, "-c", guard, sys.executable, "-c", deaf],
        env=short,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert starter.stdout
    pid = int(starter.stdout.readline().split()[0])
    starter.communicate()
    eventually(lambda: not is_alive(pid))
