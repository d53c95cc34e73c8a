"""The two commands start from any folder and say plainly why they cannot."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from scripts.setup.console import Failed
from scripts.setup.services import refuse_taken_port

ROOT = Path(__file__).parents[2]


def ask(command: str, *words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    asked = [str(ROOT / "scripts" / command), *words]
    return subprocess.run(asked, cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["demo", "test"])
def test_each_command_explains_itself_from_any_folder(command: str, tmp_path: Path) -> None:
    answer = ask(command, "--help", cwd=tmp_path)
    assert answer.returncode == 0
    assert f"./scripts/{command}" in answer.stdout


def test_without_a_python_it_says_which_one_is_needed(tmp_path: Path) -> None:
    for program in ("bash", "dirname", "env"):
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    answer = ask("demo", cwd=tmp_path, PATH=str(tmp_path), PYTHON="no-such-python")
    assert answer.returncode == 1
    assert "Python 3.11" in answer.stderr


@pytest.mark.parametrize("port", ["0", "65536", "web"])
def test_an_impossible_port_is_refused(port: str, tmp_path: Path) -> None:
    assert ask("demo", "--port", port, cwd=tmp_path).returncode == 2


def test_a_taken_port_is_said_before_anything_is_set_up(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = ask("demo", "--port", str(port), cwd=tmp_path, LC_ALL="C.UTF-8")
    assert answer.returncode == 1
    assert f"{port}번 포트를 다른 프로그램이 쓰고 있어요." in answer.stderr
    assert answer.stdout == ""


def test_a_port_just_left_is_free_again() -> None:
    with socket.socket() as left:
        left.bind(("127.0.0.1", 0))
        port = left.getsockname()[1]
    refuse_taken_port(port)


def test_the_suggested_port_can_be_used_by_anyone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(socket.socket):
        def bind(self, _address: object) -> None:
            raise PermissionError

    monkeypatch.setattr(socket, "socket", Closed)
    with pytest.raises(Failed) as refused:
        refuse_taken_port(80)
    assert "--port 8000" in str(refused.value)
