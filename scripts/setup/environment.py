"""Makes .venv with the pinned packages; a half-made one is noticed and made again."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.setup.console import Failed, Words, say
from scripts.setup.steps import LOGS, ROOT, alone, digest, once, run, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MODEL = ROOT / "instance" / "models" / "e5-small"
TORCH_CPU = "https://download.pytorch.org/whl/cpu"

# There while packages are coming and going: found at the start, the folder is not trusted.
_UNFINISHED = VENV / "unfinished"
_PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check")
_ONLINE = Words(
    "인터넷 연결을 확인하고 같은 명령을 다시 실행해 주세요. 받은 파일은 다시 받지 않아요.",
    "Check the network and run the same command again; what was downloaded is kept.",
)


def prepare(*, development: bool = False) -> None:
    """Everything that is the same for demo and tests: the environment, its packages, the model."""
    with alone(LOGS / "lock"):
        _clear_away()
        if not _works():
            _make()
        _install(ROOT / "requirements.txt", Words("보통 1~5분", "usually 1-5 minutes"))
        if development:
            _install(ROOT / "requirements-dev.txt", Words("보통 20초", "usually 20 seconds"))
        _build_model()


def _works() -> bool:
    if _UNFINISHED.exists() or not PYTHON.exists():
        return False
    ask = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", ask], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:  # a file that is no program
        return False


def _make() -> None:
    title = Words("파이썬 가상 환경(.venv) 만들기", "Make the virtual environment (.venv)")
    with step(title, Words("보통 10초", "usually 10 seconds")):
        if VENV.exists():
            VENV.rename(VENV.with_name(f".venv.old.{os.getpid()}"))
            _clear_away()
        VENV.mkdir()
        _UNFINISHED.touch()
        then = Words(
            "Debian·Ubuntu라면 ‘sudo apt install python3-venv’ 뒤에 다시 실행해 주세요.",
            "On Debian or Ubuntu: 'sudo apt install python3-venv', then run this again.",
        )
        run("venv", [sys.executable, "-m", "venv", str(VENV)], then)
        _UNFINISHED.unlink()


def _clear_away() -> None:
    """What earlier, interrupted set-ups left: removed under a name that nobody takes for the real thing."""
    leftovers = [*ROOT.glob(".venv.old.*"), *MODEL.parent.glob(".building-*")]
    for leftover in leftovers:
        shutil.rmtree(leftover, ignore_errors=True)


def _install(requirements: Path, usually: Words) -> None:
    def install() -> None:
        _UNFINISHED.touch()
        _fetch_small_torch()
        run("packages", [*_PIP, "install", "--no-compile", "-r", str(requirements)], _ONLINE)
        _UNFINISHED.unlink()
        _say_what_came()

    title = Words(f"패키지 설치 ({requirements.name})", f"Install the packages ({requirements.name})")
    key = digest({requirements, ROOT / "requirements.txt"}, _interpreter())
    once(VENV / f"{requirements.stem}.stamp", key, title, usually, install)


def _interpreter() -> str:
    return subprocess.run([PYTHON, "-VV"], capture_output=True, text=True, check=True).stdout


def _fetch_small_torch() -> None:
    """On Linux the registry's torch brings 2.7 GB of CUDA along, which nothing here uses."""
    pinned = re.search(r"^torch==(.+)$", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    if sys.platform != "linux" or pinned is None or _installed(f"torch-{pinned[1]}*"):
        return
    only_here = ("--no-deps", "--no-compile", "--retries", "0", "--timeout", "15", "--index-url", TORCH_CPU)
    try:
        run("torch", [*_PIP, "install", *only_here, pinned[0]], _ONLINE)
    except Failed:
        say(
            "    PyTorch의 작은 CPU 빌드를 받지 못해, 대신 일반 빌드를 받아요(CUDA 포함 약 2.7GB).",
            "    PyTorch's small CPU build could not be had; taking the general one (about 2.7 GB with CUDA).",
        )


def _say_what_came() -> None:
    torch = ", ".join(_installed("torch-*"))
    cuda = _installed("nvidia_*") + _installed("triton-*")
    if cuda:
        say(
            f"    {torch}: CUDA 패키지 {len(cuda)}개가 함께 설치됐어요. 쓰지 않지만 동작에는 문제가 없어요.",
            f"    {torch}: {len(cuda)} CUDA packages came along. They are not used and do no harm.",
        )
    else:
        say(f"    {torch}: CUDA 패키지 없음", f"    {torch}: no CUDA packages")


def _installed(pattern: str) -> list[str]:
    found = VENV.glob(f"lib/python*/site-packages/{pattern}.dist-info")
    return sorted(folder.name.removesuffix(".dist-info") for folder in found)


def _build_model() -> None:
    if os.environ.get("IEUM_MODEL"):
        return  # the operator has one
    if MODEL.is_dir():
        return  # it appears by one rename, when it is whole
    title = Words("임베딩 모델(multilingual-e5-small) 만들기", "Build the embedding model (multilingual-e5-small)")
    with step(title, Words("보통 1~2분", "usually 1-2 minutes")):
        run("model", [str(PYTHON), "-m", "matching.models.build", str(MODEL)], _ONLINE)
