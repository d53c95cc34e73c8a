"""Starts commands that cannot outlive their starter: however it ends, the command's whole process group ends with it.

The starter runs this file, which runs the command in a group of its own and reads standard input. The
starter alone holds the other end of that pipe, so its end (even by `kill -9`) is seen as end of file here.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

PATIENCE = 10.0  # seconds a command has to stop by itself


class Leashed:
    """The starter's side: a running command, its output going to a log."""

    def __init__(self, command: Sequence[str], log: Path, env: Mapping[str, str] | None = None) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log = log
        with log.open("wb") as sink:
            self._guard = subprocess.Popen(
                [sys.executable, __file__, *command],
                stdin=subprocess.PIPE,
                stdout=sink,
                stderr=subprocess.STDOUT,
                env=None if env is None else dict(env),
                start_new_session=True,  # Ctrl-C reaches the starter only, which then lets go of the leash
            )

    def ended(self) -> int | None:
        return self._guard.poll()

    def stop(self) -> None:
        self._guard.communicate()  # closes the pipe and waits

    def __enter__(self) -> "Leashed":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _guard(command: Sequence[str]) -> int:
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    threading.Thread(target=_end_with_the_starter, args=(child,), daemon=True).start()
    code = child.wait()
    _end_group(child)
    return code if code >= 0 else 128 - code


def _end_with_the_starter(child: subprocess.Popen[bytes]) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    _end_group(child)


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """Asks the leader, who knows how to end its own; what is left of the group afterwards is killed."""
    child.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=PATIENCE)
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS refuses when only zombies are left
        os.killpg(child.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(_guard(sys.argv[1:]))
