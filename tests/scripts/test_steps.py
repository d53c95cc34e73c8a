"""Steps are done once, again when what they depend on changes, and never remembered when they failed."""

import sys
from functools import partial
from pathlib import Path

import pytest

from scripts.setup import steps
from scripts.setup.console import Failed, Words
from scripts.setup.steps import digest, once, run, write_whole

TITLE = Words("일", "work")


@pytest.fixture(autouse=True)
def logs_of_this_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "LOGS", tmp_path / "logs")


def test_a_step_is_done_once_until_its_key_changes(tmp_path: Path) -> None:
    done: list[str] = []
    for key in ("a", "a", "b", "b"):
        once(tmp_path / "stamp", key, TITLE, TITLE, partial(done.append, key))
    assert done == ["a", "b"]


def test_a_step_that_failed_is_done_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        once(tmp_path / "stamp", "a", TITLE, TITLE, lambda: print(1 / 0))
    done: list[str] = []
    once(tmp_path / "stamp", "a", TITLE, TITLE, lambda: done.append("a"))
    assert done == ["a"]


def test_a_step_says_what_it_does_how_long_it_usually_takes_and_how_long_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    once(tmp_path / "stamp", "a", Words("표 준비", "tables"), Words("보통 3초", "usually 3 s"), lambda: None)
    assert capsys.readouterr().out == "==> 표 준비 (보통 3초)\n    0.0초\n"


def test_a_failed_command_is_told_with_its_last_lines_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with pytest.raises(Failed) as failure:
        run("packages", [sys.executable, "-c", "print('no room left'); exit(3)"], Words("자리를 비우세요", "Make room"))
    told = str(failure.value)
    assert "'packages' did not finish" in told
    assert "│ no room left" in told
    assert told.endswith("Make room")


def test_a_command_that_succeeds_gives_back_what_it_printed() -> None:
    assert run("echo", [sys.executable, "-c", "print('네')"], TITLE) == "네\n"


def test_a_digest_follows_contents_not_dates(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text("a==1\n")
    first = digest([file])
    file.write_text("a==1\n")
    assert digest([file]) == first
    file.write_text("a==2\n")
    assert digest([file]) != first
    assert digest([file], "3.11") != digest([file], "3.12")


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "folder" / "stamp", "made")
    write_whole(tmp_path / "folder" / "stamp", "made again")
    assert [(path.name, path.read_text()) for path in (tmp_path / "folder").iterdir()] == [("stamp", "made again")]
