"""The test command's verdict: one failed check fails it, and in CI so does a missing one."""

import pytest

from scripts.setup import checks, debian
from scripts.setup.checks import Check, Result


def test_one_failed_check_fails_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks._summary([Result("mypy", "ok", 1.0), Result("tests", "FAILED", 2.0)], 3.0) == 1
    assert "FAILED: tests" in capsys.readouterr().out


def test_skipped_checks_do_not_fail_it() -> None:
    assert checks._summary([Result("mypy", "ok"), Result("journeys", "skipped")], 3.0) == 0


@pytest.mark.parametrize(("ci", "verdict"), [("true", "FAILED"), ("", "skipped")])
def test_a_missing_system_package_is_said_and_fails_in_ci(
    ci: str, verdict: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(debian, "_is_there", lambda package: package != "chromium")
    monkeypatch.setattr(debian, "_may_install", lambda: None)
    assert checks._system_packages(fast=False) == [Result("system package chromium", verdict)]
    assert "sudo apt-get install chromium" in capsys.readouterr().out


def test_without_the_browser_it_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "provide", lambda *packages: list(packages))
    monkeypatch.delenv("TEST_PG_URL", raising=False)
    assert [result.name for result in checks._system_packages(fast=True)] == ["system package postgresql"]


@pytest.mark.parametrize(
    ("code", "selection", "verdict"),
    [(0, (), "ok"), (1, (), "FAILED"), (5, (), "FAILED"), (5, ("-k", "money"), "ok"), (1, ("-k", "money"), "FAILED")],
)
def test_running_no_test_is_a_failure_unless_tests_were_picked(
    code: int, selection: tuple[str, ...], verdict: str
) -> None:
    assert checks._run(Check("tests", ("sh", "-c", f"exit {code}")), selection).verdict == verdict


def test_the_developers_own_settings_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "IEUM_ENV", "IEUM_MODEL"):
        monkeypatch.setenv(name, "mine")
    assert "mine" not in checks._surroundings().values()
