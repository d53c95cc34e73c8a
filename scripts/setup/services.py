"""The demo's two long-running processes: started together, watched, and ended together."""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.setup.console import Failed, Words
from scripts.setup.leash import Leashed

HOST = "127.0.0.1"
READY_WITHIN = 60.0  # seconds; the first start compiles every module


class Service(Leashed):
    """A named process whose end is a failure."""

    def __init__(self, name: str, command: Sequence[str], log: Path, env: Mapping[str, str]) -> None:
        super().__init__(command, log, env)
        self.name = name

    def check(self) -> None:
        if self.ended() is not None:
            raise self.failed(Words(f"‘{self.name}’ 프로세스가 멈췄어요.", f"The '{self.name}' process has stopped."))

    def failed(self, what: Words) -> Failed:
        then = Words(
            f"전체 기록은 {self.log} 에 있어요. 같은 명령을 다시 실행해 주세요.",
            f"The whole log is {self.log}. Run the same command again.",
        )
        return Failed(what, then, self.log.read_text(errors="replace"))


def gunicorn(python: str, port: int) -> tuple[str, ...]:
    """Threads, because a browser's idle connections would hold a whole single-threaded worker each."""
    options = ("--no-control-socket", "--workers", "2", "--threads", "4", "--bind", f"{HOST}:{port}")
    return (python, "-m", "gunicorn", *options, "wsgi:app")


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            what = Words(f"{port}번 포트를 열 권한이 없어요.", f"Port {port} may not be opened by this user.")
        except OSError:
            what = Words(f"{port}번 포트를 다른 프로그램이 쓰고 있어요.", f"Port {port} is taken by another program.")
        else:
            return
    other = port + 1 if port >= 1024 else 8000
    then = Words(
        f"다른 번호로 시작해 주세요: ./scripts/demo --port {other}", f"Choose another: ./scripts/demo --port {other}"
    )
    raise Failed(what, then)


def wait_until_ready(port: int, web: Service) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _answers(f"http://{HOST}:{port}/healthz"):
        web.check()
        if time.monotonic() > deadline:
            raise web.failed(Words("웹 서버가 대답하지 않아요.", "The web server does not answer."))
        time.sleep(0.1)


def watch(*running: Service) -> None:
    while True:
        for service in running:
            service.check()
        time.sleep(0.5)


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy would ask itself
    try:
        with direct.open(url, timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False
