"""The system packages that tests use: installed where that is allowed, otherwise named with the command that brings them."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.setup.console import Failed, Words, say
from scripts.setup.steps import run, step

POSTGRESQL = ("postgresql",)
BROWSER = ("chromium", "fonts-noto-cjk")
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_postgres() -> Path | None:
    """The newest server's folder of programs."""
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return servers[-1].parent if servers else None


def find_chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)


def provide(*packages: str) -> list[str]:
    """Installs what is missing if it may; returns what is still missing."""
    missing = [package for package in packages if not _is_there(package)]
    may = _may_install()
    if not missing or may is None:
        return missing
    title = Words(f"시스템 패키지 설치: {' '.join(missing)}", f"Install system packages: {' '.join(missing)}")
    with step(title, Words("보통 1~3분", "usually 1-3 minutes")):
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        try:
            install = (*may, "apt-get", "install", "-y", "--no-install-recommends", *missing)
            run("apt-update", [*may, "apt-get", "update"], _by_hand(missing), env)
            run("apt-install", install, _by_hand(missing), env)
        except Failed as failure:
            print(failure, flush=True)
    return [package for package in missing if not _is_there(package)]


def say_missing(packages: list[str], consequence: Words) -> None:
    bar = "!" * 72
    say(bar, bar)
    print(f"{consequence}\n{_by_hand(packages)}\n{bar}", flush=True)


def _by_hand(packages: list[str]) -> Words:
    command = f"sudo apt-get install {' '.join(packages)}"
    return Words(f"직접 설치해 주세요: {command}", f"Install by hand: {command}")


def _is_there(package: str) -> bool:
    if package == "postgresql":
        return find_postgres() is not None
    if package == "chromium":
        return find_chromium() is not None
    if not shutil.which("dpkg-query"):
        return True  # not Debian: fonts are the desktop's matter
    ask = ["dpkg-query", "-W", "-f", "${Status}", package]
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout == "install ok installed"


def _may_install() -> tuple[str, ...] | None:
    """The words before apt-get: none as root, sudo without a password, or None when we may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ()
    sudo = ("sudo", "-n")
    asks_nothing = (
        shutil.which("sudo") and not subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode
    )
    return sudo if asks_nothing else None
