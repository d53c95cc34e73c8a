"""./scripts/test: sets up what the checks need, runs every one of them, and says at the end which held."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.setup import debian, environment
from scripts.setup.console import Failed, Words, say, took
from scripts.setup.environment import PYTHON, VENV
from scripts.setup.steps import ROOT, end_on_any_signal

_NOTHING_SELECTED = 5  # pytest's exit code


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    name: str
    verdict: str  # "ok", "FAILED" or "skipped"
    seconds: float = 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parse(arguments)
    end_on_any_signal()
    began = time.monotonic()
    try:
        environment.prepare(development=True)
        results = [*_system_packages(asked.fast), *map(_run, _static_checks()), *_tests(asked)]
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\n멈췄어요.", "\nStopped.")
        return 130
    return _summary(results, time.monotonic() - began)


def _static_checks() -> list[Check]:
    return [
        _tool("ruff check", "ruff", "check", "."),
        _tool("ruff format", "ruff", "format", "--check", "."),
        _tool("mypy", "mypy"),
        Check("import contracts", (str(VENV / "bin" / "lint-imports"), "--no-logo")),
        _tool("templates", "djlint", "templates", "--lint", "--quiet"),
    ]


def _tool(name: str, module: str, *words: str) -> Check:
    return Check(name, (str(PYTHON), "-m", module, *words))


def _tests(asked: argparse.Namespace) -> list[Result]:
    apart = ("--ignore", "tests/journeys", "--ignore", "tests/heavy")
    results = [_run(_tool("tests", "pytest", "-q", "-n", "2", *apart, *asked.pytest), asked.pytest)]
    if asked.fast:
        return results
    if debian.find_chromium() is None:
        return [*results, Result("journeys", _missing())]
    return [*results, _run(_tool("journeys", "pytest", "-q", "-n", "2", "tests/journeys", *asked.pytest), asked.pytest)]


def _system_packages(fast: bool) -> list[Result]:
    """Asked for before the long part, so that what is missing is known early."""
    database = () if os.environ.get("TEST_PG_URL") else debian.POSTGRESQL
    missing = debian.provide(*database, *(() if fast else debian.BROWSER))
    if not missing:
        return []
    consequence = Words(
        f"빠진 시스템 패키지: {', '.join(missing)}. 이것이 필요한 검사는 건너뛰어요.",
        f"Missing system packages: {', '.join(missing)}. What needs them is skipped.",
    )
    debian.say_missing(missing, consequence)
    return [Result(f"system package {package}", _missing()) for package in missing]


def _missing() -> str:
    return "FAILED" if os.environ.get("CI") == "true" else "skipped"


def _run(check: Check, selection: Sequence[str] = ()) -> Result:
    print(f"==> {check.name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(check.command, cwd=ROOT, env=_surroundings(), check=False).returncode
    held = code == 0 or (bool(selection) and code == _NOTHING_SELECTED)
    return Result(check.name, "ok" if held else "FAILED", time.monotonic() - started)


def _surroundings() -> dict[str, str]:
    """The developer's own settings stay out of the tests; two workers on two cores compute with one thread each."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("IEUM_") and name != "DATABASE_URL"}
    return env | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


def _summary(results: list[Result], seconds: float) -> int:
    print(f"\n==> summary ({took(seconds)})")
    for result in results:
        print(f"    {result.name:<32} {result.verdict:<8} {result.seconds:7.1f} s")
    failed = [result.name for result in results if result.verdict == "FAILED"]
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All checks held.'}", flush=True)
    return 1 if failed else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    told = argparse.ArgumentParser(
        prog="./scripts/test",
        description="Lint, types, import contracts, tests on SQLite and PostgreSQL, browser journeys.",
    )
    told.add_argument("--fast", action="store_true", help="without the browser journeys")
    told.add_argument(
        "pytest", nargs="*", metavar="-- PYTEST ARGUMENTS", help="handed to pytest, as in: -- -k money -x"
    )
    return told.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
