"""The virtual environment is trusted only when it was finished, and made again when it was not."""

from pathlib import Path

import pytest

from scripts.setup import environment, steps
from scripts.setup.console import Words


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty tree for an environment of this test's own."""
    folder = tmp_path / ".venv"
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "PYTHON", folder / "bin" / "python")
    monkeypatch.setattr(environment, "MODEL", tmp_path / "models" / "e5-small")
    monkeypatch.setattr(environment, "_UNFINISHED", folder / "unfinished")
    monkeypatch.setattr(steps, "LOGS", tmp_path / "logs")
    return folder


def test_a_half_made_environment_is_noticed_and_made_again(venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    assert not environment._works()
    environment._make()
    assert environment._works()
    assert list(venv.parent.glob(".venv.old*")) == []


def test_an_environment_interrupted_while_packages_came_is_not_trusted(venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)
    environment.PYTHON.symlink_to("/bin/true")
    assert environment._works()
    (venv / "unfinished").touch()
    assert not environment._works()


def test_what_interrupted_set_ups_left_is_cleared_away(venv: Path) -> None:
    leftovers = [venv.with_name(".venv.old.123"), environment.MODEL.parent / ".building-x"]
    for leftover in leftovers:
        leftover.mkdir(parents=True)
    environment._clear_away()
    assert not any(leftover.exists() for leftover in leftovers)


def test_packages_are_installed_again_only_when_their_list_changed(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.mkdir()
    installed: list[str] = []
    requirements = venv.parent / "requirements.txt"
    monkeypatch.setattr(environment, "run", lambda _name, command, *_: installed.append(command[-1]))
    monkeypatch.setattr(environment, "_interpreter", lambda: "Python 3.11.7")
    for text in ("flask==3\n", "flask==3\n", "flask==4\n"):
        requirements.write_text(text)
        environment._install(requirements, Words("", ""))
    assert installed == [str(requirements)] * 2
    assert not (venv / "unfinished").exists()


@pytest.mark.parametrize(
    ("packages", "told"),
    [
        (["torch-2.13.0+cpu"], "no CUDA packages"),
        (["torch-2.13.0", "nvidia_cublas-13.0", "triton-3.7"], "2 CUDA packages came along"),
    ],
)
def test_it_is_said_whether_cuda_came_along(
    venv: Path,
    packages: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for package in packages:
        (venv / "lib" / "python3.11" / "site-packages" / f"{package}.dist-info").mkdir(parents=True)
    environment._say_what_came()
    assert told in capsys.readouterr().out
